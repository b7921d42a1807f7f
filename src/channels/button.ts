import type { Arrival } from './channel.ts'

/** What a button carries: the number of its question and its value; undefined where that is more than so many bytes. */
export function buttonData(value: string, asked: number | undefined, most: number): string | undefined {
  const data = asked === undefined ? value : `${asked}|${value}`
  return Buffer.byteLength(data) <= most ? data : undefined
}

/** What a pressed button meant; one of an earlier version carries its value alone. */
export function readButton(data: string): Pick<Arrival, 'choice' | 'asked'> {
  const [, asked, choice] = /^(\d{1,9})\|(.*)$/s.exec(data) ?? []
  return choice === undefined ? { choice: data } : { choice, asked: Number(asked) }
}
