import { addDays, type Day, daysBetween } from './clock.ts'
import type { Enrolment } from './cover.ts'

type Entry = Pick<Enrolment, 'startsOn' | 'endsOn'>

/** How an entry follows those before it on the same list: it renews them, comes after a gap, or runs beside them. */
export type Follows = 'first' | 'renewal' | 'lapse' | 'beside'

export type Standing = 'future' | 'running' | 'endsSoon' | 'ended'

/** One entry of a list in its place among the others. */
export interface Chapter<E extends Entry> {
  entry: E
  follows: Follows
  /** Days without cover before it, where it comes after a gap. */
  gapDays: number
  standing: Standing
  /** Days until it ends, the last included; for one that ends soon. */
  daysLeft: number
}

/** So many days before the end of a period it is time to renew it. */
export const SOON_DAYS = 60

/**
 * Tells the entries of one person on one list in their order: what renews what, where cover lapsed, and what ends within some
 * days with nothing that follows. An entry that begins no later than the day after the end renews.
 */
export function coverStory<E extends Entry>(entries: readonly E[], day: Day, soonDays = SOON_DAYS): Chapter<E>[] {
  const inOrder = entries.toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : a.startsOn > b.startsOn ? 1 : 0))
  let end: Day | null | undefined
  return inOrder.map((entry) => {
    const before = end
    end = laterEnd(end, entry.endsOn)
    return { entry, ...followsOn(entry, before), ...standingOn(entry, inOrder, day, soonDays) }
  })
}

function followsOn({ startsOn }: Entry, before: Day | null | undefined): Pick<Chapter<Entry>, 'follows' | 'gapDays'> {
  if (before === undefined) return { follows: 'first', gapDays: 0 }
  if (before === null || startsOn <= before) return { follows: 'beside', gapDays: 0 }
  const gapDays = daysBetween(before, startsOn) - 1
  return { follows: gapDays === 0 ? 'renewal' : 'lapse', gapDays }
}

function standingOn(
  { startsOn, endsOn }: Entry,
  all: readonly Entry[],
  day: Day,
  soonDays: number,
): Pick<Chapter<Entry>, 'standing' | 'daysLeft'> {
  if (startsOn > day) return { standing: 'future', daysLeft: 0 }
  if (endsOn === null) return { standing: 'running', daysLeft: 0 }
  if (endsOn < day) return { standing: 'ended', daysLeft: 0 }
  const next = addDays(endsOn, 1)
  const goesOn = all.some((other) => other.startsOn <= next && (other.endsOn === null || other.endsOn > endsOn))
  const daysLeft = daysBetween(day, endsOn)
  return !goesOn && daysLeft <= soonDays ? { standing: 'endsSoon', daysLeft } : { standing: 'running', daysLeft: 0 }
}

function laterEnd(end: Day | null | undefined, other: Day | null): Day | null {
  if (end === undefined) return other
  if (end === null || other === null) return null
  return end > other ? end : other
}
