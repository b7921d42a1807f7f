import { isPicture } from '../../domain/media.ts'
import type { SpokenPrompt } from '../../domain/message.ts'
import { buttonData } from '../button.ts'
import type { Abilities, Media, Outgoing } from '../channel.ts'
import { asText, render } from '../render.ts'

const HOUR_MS = 3_600_000

export const ABILITIES: Abilities = {
  // https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-reply-buttons-messages
  buttons: 3,
  buttonLength: 20,
  // https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-list-messages
  rows: 10,
  rowLength: 24,
  textLength: 4096,
  // https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media
  carries: ['image/jpeg', 'image/png', 'application/pdf'],
  sharesPhone: false,
  writesFirst: true,
  official: true,
  windowMs: 24 * HOUR_MS,
  costs: 'whatsappRupiah',
  idempotent: false,
  // https://developers.facebook.com/documentation/business-messaging/whatsapp/throughput: 80 a second in and out; some are left for what comes in.
  perSecond: 70,
  // As many persons a day as a new portfolio may write to, until Meta has told how many this one may.
  perDay: 250,
  // One a message in six seconds to one person.
  perChat: { n: 1, perMs: 6000 },
}

/** Characters of a message that has buttons or a list. */
const BODY_LENGTH = 1024
/** Bytes that a button and a row can carry back to us. */
const DATA_BYTES = 200

/** A file as Meta knows it, once it has been handed over. */
export interface Handed extends Pick<Media, 'type' | 'name'> {
  mediaId: string
}

/**
 * A message of ours as calls of `messages`, mostly one: a file that has no room for the words goes behind them. `choose`: what
 * opens a list.
 */
export function dressed({ id, address, prompt }: Outgoing, choose: string, handed?: Handed): object[] {
  const bodies = handed ? withFile(prompt, handed, choose) : [bodyOf(prompt, choose)]
  // What Meta tells of the file behind the words says nothing of the message.
  return bodies.map((body, at) => ({ ...envelope(at === 0 ? id : undefined, address), ...body }))
}

function withFile(prompt: SpokenPrompt, { mediaId, type, name }: Handed, choose: string): object[] {
  const as = isPicture(type) ? 'image' : 'document'
  const file = { id: mediaId, ...(as === 'document' && { filename: name }) }
  const body = bodyOf(prompt, choose)
  // Above buttons, where there are some; a list has no room for it.
  if ('interactive' in body && body.interactive.type === 'button')
    return [{ ...body, interactive: { header: { type: as, [as]: file }, ...body.interactive } }]
  const caption = asText(prompt)
  if (caption.length <= BODY_LENGTH) return [{ type: as, [as]: { ...file, ...(caption !== '' && { caption }) } }]
  return [body, { type: as, [as]: file }]
}

/** To whom, and our own id, where it is to come back with whatever Meta tells of the message. */
export function envelope(id: string | undefined, address: string): object {
  const isPhone = /^\d+$/.test(address)
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    // An id that Meta made for us has its own field: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids
    ...(isPhone ? { to: address } : { recipient: address }),
    ...(id !== undefined && { biz_opaque_callback_data: id }),
  }
}

type Body =
  | { type: 'text'; text: object }
  | { type: 'interactive'; interactive: { type: 'button' | 'list'; body: object; action: object } }

function bodyOf(prompt: SpokenPrompt, choose: string): Body {
  const choices = tappable(prompt)
  if (!choices) return { type: 'text', text: { preview_url: false, body: asText(prompt) } }
  const rendered = render({ ...prompt, choices }, ABILITIES)
  const action =
    rendered.as === 'buttons'
      ? { buttons: choices.map(({ value, label }) => ({ type: 'reply', reply: { id: value, title: label } })) }
      : { button: choose, sections: [{ rows: choices.map(({ value, label }) => ({ id: value, title: label })) }] }
  const type = rendered.as === 'buttons' ? 'button' : 'list'
  return { type: 'interactive', interactive: { type, body: { text: prompt.text }, action } }
}

/** The choices as buttons or rows that bring back their question and value; undefined where they have to be typed. */
function tappable(prompt: SpokenPrompt): SpokenPrompt['choices'] | undefined {
  if (prompt.text === '' || prompt.text.length > BODY_LENGTH) return undefined
  const ids = prompt.choices.map(({ value }) => buttonData(value, prompt.asked, DATA_BYTES))
  if (ids.some((id) => id === undefined) || new Set(ids).size < ids.length) return undefined
  const plain = prompt.choices.map(({ label }, at) => ({ value: ids[at]!, label: label.replaceAll('*', '') }))
  if (new Set(plain.map(({ label }) => label)).size < plain.length) return undefined
  // With its number, which can be typed too, where there is room for it on each.
  const numbered = plain.map(({ value, label }, at) => ({ value, label: `${at + 1}. ${label}` }))
  const shownAs = (as: 'buttons' | 'list') =>
    [numbered, plain].find((choices) => render({ ...prompt, choices }, ABILITIES).as === as)
  return shownAs('buttons') ?? shownAs('list')
}
