import type { Care } from './caution.ts'

/** So many messages in any stretch of so many milliseconds, wherever it begins. */
export interface Limit {
  n: number
  perMs: number
}

/** What a channel may be handed of what nobody asked for; null: as much as there is. */
export interface Rates {
  perSecond: number | null
  /** In any 24 hours. */
  perDay: number | null
}

/**
 * What was handed to a channel, oldest first. A token comes back a stretch after it was taken, so that no stretch, wherever it
 * begins, sees more than its limit; a bucket that fills at an even rate would let twice as many through after a pause.
 */
export interface Pace {
  /** Replies too, which the platform counts as well; `at` in milliseconds. */
  recent: readonly Handed[]
  /** What nobody asked for, by the hour in which it left. */
  hours: readonly Handed[]
  /** Of a channel whose numbers are soon banned. */
  care?: Care
}

interface Handed {
  at: number
  n: number
}

const SECOND_MS = 1000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

export const RESTED: Pace = { recent: [], hours: [] }

/** The limits of a channel: those of a second hold in each half of it too, so that many messages leave evenly. */
export function limitsOf({ perSecond, perDay }: Rates): Limit[] {
  return [
    ...(perSecond === null
      ? []
      : [
          { n: perSecond, perMs: SECOND_MS },
          { n: Math.ceil(perSecond / 2), perMs: SECOND_MS / 2 },
        ]),
    ...(perDay === null ? [] : [{ n: perDay, perMs: DAY_MS }]),
  ]
}

/** How many messages may be handed now. A clock that is set back gives nothing back early. */
export function roomIn(pace: Pace, limits: readonly Limit[], now: Date): number {
  const at = timeOf(pace, now)
  const rooms = limits.map(({ n, perMs }) => n - sum(since(pace, perMs, at)))
  return Math.max(0, Math.min(Number.MAX_SAFE_INTEGER, ...rooms))
}

/** So many milliseconds until at least one may be handed; 0 where there is room now. */
export function waitFor(pace: Pace, limits: readonly Limit[], now: Date): number {
  const at = timeOf(pace, now)
  const free = limits.map(({ n, perMs }) => {
    const handed = since(pace, perMs, at)
    // Whatever leaves the stretch last of all that stand in the way.
    const last = handed.findLast((_, index) => sum(handed.slice(index)) >= n)
    return last ? last.at + lengthOf(perMs) : 0
  })
  return Math.max(0, Math.max(0, ...free) - now.getTime())
}

/** What stands written down once messages have been handed over; what no limit looks at any more is forgotten. */
export function spend(pace: Pace, { replies, unasked }: { replies: number; unasked: number }, now: Date): Pace {
  const at = timeOf(pace, now)
  const hour = Math.floor(at / HOUR_MS) * HOUR_MS
  const recent = [...since(pace, SECOND_MS, at), { at, n: replies + unasked }]
  return { ...pace, recent: recent.filter(({ n }) => n > 0), hours: added(since(pace, DAY_MS, at), hour, unasked) }
}

/** How many messages that nobody asked for have left in the last 24 hours; up to an hour more, since of an hour only its beginning is known. */
export function handedInDay(pace: Pace, now: Date): number {
  return sum(since(pace, DAY_MS, timeOf(pace, now)))
}

function timeOf({ recent }: Pace, now: Date): number {
  return Math.max(now.getTime(), recent.at(-1)?.at ?? 0)
}

function since({ recent, hours }: Pace, perMs: number, at: number): readonly Handed[] {
  return (perMs > SECOND_MS ? hours : recent).filter((one) => one.at > at - lengthOf(perMs))
}

/** Of an hour only its beginning is known, so that it counts until its last message is old enough. */
function lengthOf(perMs: number): number {
  return perMs > SECOND_MS ? perMs + HOUR_MS : perMs
}

function added(hours: readonly Handed[], hour: number, n: number): Handed[] {
  if (n === 0) return [...hours]
  const last = hours.at(-1)
  return last?.at === hour ? [...hours.slice(0, -1), { at: hour, n: last.n + n }] : [...hours, { at: hour, n }]
}

function sum(handed: readonly Handed[]): number {
  return handed.reduce((total, { n }) => total + n, 0)
}
