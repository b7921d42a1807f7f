import { addDays, type Day, endOfMonth, type Month, monthOf } from './clock.ts'
import { nextMonth, paymentKnown } from './contributions/paid-months.ts'
import type { Enrolment } from './cover.ts'
import type { Facts } from './facts/facts.ts'
import { fullMonths } from './facts/reckoning/jkm-benefit.ts'

/** Days in a row on which the lists have a worker paid for, both ends included. */
export interface Stretch {
  from: Day
  to: Day
}

/** What makes a count uncertain: a gap between two stretches, or a list that is silent about payment. */
export type CountDoubt = 'gap' | 'paymentUnknown'

/** How long a worker has been covered up to a day, as the lists tell it. */
export interface CoverMonths {
  /** Oldest first; lists that overlap or follow each other without a day between are one stretch. */
  stretches: Stretch[]
  /** Full months of the stretch that holds the day, or of the last before it. */
  inARow: number
  /** Full months of all stretches together. */
  inAll: number
  doubts: CountDoubt[]
}

/** What is asked of an entry that is counted. */
export type Entry = Pick<Enrolment, 'startsOn' | 'endsOn' | 'paidThrough' | 'asOf' | 'months' | 'programmes'>

/**
 * Counts the months of death cover (JKM) behind a worker on a day, across all lists. A month that is registered and known to be
 * unpaid does not count; where a list is silent about payment its months count, and the count is doubtful.
 * Whether a gap begins the three months of Permenaker 1/2025 anew is not known: see the fact `jkm.waiting.afterGap`.
 */
export function coverMonths(entries: readonly Entry[], day: Day): CoverMonths {
  const covering = entries.filter(({ programmes, startsOn }) => programmes.includes('jkm') && startsOn <= day)
  const stretches = joined(covering.flatMap((entry) => paidParts(entry, day)))
  const months = stretches.map(({ from, to }) => fullMonths(from, addDays(to, 1)))
  const silent = covering.some((entry) => isSilent(entry, day))
  return {
    stretches,
    inARow: months.at(-1) ?? 0,
    inAll: months.reduce((sum, one) => sum + one, 0),
    doubts: [...(stretches.length > 1 ? (['gap'] as const) : []), ...(silent ? (['paymentUnknown'] as const) : [])],
  }
}

/** Whether so long a cover has been reached: `unclear` where it hangs on whether months before a gap count. */
export type Reached = 'yes' | 'no' | 'unclear'

/** Whether the full death benefit is due by the length of cover (three months in a row, Permenaker 1/2025). */
export function waitingReached(facts: Facts, { inARow, inAll }: CoverMonths): Reached {
  const wanted = facts.count('jkm.waiting')
  if (inARow >= wanted) return 'yes'
  return inAll >= wanted ? 'unclear' : 'no'
}

/** Whether children may get a scholarship after a death that work did not cause: years of contributions. */
export function scholarshipReached(facts: Facts, { inARow, inAll }: CoverMonths): Reached {
  const wanted = 12 * facts.count('scholarship.jkm.contributed')
  if (inARow >= wanted) return 'yes'
  return inAll >= wanted ? 'unclear' : 'no'
}

function paidParts(entry: Entry, day: Day): Stretch[] {
  const { startsOn, endsOn, paidThrough } = entry
  const known = paymentKnown(entry)
  const end = [day, endsOn].filter((one): one is Day => one !== null).sort()[0]!
  const isBounded = paidThrough !== null && known.paidThrough !== null
  const whole = { from: startsOn, to: isBounded && known.paidThrough! < end ? known.paidThrough! : end }
  const apart = known.paidApart.map((month) => ({ from: `${month}-01`, to: endOfMonth(month) }))
  const paid = [whole, ...apart.map(({ from, to }) => ({ from, to: to < end ? to : end }))]
  return known.unpaid
    .reduce((parts, { month }) => parts.flatMap((part) => without(part, month)), paid)
    .filter(({ from, to }) => from <= to)
}

function without({ from, to }: Stretch, month: Month): Stretch[] {
  const [first, last] = [`${month}-01`, endOfMonth(month)]
  if (last < from || first > to) return [{ from, to }]
  return [
    { from, to: addDays(first, -1) },
    { from: addDays(last, 1), to },
  ]
}

/** Whether neither list nor files say of each month up to a day whether it was paid. */
function isSilent({ startsOn, endsOn, paidThrough, months = [] }: Entry, day: Day): boolean {
  if (paidThrough !== null) return false
  const said = new Set(months.map(({ month }) => month))
  const last = monthOf(endsOn !== null && endsOn < day ? endsOn : day)
  for (let month = monthOf(startsOn); month <= last; month = nextMonth(month)) if (!said.has(month)) return true
  return false
}

function joined(stretches: readonly Stretch[]): Stretch[] {
  const all: Stretch[] = []
  for (const next of stretches.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = all.at(-1)
    if (last && next.from <= addDays(last.to, 1))
      all[all.length - 1] = { ...last, to: last.to > next.to ? last.to : next.to }
    else all.push(next)
  }
  return all
}
