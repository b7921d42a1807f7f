import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { telegramLine } from './support/telegram/line.ts'
import { play, readTranscript } from './support/transcript.ts'
import { cloudLine } from './support/whatsapp/line.ts'

const FOLDER = new URL('./transcripts/', import.meta.url)
const transcripts = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.md'))
  .map((file) => ({ file, transcript: readTranscript(file) }))

// Stars are bold there: what is bold has none.
const withoutStars = (text: string) => text.replaceAll('*', '')

// A link that there is only where Telegram is.
const withoutLink = (text: string) => text.replace(/^ *https:\/\/t\.me\/.*\n/gm, '')

describe('a conversation on paper goes the same way on WhatsApp', () => {
  // There nobody has to share a phone by a button.
  it.each(transcripts.filter(({ transcript }) => !transcript.sharesPhone))('$file', async ({ transcript }) => {
    expect(await play(transcript, cloudLine)).toBe(transcript.lines.join('\n'))
  })
})

describe('a conversation on paper goes the same way on Telegram', () => {
  // There no phone is vouched for, and a button offers to share it.
  it.each(transcripts.filter(({ transcript }) => transcript.phone === undefined))('$file', async ({ transcript }) => {
    const paper = await play({ ...transcript, sharesPhone: true })
    expect(withoutLink(withoutStars(await play(transcript, telegramLine)))).toBe(withoutStars(paper))
  })
})
