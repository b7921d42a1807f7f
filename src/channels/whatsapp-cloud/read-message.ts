import type { Attachment } from '../../domain/message.ts'
import { readPhone } from '../../domain/phone.ts'
import { accountBy } from '../account.ts'
import { readButton } from '../button.ts'
import type { Arrival } from '../channel.ts'
import type { CloudMessage } from './payload.ts'

/** What a message is to us: something that a person has sent, or nothing, named by its kind alone. */
export type Read = { arrival: Arrival } | { ignored: string }

/** The names of an account: the phone, unless it is hidden, and the id that Meta made for us, unless it is old news. */
export interface Names {
  phone: string | undefined
  userId: string | undefined
}

/** Reads one message from the account of these names. */
export function readMessage(message: CloudMessage, { phone, userId }: Names): Read {
  if (message.group_id !== undefined) return { ignored: 'message in a group' }
  if (message.type === 'system') return readSystem(message)
  const account = accountBy(userId, phone)
  if (!account) return { ignored: 'message from nobody' }
  const said = saidIn(message)
  if (!said) return { ignored: message.type.slice(0, 40) }
  return { arrival: { ...identity(message), ...account, ...said } }
}

function identity({ id, timestamp }: CloudMessage): Pick<Arrival, 'externalId' | 'saidAt'> {
  return { externalId: id, ...(timestamp && { saidAt: timestamp }) }
}

/** An account that has changed its number, and with it its id: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/system/ */
function readSystem(message: CloudMessage): Read {
  const { from, from_user_id, system } = message
  const before = accountBy(system?.previous_user_id ?? from_user_id, from)
  const since = accountBy(system?.user_id, system?.wa_id ?? system?.new_wa_id)
  if (!before || !since || before.address === since.address) return { ignored: `system ${system?.type ?? ''}`.trim() }
  return { arrival: { ...identity(message), ...before, moved: since } }
}

type Said = Pick<Arrival, 'text' | 'choice' | 'asked' | 'sharedPhone' | 'attachment' | 'file'>

const ATTACHMENTS: Readonly<Record<string, Attachment>> = {
  image: 'image',
  video: 'video',
  audio: 'voice',
  document: 'document',
  sticker: 'sticker',
  location: 'location',
  order: 'other',
  // What the person has sent cannot be shown to programs; Meta says so with code 131051.
  unsupported: 'other',
  unknown: 'other',
}

/** Undefined where nobody has said anything that waits for an answer: a reaction, or a kind of later years. */
function saidIn(message: CloudMessage): Said | undefined {
  const { type, text, button, interactive } = message
  if (type === 'text' && text) return { text: text.body }
  if (type === 'button' && button) return pressed(button)
  if (type === 'interactive' && interactive) {
    const chosen = interactive.button_reply ?? interactive.list_reply
    return chosen ? readButton(chosen.id) : { attachment: 'other' }
  }
  if (type === 'contacts') return readCard(message)
  const kind = Object.hasOwn(ATTACHMENTS, type) ? ATTACHMENTS[type] : undefined
  return kind && { attachment: kind, ...readMedia(message) }
}

/** A button of a template; one that carries nothing of ours says its own words. */
function pressed({ payload, text }: NonNullable<CloudMessage['button']>): Said {
  const button = payload === undefined ? undefined : readButton(payload)
  return button?.asked === undefined ? { text } : button
}

function readMedia({ image, video, document }: CloudMessage): Said {
  const media = image ?? video ?? document
  const kept = image ?? document
  return {
    ...(media?.caption !== undefined && { text: media.caption }),
    ...(kept?.id !== undefined && { file: kept.id }),
  }
}

/** A card is the writer's own only where it answers the question for it; anybody else's proves nothing. */
function readCard({ origin, contacts = [] }: CloudMessage): Said {
  const [phone, ...others] = contacts.flatMap(({ phones = [] }) => phones.flatMap((one) => one.phone ?? []))
  const isOwn = origin?.startsWith('contact_request') && phone !== undefined && others.length === 0
  return isOwn && readPhone(phone) ? { sharedPhone: phone } : { attachment: 'other' }
}
