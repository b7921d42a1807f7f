import type { Api } from 'grammy'
import type { InlineKeyboardMarkup, ReplyKeyboardMarkup } from 'grammy/types'
import { boldParts } from '../../domain/bold.ts'
import { MEDIA_TYPES } from '../../domain/media.ts'
import type { SpokenPrompt } from '../../domain/message.ts'
import { buttonData } from '../button.ts'
import type { Abilities, Outgoing } from '../channel.ts'
import { asText, render } from '../render.ts'

export const ABILITIES: Abilities = {
  // One below the other. More, or longer ones than an old phone shows on a line, are better read as a list.
  buttons: 10,
  buttonLength: 40,
  rows: 0,
  rowLength: 0,
  // Bot API, sendMessage: characters after the marks have been read.
  textLength: 4096,
  carries: MEDIA_TYPES,
  sharesPhone: true,
  official: true,
  writesFirst: false,
  idempotent: false,
  // Bots FAQ: about 30 messages a second to all chats together; some are left for replies.
  perSecond: 27,
  costs: 'nothing',
  // The same: not more than one a second to one chat.
  perChat: { n: 1, perMs: 1000 },
}

/** Bytes that a button can carry back to us (Bot API, InlineKeyboardButton). */
const DATA_BYTES = 64

type Sending = Parameters<Api['raw']['sendMessage']>[0]

/** A message of ours as one call of `sendMessage`. */
export function dressed({ address, prompt }: Outgoing): Sending {
  return {
    chat_id: Number(address),
    parse_mode: 'HTML',
    // Whoever previews a one-time link has opened it.
    link_preview_options: { is_disabled: true },
    ...bodyOf(prompt),
  }
}

function bodyOf(prompt: SpokenPrompt): Pick<Sending, 'text' | 'reply_markup'> {
  if (prompt.phoneButton !== undefined)
    return { text: html(prompt.text), reply_markup: phoneKeyboard(prompt.phoneButton, prompt) }
  // One message carries one keyboard: the one that takes another away has none of its own, so its choices are numbered.
  if (prompt.closesPhoneButton) return { text: html(asText(prompt)), reply_markup: { remove_keyboard: true } }
  const rendered = render(prompt, ABILITIES)
  if (rendered.as === 'text') return { text: html(rendered.text) }
  const keyboard = buttons(rendered.choices, prompt.asked)
  return keyboard ? { text: html(rendered.text), reply_markup: keyboard } : { text: html(asText(prompt)) }
}

/** Buttons that bring back their question and the value itself; undefined where one has no room for it. */
function buttons(choices: SpokenPrompt['choices'], asked: number | undefined): InlineKeyboardMarkup | undefined {
  const rows = choices.map(({ value, label }, at) => ({
    text: numbered(label, at),
    data: buttonData(value, asked, DATA_BYTES),
  }))
  if (rows.some(({ data }) => data === undefined)) return undefined
  return { inline_keyboard: rows.map(({ text, data }) => [{ text, callback_data: data! }]) }
}

/** The button that shares the phone, and below it the other choices, which arrive as their own words. */
function phoneKeyboard(label: string, { choices }: SpokenPrompt): ReplyKeyboardMarkup {
  const others = choices.map((choice, at) => [{ text: numbered(choice.label, at) }])
  return {
    keyboard: [[{ text: label, request_contact: true }], ...others],
    resize_keyboard: true,
    one_time_keyboard: true,
  }
}

function numbered(label: string, at: number): string {
  return `${at + 1}. ${label}`
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Our words in Telegram's HTML: what stands between stars is bold, all else is what it is. */
export function html(text: string): string {
  return boldParts(text)
    .map((part) => (part.isBold ? `<b>${escaped(part.text)}</b>` : escaped(part.text)))
    .join('')
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (mark) => ESCAPES[mark]!)
}
