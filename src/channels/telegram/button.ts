import type { Arrival } from '../channel.ts'

/** Bytes that a button can carry back to us (Bot API, InlineKeyboardButton). */
const DATA_BYTES = 64

/** What a button carries: the number of its question and its value; undefined where that is too long. */
export function buttonData(value: string, asked: number | undefined): string | undefined {
  const data = asked === undefined ? value : `${asked}|${value}`
  return Buffer.byteLength(data) <= DATA_BYTES ? data : undefined
}

/** What a pressed button meant; one of an earlier version carries its value alone. */
export function readButton(data: string): Pick<Arrival, 'choice' | 'asked'> {
  const [, asked, choice] = /^(\d{1,9})\|(.*)$/s.exec(data) ?? []
  return choice === undefined ? { choice: data } : { choice, asked: Number(asked) }
}
