import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Media, Outgoing } from '../../../src/channels/channel.ts'
import { Telegram } from '../../../src/channels/telegram/telegram.ts'
import { SMALL } from '../../support/media.ts'
import { BotApi, TOKEN } from '../../support/telegram/bot-api.ts'

let api: BotApi
let telegram: Telegram
beforeEach(async () => {
  api = await BotApi.open()
  telegram = new Telegram({
    ...{ token: TOKEN, apiRoot: api.url, webhookSecret: undefined, publicUrl: 'https://sapa.example' },
    commands: [{ command: 'menu', description: 'Menu utama' }],
  })
})
afterEach(async () => {
  await telegram.stop()
  await api.close()
  expect(api.faulty).toEqual([])
})

const PICTURE: Media = {
  ...{ id: 'f1', type: 'image/png', name: 'gambar.png', size: { width: 1, height: 1 }, content: SMALL.png },
}
const PAPER: Media = { id: 'f2', type: 'application/pdf', name: 'dokumen.pdf', size: null, content: SMALL.pdf }
const CHOICES = [{ value: 'stop', label: 'Jangan kirimi saya pesan' }]

function outgoing(media: Media, over: Partial<Outgoing['prompt']> = {}, address = '7'): Outgoing {
  return { id: 'id', address, media, prompt: { text: 'Salam *S•••* & keluarga', choices: CHOICES, ...over } }
}
const methods = () => api.calls.map(({ method }) => method)

describe('a message with a file', () => {
  it('shows a picture with the words and the buttons below it', async () => {
    expect(await telegram.send(outgoing(PICTURE))).toEqual({ sent: true, externalId: '7:1' })
    expect(methods()).toEqual(['sendPhoto'])
    expect(api.files).toMatchObject([{ name: 'gambar.png', content: SMALL.png }])
    expect(api.shown).toMatchObject([{ chat: 7, text: 'Salam S••• & keluarga', file: 'file-1' }])
    expect(api.shown[0]!.reply_markup!.inline_keyboard![0]![0]!.text).toBe('1. Jangan kirimi saya pesan')
  })

  it('sends a PDF as a document, and a picture that is too long or too large for a photo too', async () => {
    const long: Media = { ...PICTURE, id: 'f3', size: { width: 2100, height: 100 } }
    const large: Media = { ...PICTURE, id: 'f4', size: { width: 6000, height: 6000 } }
    for (const media of [PAPER, long, large]) await telegram.send(outgoing(media))
    expect(methods()).toEqual(['sendDocument', 'sendDocument', 'sendDocument'])
    expect(api.files[0]!.content).toEqual(SMALL.pdf)
  })

  it('is handed over once: all further ones name it by its id, also those that were on their way meanwhile', async () => {
    const chats = Array.from({ length: 20 }, (_, n) => String(n + 1))
    const sent = await Promise.all(chats.map((chat) => telegram.send(outgoing(PICTURE, {}, chat))))
    expect(sent.every((one) => one.sent)).toBe(true)
    await telegram.send(outgoing(PICTURE, {}, '99'))
    expect([api.files.length, new Set(api.shown.map(({ file }) => file))]).toEqual([1, new Set(['file-1'])])
    expect(api.shown).toHaveLength(21)
    await telegram.send(outgoing(PAPER))
    expect(api.files).toHaveLength(2)
  })

  it('that is not taken leaves the next ones to come again, and the file is handed over anew', async () => {
    api.fault({ method: 'sendPhoto', does: { error_code: 403, description: 'Forbidden: bot was blocked by the user' } })
    const sent = await Promise.all(['1', '2', '3'].map((chat) => telegram.send(outgoing(PICTURE, {}, chat))))
    expect(sent).toMatchObject([
      { sent: false, because: 'stopped' },
      { sent: false, because: 'retry', free: true },
      { sent: false, because: 'retry', free: true },
    ])
    expect(await telegram.send(outgoing(PICTURE, {}, '2'))).toMatchObject({ sent: true })
    expect(api.shown.map(({ chat }) => chat)).toEqual([2])
  })

  it('whose file Telegram has forgotten comes again with it', async () => {
    await telegram.send(outgoing(PICTURE))
    api.forgetFiles()
    expect(await telegram.send(outgoing(PICTURE))).toMatchObject({ sent: false, because: 'retry', free: true })
    expect(await telegram.send(outgoing(PICTURE))).toMatchObject({ sent: true })
  })

  it.each([
    ['cannot be told to have arrived', 'reset after', 'unknown'],
    [
      'is too much for now',
      { error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 3 } },
      'retry',
    ],
  ] as const)('that %s is never sent again blindly', async (_, does, because) => {
    api.fault({ method: 'sendPhoto', does })
    expect(await telegram.send(outgoing(PICTURE))).toMatchObject({ sent: false, because })
  })

  it('says long words before the file, and these count, whatever becomes of the file', async () => {
    const text = 'Kabar. '.repeat(200)
    expect(await telegram.send(outgoing(PICTURE, { text }))).toEqual({ sent: true, externalId: '7:1' })
    expect(methods()).toEqual(['sendMessage', 'sendPhoto'])
    expect(api.shown[0]!.reply_markup).toBeDefined()
    api.fault({ method: 'sendPhoto', does: { error_code: 400, description: 'Bad Request: IMAGE_PROCESS_FAILED' } })
    expect(await telegram.send(outgoing(PICTURE, { text }))).toMatchObject({ sent: true, externalId: '7:3' })
  })
})
