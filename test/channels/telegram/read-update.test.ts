import type { Update } from 'grammy/types'
import { describe, expect, it } from 'vitest'
import { readUpdate } from '../../../src/channels/telegram/read-update.ts'

const from = { id: 8_100_000_001, is_bot: false, first_name: 'Budi', language_code: 'id' }
const chat = { id: 8_100_000_001, type: 'private', first_name: 'Budi' }
const group = { id: -100_200_300, type: 'supergroup', title: 'RW 05' }
const base = { message_id: 77, date: 1_795_000_000, chat, from }
const media = { file_id: 'AgAD', file_unique_id: 'AQAD' }

const update = (parts: object) => ({ update_id: 700_001, ...parts }) as unknown as Update
const message = (parts: object) => update({ message: { ...base, ...parts } })
const arrivalOf = (given: Update) => {
  const read = readUpdate(given)
  if ('ignored' in read) throw new Error(read.ignored)
  const { externalId, address, removable, ...said } = read.arrival
  expect([externalId, address]).toEqual(['700001:8100000001', '8100000001'])
  return said
}
const command = (text: string) => message({ text, entities: [{ type: 'bot_command', offset: 0, length: 6 }] })

describe('a message', () => {
  it.each<[string, Update, object]>([
    ['words', message({ text: 'cek saya' }), { text: 'cek saya' }],
    ['a plain start', command('/start'), { text: 'menu' }],
    ['a start by the link of a slip', command('/start K7PM4XQ2'), { text: 'menu', openedWith: 'K7PM4XQ2' }],
    ['a start in a busy chat', command('/start@sapa_bot abc'), { text: 'menu', openedWith: 'abc' }],
    ['a command', command('/menu'), { text: 'menu' }],
    ['a command with the name of the bot', command('/BAHASA@sapa_bot'), { text: 'BAHASA' }],
    ['a command with more behind it', command('/stop ya bu'), { text: 'stop ya bu' }],
    ['a stroke alone', message({ text: '1/2 hari' }), { text: '1/2 hari' }],
    ['a voice message', message({ voice: { ...media, duration: 4 } }), { attachment: 'voice' }],
    ['music', message({ audio: { ...media, duration: 4 } }), { attachment: 'voice' }],
    ['a photo', message({ photo: [{ ...media, width: 90, height: 51 }] }), { attachment: 'image' }],
    ['a photo with words', message({ photo: [media], caption: 'KTP saya' }), { attachment: 'image', text: 'KTP saya' }],
    ['a document', message({ document: { ...media, file_name: 'ktp.pdf' } }), { attachment: 'document' }],
    ['an animation', message({ animation: media, document: media }), { attachment: 'video' }],
    ['a film', message({ video: { ...media, duration: 4 } }), { attachment: 'video' }],
    ['a round film', message({ video_note: { ...media, length: 240 } }), { attachment: 'video' }],
    ['a sticker', message({ sticker: { ...media, emoji: '👍' } }), { attachment: 'sticker' }],
    ['a place', message({ location: { latitude: -7.75, longitude: 113.21 } }), { attachment: 'location' }],
    ['dice', message({ dice: { emoji: '🎲', value: 3 } }), { attachment: 'other' }],
  ])('%s', (_, given, said) => {
    expect(arrivalOf(given)).toEqual(said)
  })

  it('can be taken out of the chat', () => {
    expect(readUpdate(message({ text: 'halo' }))).toMatchObject({ arrival: { removable: '77' } })
  })

  it('is another one where Telegram counts its updates anew in another chat', () => {
    const other = { ...base, text: 'halo', chat: { ...chat, id: 5 } }
    expect(readUpdate(update({ message: other }))).toMatchObject({ arrival: { externalId: '700001:5' } })
  })
})

describe('a contact card', () => {
  const card = (parts: object) => message({ contact: { phone_number: '6281000009001', first_name: 'Budi', ...parts } })

  it("is a proof where it is the writer's own", () => {
    expect(arrivalOf(card({ user_id: from.id }))).toEqual({ sharedPhone: '6281000009001' })
  })

  it.each<[string, object]>([
    ['of somebody else', { user_id: 8_100_000_002 }],
    ['of nobody on Telegram', {}],
    ['of a number abroad that no list can hold', { user_id: from.id, phone_number: '+31' }],
  ])('%s is none', (_, parts) => {
    expect(arrivalOf(card(parts))).toEqual({ attachment: 'other' })
  })
})

describe('a pressed button', () => {
  const press = (parts: object) => update({ callback_query: { id: '99', from, chat_instance: '1', ...parts } })

  it('brings back its value, and is to be answered', () => {
    const read = readUpdate(press({ message: { ...base, text: 'Pilih' }, data: ':menu' }))
    const identity = { externalId: '700001:8100000001', address: '8100000001' }
    expect(read).toEqual({ arrival: { ...identity, choice: ':menu' }, pressed: '99' })
  })

  it('works on a message that is too old to be shown to us', () => {
    const inaccessible = { chat, message_id: 3, date: 0 }
    expect(readUpdate(press({ message: inaccessible, data: 'status' }))).toMatchObject({
      arrival: { choice: 'status' },
    })
  })

  it.each<[string, object]>([
    ['in a group', { message: { ...base, chat: group }, data: 'status' }],
    ['of a message that was sent elsewhere', { inline_message_id: 'x', data: 'status' }],
    ['of a game', { message: base, game_short_name: 'g' }],
  ])('%s is ignored', (_, parts) => {
    expect(readUpdate(press(parts))).toEqual({ ignored: 'callback_query of no chat of ours' })
  })
})

describe('a change of the chat itself', () => {
  const change = (status: string, place: object = chat) =>
    update({ my_chat_member: { chat: place, from, date: 1, old_chat_member: {}, new_chat_member: { status } } })

  it('stops us where the person has blocked us', () => {
    expect(arrivalOf(change('kicked'))).toEqual({ stopped: true })
  })

  it.each<[string, Update]>([
    ['my_chat_member member', change('member')],
    ['my_chat_member left', change('left', group)],
  ])('%s means nothing to us', (kind, given) => {
    expect(readUpdate(given)).toEqual({ ignored: kind })
  })
})

describe('what is not for us is ignored, and named by its kind alone', () => {
  it.each<[string, object]>([
    ['edited_message', { edited_message: { ...base, text: 'rahasia' } }],
    ['channel_post', { channel_post: { ...base, text: 'rahasia' } }],
    ['message_reaction', { message_reaction: { chat, message_id: 1, user: from } }],
    ['poll', { poll: { id: '1', question: 'rahasia' } }],
    ['poll_answer', { poll_answer: { poll_id: '1' } }],
    ['something_of_next_year', { something_of_next_year: { text: 'rahasia' } }],
    ['nothing', {}],
    ['message in a supergroup', { message: { ...base, chat: group, text: 'rahasia' } }],
    ['message about the chat', { message: { ...base, pinned_message: { text: 'rahasia' } } }],
  ])('%s', (kind, parts) => {
    expect(readUpdate(update(parts))).toEqual({ ignored: kind })
  })
})
