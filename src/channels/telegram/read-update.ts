import type { Message, Update } from 'grammy/types'
import type { Attachment } from '../../domain/message.ts'
import { readPhone } from '../../domain/phone.ts'
import { readButton } from '../button.ts'
import type { Arrival } from '../channel.ts'

/** The kinds of update that we ask Telegram for; whatever else it sends is ignored. */
export const HEARD = ['message', 'callback_query', 'my_chat_member'] as const

/** What an update is to us: something that a person in a chat of their own has sent, or nothing, named by its kind alone. */
export type Read = { arrival: Arrival; pressed?: string } | { ignored: string }

/** Reads one update. `pressed`: the id by which a pressed button is answered, so that it stops waiting. */
export function readUpdate(update: Update): Read {
  if (update.message) return readMessage(update.update_id, update.message)
  if (update.callback_query) return readPress(update.update_id, update.callback_query)
  if (update.my_chat_member) return readMembership(update.update_id, update.my_chat_member)
  return { ignored: Object.keys(update).find((kind) => kind !== 'update_id') ?? 'nothing' }
}

function readMessage(updateId: number, message: Message): Read {
  const { chat, message_id } = message
  if (chat.type !== 'private') return { ignored: `message in a ${chat.type}` }
  const words = message.text ?? message.caption
  const said = { ...(words !== undefined && readWords(words)), ...readContact(message), ...readAttachment(message) }
  if (Object.keys(said).length === 0) return { ignored: 'message about the chat' }
  return { arrival: { ...identity(updateId, chat.id), ...said, removable: String(message_id) } }
}

function readPress(updateId: number, { id, data, message }: NonNullable<Update['callback_query']>): Read {
  if (data === undefined || message?.chat.type !== 'private') return { ignored: 'callback_query of no chat of ours' }
  return { arrival: { ...identity(updateId, message.chat.id), ...readButton(data) }, pressed: id }
}

// To take us in again is no wish to be written to: only the chat's own words are.
function readMembership(updateId: number, { chat, new_chat_member }: NonNullable<Update['my_chat_member']>): Read {
  if (chat.type !== 'private' || new_chat_member.status !== 'kicked')
    return { ignored: `my_chat_member ${new_chat_member.status}` }
  return { arrival: { ...identity(updateId, chat.id), stopped: true } }
}

// After a quiet week Telegram counts on from any number, so the chat belongs to the name of a delivery too.
function identity(updateId: number, chat: number): Pick<Arrival, 'externalId' | 'address'> {
  return { externalId: `${updateId}:${chat}`, address: String(chat) }
}

const COMMAND = /^\/([a-z0-9_]{1,32})(?:@\w+)?(?:\s+(.*))?$/is

/** Words as they are, a command as the word behind its stroke; `/start` opens the menu, whatever its link held besides. */
function readWords(words: string): Pick<Arrival, 'text' | 'openedWith'> {
  const [, command, rest] = COMMAND.exec(words) ?? []
  if (command === undefined) return { text: words }
  if (command.toLowerCase() !== 'start') return { text: [command, rest].filter(Boolean).join(' ') }
  return { text: 'menu', ...(rest && { openedWith: rest.trim() }) }
}

/** A card is the writer's own only where Telegram says whose it is; anybody else's proves nothing. */
function readContact({ contact, from }: Message): Pick<Arrival, 'sharedPhone' | 'attachment'> {
  if (!contact) return {}
  const isOwn = contact.user_id !== undefined && contact.user_id === from?.id
  return isOwn && readPhone(contact.phone_number) ? { sharedPhone: contact.phone_number } : { attachment: 'other' }
}

// An animation is sent as a document too, so it stands before it.
const ATTACHMENTS = {
  voice: 'voice',
  audio: 'voice',
  photo: 'image',
  animation: 'video',
  video: 'video',
  video_note: 'video',
  document: 'document',
  sticker: 'sticker',
  location: 'location',
  venue: 'location',
  dice: 'other',
  game: 'other',
  poll: 'other',
  story: 'other',
  paid_media: 'other',
  checklist: 'other',
} as const satisfies Partial<Record<keyof Message, Attachment>>

function readAttachment(message: Message): Pick<Arrival, 'attachment'> {
  const kind = (Object.keys(ATTACHMENTS) as (keyof typeof ATTACHMENTS)[]).find((one) => message[one] !== undefined)
  return kind ? { attachment: ATTACHMENTS[kind] } : {}
}
