import type { Attachment } from '../../domain/message.ts'
import type { Arrival } from '../channel.ts'

/** What we look at of a message of the library's. */
export interface WebMessage {
  id: { id: string; fromMe: boolean; _serialized: string }
  from: string
  type: string
  body: string
  /** Seconds since 1970. */
  timestamp: number
  isStatus?: boolean
  broadcast?: boolean
}

/** What a message is to us: something that a person has sent, or nothing, named by its kind alone. */
export type Read = { said: Omit<Arrival, 'address'> } | { ignored: string }

const WORDS = ['chat', 'list_response', 'buttons_response', 'template_button_reply']

const ATTACHMENTS: Readonly<Record<string, Attachment>> = {
  ptt: 'voice',
  audio: 'voice',
  image: 'image',
  video: 'video',
  document: 'document',
  sticker: 'sticker',
  location: 'location',
}

/** Kinds that WhatsApp itself puts into a chat, and those that say nothing which waits for an answer. */
const SILENT = [
  ...[
    'notification',
    'notification_template',
    'e2e_notification',
    'broadcast_notification',
    'group_notification',
    'gp2',
  ],
  ...[
    'call_log',
    'ciphertext',
    'debug',
    'protocol',
    'revoked',
    'reaction',
    'pin_message',
    'keep_in_chat',
    'poll_update',
  ],
  // The pictures of an album come one by one behind it.
  'album',
]

/** Reads one message, whoever it is from. */
export function readMessage(message: WebMessage): Read {
  const { id, type, body, timestamp } = message
  const elsewhere = placeOf(message)
  if (elsewhere !== undefined) return { ignored: elsewhere }
  if (SILENT.includes(type)) return { ignored: type }
  const identity = { externalId: id.id, ...(timestamp > 0 && { saidAt: new Date(timestamp * 1000) }) }
  if (WORDS.includes(type)) return body === '' ? { ignored: `empty ${type}` } : { said: { ...identity, text: body } }
  // A card proves nothing, whoever it is of: the sender's own phone is vouched for anyway. Of later kinds nothing is known.
  const attachment = Object.hasOwn(ATTACHMENTS, type) ? ATTACHMENTS[type]! : 'other'
  const isFile = attachment === 'image' || attachment === 'document'
  const caption = hasCaption(attachment) && body !== '' ? { text: body } : {}
  return { said: { ...identity, ...caption, attachment, ...(isFile && { file: id._serialized }) } }
}

// Of a location, a card and a sticker the body is no words of the person's.
function hasCaption(attachment: Attachment): boolean {
  return attachment === 'image' || attachment === 'video' || attachment === 'document'
}

/** Where a message stands that is in no person's own chat with us. */
function placeOf({ id, from, isStatus, broadcast }: WebMessage): string | undefined {
  if (id.fromMe) return 'message of our own'
  if (isStatus === true || from === 'status@broadcast') return 'status'
  if (from.endsWith('@g.us')) return 'message in a group'
  if (from.endsWith('@newsletter')) return 'message in a channel'
  if (from.endsWith('@broadcast') || broadcast === true) return 'message to many'
  return undefined
}
