import { addDays, type Day, startOf } from './clock.ts'

/** What a person is told by itself, once for each entry: a reminder of news, cover that is about to end, cover that has ended. */
export const JOURNEYS = ['ends3', 'ends14', 'ends45', 'lapsed', 'unconfirmed7', 'unconfirmed21'] as const
export type Journey = (typeof JOURNEYS)[number]

/** Days until the period ends (below zero: since), or since the notice left; both ends included. */
interface Stretch {
  from: number
  to: number
}

/**
 * When each is true. The stretches meet and do not overlap, so that after a standstill the one that is true is sent and none
 * that has passed: with ten days left the warning of 14 days, not that of 45.
 */
const ENDS: Readonly<Partial<Record<Journey, Stretch>>> = {
  ends45: { from: 15, to: 45 },
  ends14: { from: 4, to: 14 },
  ends3: { from: 0, to: 3 },
  lapsed: { from: -30, to: -1 },
}
const SINCE: Readonly<Partial<Record<Journey, Stretch>>> = {
  unconfirmed7: { from: 7, to: 20 },
  unconfirmed21: { from: 21, to: 41 },
}

/** The last days of the periods that a kind speaks of on a day; undefined for a reminder. */
export function endsOf(kind: Journey, today: Day): { from: Day; to: Day } | undefined {
  const stretch = ENDS[kind]
  return stretch && { from: addDays(today, stretch.from), to: addDays(today, stretch.to) }
}

/** The days on which the notices left that a kind reminds of on a day; undefined for all but reminders. */
export function noticedOf(kind: Journey, today: Day): { from: Day; to: Day } | undefined {
  const stretch = SINCE[kind]
  return stretch && { from: addDays(today, -stretch.to), to: addDays(today, -stretch.from) }
}

/** From when on a warning is no longer true, for a period that ends on a day; undefined for a reminder. */
export function staleFrom(kind: Journey, endsOn: Day | null): Date | undefined {
  const stretch = ENDS[kind]
  return stretch && endsOn !== null ? startOf(addDays(endsOn, 1 - stretch.from)) : undefined
}

/** Whether a warning is no longer true and another kind says what is: of the last kind, and of reminders, none follows. */
export function isOvertaken(kind: Journey, endsOn: Day | null, now: Date): boolean {
  const stale = kind === 'lapsed' ? undefined : staleFrom(kind, endsOn)
  return stale !== undefined && stale <= now
}
