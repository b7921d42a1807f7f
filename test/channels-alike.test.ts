import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { telegramLine } from './support/telegram/line.ts'
import { play, readTranscript } from './support/transcript.ts'
import { cloudLine } from './support/whatsapp/line.ts'
import { browserLine, mappedLine } from './support/whatsapp-web/line.ts'
import { canDrive } from './support/whatsapp-web/stand-in.ts'

const FOLDER = new URL('./transcripts/', import.meta.url)
const transcripts = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.md'))
  .map((file) => ({ file, transcript: readTranscript(file) }))

// Stars are bold there: what is bold has none.
const withoutStars = (text: string) => text.replaceAll('*', '')

// A link that there is only where the messenger is.
const withoutLink = (text: string) => text.replace(/^ *https:\/\/(?:t|wa)\.me\/.*\n/gm, '')

describe('a conversation on paper goes the same way on WhatsApp', () => {
  // There nobody has to share a phone by a button.
  it.each(transcripts.filter(({ transcript }) => !transcript.sharesPhone))('$file', async ({ transcript }) => {
    expect(withoutLink(await play(transcript, cloudLine))).toBe(transcript.lines.join('\n'))
  })
})

// There choices stand numbered below the words, as on paper, and nothing shares a phone.
const onWeb = transcripts.filter(
  ({ transcript }) => !transcript.sharesPhone && !transcript.lines.some((line) => line.startsWith('> [phone')),
)

describe('a conversation on paper goes the same way by whatsapp-web.js', () => {
  it.each(onWeb)('$file', async ({ transcript }) => {
    expect(await play(transcript, mappedLine)).toBe(transcript.lines.join('\n'))
  })
})

// Each starts a browser, so that these stand for all: a proof, a question in the midst of another, files, three languages, an heir.
const IN_BROWSER = ['status-by-code.md', 'global-words.md', 'unread.md', 'jv-topics.md', 'heir-only-asking.md']

describe.runIf(canDrive())('a conversation on paper goes the same way by whatsapp-web.js in a browser', () => {
  it.each(onWeb.filter(({ file }) => IN_BROWSER.includes(file)))('$file', async ({ transcript }) => {
    expect(await play(transcript, browserLine)).toBe(transcript.lines.join('\n'))
  })
})

describe('a conversation on paper goes the same way on Telegram', () => {
  // There no phone is vouched for, and a button offers to share it.
  it.each(transcripts.filter(({ transcript }) => transcript.phone === undefined))('$file', async ({ transcript }) => {
    const paper = await play({ ...transcript, sharesPhone: true })
    expect(withoutLink(withoutStars(await play(transcript, telegramLine)))).toBe(withoutStars(paper))
  })
})
