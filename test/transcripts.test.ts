import { readdirSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { play, readTranscript } from './support/transcript.ts'

const FOLDER = new URL('./transcripts/', import.meta.url)

// `WRITE_TRANSCRIPTS=1` writes down what is said now, to be read and approved before it is committed.
const writes = process.env.WRITE_TRANSCRIPTS === '1'

describe('the conversations on paper', () => {
  it.each(readdirSync(FOLDER).filter((file) => file.endsWith('.md')))('%s', async (file) => {
    const transcript = readTranscript(file)
    const played = await play(transcript)
    if (writes) writeTranscript(file, played)
    else expect(played).toBe(transcript.lines.join('\n'))
  })
})

function writeTranscript(file: string, played: string): void {
  const { title, phone, at, sharesPhone } = readTranscript(file)
  const head = [
    `# ${title}`,
    '',
    ...(phone === undefined ? [] : [`phone: ${phone}`]),
    `at: ${at}`,
    ...(sharesPhone ? ['button: phone'] : []),
    '',
  ]
  writeFileSync(new URL(file, FOLDER), `${[...head, played].join('\n')}\n`)
}
