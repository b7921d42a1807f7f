import type { Said } from '../../store/history.ts'

/** How far a page has come in its chat. */
interface Cursor {
  at: number
  id: string
}

// Two messages may become visible in another order than their times say; a page drops what it already shows.
const OVERLAP_MS = 10_000

export function cursorOf({ at, id }: Said): string {
  return `${at.getTime()}.${id}`
}

function readCursor(text: string): Cursor {
  const [, at, id] = /^(\d{1,15})\.([\w-]{1,64})$/.exec(text) ?? []
  return { at: Number(at ?? -1), id: id ?? '' }
}

/** What a page with this cursor has before it, and what it lacks. */
export function splitAt(said: readonly Said[], cursor: string): { shown: Said[]; fresh: Said[] } {
  const { at, id } = readCursor(cursor)
  const isFresh = (one: Said) => one.at.getTime() > at || (one.at.getTime() === at && one.id > id)
  return { shown: said.filter((one) => !isFresh(one)), fresh: said.filter(isFresh) }
}

/** The fresh messages with those of the seconds before them. */
export function withOverlap(said: readonly Said[], fresh: readonly Said[]): Said[] {
  const from = Math.min(...fresh.map(({ at }) => at.getTime())) - OVERLAP_MS
  return said.filter(({ at }) => at.getTime() >= from)
}
