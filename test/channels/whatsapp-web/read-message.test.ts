import { describe, expect, it } from 'vitest'
import { readMessage, type WebMessage } from '../../../src/channels/whatsapp-web/read-message.ts'

const FROM = '6281000009001@c.us'
const message = (over: Partial<WebMessage> = {}): WebMessage => ({
  id: { id: 'ABC', fromMe: false, _serialized: `false_${FROM}_ABC` },
  ...{ from: FROM, type: 'chat', body: 'halo', timestamp: 1_795_000_000 },
  ...over,
})
const said = { externalId: 'ABC', saidAt: new Date(1_795_000_000_000) }

it('reads words, also those of somebody who has pressed a button of an old version', () => {
  expect(readMessage(message())).toEqual({ said: { ...said, text: 'halo' } })
  for (const type of ['list_response', 'buttons_response', 'template_button_reply'])
    expect(readMessage(message({ type, body: 'Cek' }))).toEqual({ said: { ...said, text: 'Cek' } })
})

it('does without a time that the page does not tell', () => {
  expect(readMessage(message({ timestamp: 0 }))).toEqual({ said: { externalId: 'ABC', text: 'halo' } })
})

describe('what is no words', () => {
  it.each([
    ['ptt', 'voice'],
    ['audio', 'voice'],
    ['video', 'video'],
    ['sticker', 'sticker'],
    ['location', 'location'],
    ['vcard', 'other'],
    ['multi_vcard', 'other'],
    ['poll_creation', 'other'],
    ['groups_v4_invite', 'other'],
    ['order', 'other'],
    ['unknown', 'other'],
    ['a kind of later years', 'other'],
    ['constructor', 'other'],
  ])('%s is %s, and waits for an answer', (type, attachment) => {
    expect(readMessage(message({ type, body: '' }))).toEqual({ said: { ...said, attachment } })
  })

  it('a picture and a paper bring their words and the name by which they are fetched', () => {
    for (const type of ['image', 'document'])
      expect(readMessage(message({ type, body: 'KTP saya' }))).toEqual({
        said: { ...said, text: 'KTP saya', attachment: type, file: `false_${FROM}_ABC` },
      })
  })

  it('a thumbnail, a card and an address are no words', () => {
    for (const type of ['location', 'vcard', 'sticker'])
      expect(readMessage(message({ type, body: '/9j/4AAQ' }))).not.toHaveProperty('said.text')
  })
})

describe('what nobody has said to us', () => {
  it.each<[Partial<WebMessage>, string]>([
    [{ id: { id: 'A', fromMe: true, _serialized: 'true_x_A' } }, 'message of our own'],
    [{ from: '120363000000000001@g.us' }, 'message in a group'],
    [{ from: '120363000000000001@newsletter' }, 'message in a channel'],
    [{ from: 'status@broadcast' }, 'status'],
    [{ isStatus: true }, 'status'],
    [{ from: '1795000000@broadcast' }, 'message to many'],
    [{ broadcast: true }, 'message to many'],
    [{ body: '' }, 'empty chat'],
    ...[
      ...['notification', 'notification_template', 'e2e_notification', 'gp2', 'call_log', 'ciphertext', 'protocol'],
      ...['revoked', 'reaction', 'album', 'pin_message', 'debug', 'poll_update', 'broadcast_notification'],
    ].map((type): [Partial<WebMessage>, string] => [{ type }, type]),
  ])('%j is passed over as %s', (over, ignored) => {
    expect(readMessage(message(over))).toEqual({ ignored })
  })
})
