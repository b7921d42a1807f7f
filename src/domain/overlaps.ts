import { type Day, type Month, monthOf, monthsThrough } from './clock.ts'
import type { PaymentState } from './contributions/contribution.ts'
import type { Enrolment, Programme } from './cover.ts'
import type { Fact } from './facts/fact.ts'
import type { Pricing } from './facts/reckoning/pricing.ts'

/** An entry of a person on a list, as far as it says who pays for which months. */
export interface PaidEntry
  extends Pick<Enrolment, 'id' | 'programmes' | 'funding' | 'startsOn' | 'endsOn' | 'paidThrough'> {
  agencyId: string
}

/** What a contribution file says of a month of an entry; undefined where none does. */
export type PaymentOf = (entryId: string, month: Month) => PaymentState | undefined

/** Who pays twice: two agencies, one agency from two sources of money, or one agency in two entries. */
export type OverlapKind = 'agencies' | 'fundings' | 'entries'

/** Two entries of one person that run over the same days, up to the day that is looked at. */
export interface Overlap<E extends PaidEntry> {
  kind: OverlapKind
  entries: [E, E]
  from: Day
  to: Day
  /** The months that both are paid for, as far as is known. */
  months: Month[]
  cost: DoubleCost
}

/** What paying more than once comes to. */
export interface DoubleCost {
  /** Whole rupiah. */
  rupiah: number
  /** A list is silent about payment, or nothing is known of what a month cost then. */
  doubts: ('paymentUnknown' | 'noFigure')[]
  cites: readonly Fact[]
}

/** The overlaps of a person, and what they come to together: three who pay for one month pay twice too much, not three times. */
export interface Overlaps<E extends PaidEntry> {
  pairs: Overlap<E>[]
  cost: DoubleCost
}

// Savings (JHT) that are paid twice are the worker's all the same, so that nothing of them is lost.
const LOST: readonly Programme[] = ['jkk', 'jkm']

/**
 * Finds what is paid for more than once among the entries of one person, up to a day. Entries overlap where they share a day;
 * a month begun is a month paid. A month that is known to be unpaid costs nothing; of those who pay, the dearest counts as the
 * one that is needed. Pairs that are not asked for are left out, also of the sum.
 */
export function overlapsOf<E extends PaidEntry>(
  entries: readonly E[],
  day: Day,
  pricing: Pricing,
  paymentOf: PaymentOf = () => undefined,
  isAsked: (pair: readonly [E, E]) => boolean = () => true,
): Overlaps<E> {
  const stands = (entry: E, month: Month) => paymentOf(entry.id, month) ?? asListed(entry, month)
  const costOf = (payers: ReadonlyMap<Month, ReadonlySet<E>>): DoubleCost => doubleCost(payers, pricing, stands)
  const asked = pairsOf(entries).filter(isAsked)
  const pairs = asked.flatMap((pair): Overlap<E>[] => {
    const shared = sharedDays(pair, day)
    if (!shared) return []
    const touched = monthsThrough(monthOf(shared.from), monthOf(shared.to))
    const months = touched.filter((month) => pair.every((entry) => stands(entry, month) !== 'unpaid'))
    const cost = costOf(new Map(months.map((month) => [month, new Set(pair)])))
    return [{ kind: kindOf(pair), entries: pair, ...shared, months, cost }]
  })
  return { pairs, cost: pairs.length === 1 ? pairs[0]!.cost : costOf(payersByMonth(pairs)) }
}

/** What a month is by the list alone: a month after the last that is paid is unpaid, a list without such a month is silent. */
function asListed({ paidThrough }: PaidEntry, month: Month): PaymentState | 'unknown' {
  if (paidThrough === null) return 'unknown'
  return monthOf(paidThrough) >= month ? 'paid' : 'unpaid'
}

function pairsOf<E extends PaidEntry>(entries: readonly E[]): [E, E][] {
  const inOrder = entries.toSorted((a, b) =>
    a.startsOn === b.startsOn ? (a.id < b.id ? -1 : 1) : a.startsOn < b.startsOn ? -1 : 1,
  )
  return inOrder.flatMap((first, at) => inOrder.slice(at + 1).map((second): [E, E] => [first, second]))
}

function sharedDays([a, b]: readonly [PaidEntry, PaidEntry], day: Day): { from: Day; to: Day } | undefined {
  const from = a.startsOn > b.startsOn ? a.startsOn : b.startsOn
  const to = [a.endsOn, b.endsOn, day].filter((end) => end !== null).sort()[0]!
  return from <= to ? { from, to } : undefined
}

function kindOf([a, b]: readonly [PaidEntry, PaidEntry]): OverlapKind {
  if (a.agencyId !== b.agencyId) return 'agencies'
  return a.funding === b.funding ? 'entries' : 'fundings'
}

function payersByMonth<E extends PaidEntry>(pairs: readonly Overlap<E>[]): Map<Month, Set<E>> {
  const payers = new Map<Month, Set<E>>()
  for (const { months, entries } of pairs) {
    for (const month of months) payers.set(month, new Set([...(payers.get(month) ?? []), ...entries]))
  }
  return payers
}

function doubleCost<E extends PaidEntry>(
  payers: ReadonlyMap<Month, ReadonlySet<E>>,
  pricing: Pricing,
  stands: (entry: E, month: Month) => PaymentState | 'unknown',
): DoubleCost {
  const doubts = new Set<DoubleCost['doubts'][number]>()
  const cites = new Set<Fact>()
  let rupiah = 0
  for (const [month, entries] of payers) {
    if ([...entries].some((entry) => stands(entry, month) === 'unknown')) doubts.add('paymentUnknown')
    for (const programme of LOST) {
      const covering = [...entries].filter(({ programmes }) => programmes.includes(programme))
      if (covering.length < 2) continue
      const prices = covering.map(({ funding }) => pricing(programme, funding, month))
      for (const fact of prices.flatMap((price) => price?.cites ?? [])) cites.add(fact)
      if (prices.includes(undefined)) doubts.add('noFigure')
      const known = prices.map((price) => price?.rupiah ?? 0)
      rupiah += known.reduce((sum, one) => sum + one, 0) - Math.max(...known)
    }
  }
  return { rupiah, doubts: [...doubts], cites: [...cites] }
}
