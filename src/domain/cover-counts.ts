import type { Day } from './clock.ts'
import {
  type CoverMonths,
  coverMonths,
  type Entry,
  type Reached,
  scholarshipReached,
  waitingReached,
} from './cover-months.ts'
import { answer } from './facts/answer.ts'
import type { Facts } from './facts/facts.ts'
import type { Text } from './message.ts'

/** The months of cover behind a person, what they are enough for, and the same in words. */
export interface CoverCounts extends CoverMonths {
  /** Three months, for the full death benefit. */
  waiting: Reached
  /** Three years, for a scholarship of the children. */
  scholarship: Reached
  words: Text[]
}

/**
 * Counts a person's months of cover on a day across all lists and explains the counts, each rule with its source. Whether a gap
 * begins the three months anew is not known (fact `jkm.waiting.afterGap`); where it matters, the words say so.
 */
export function coverCounts(facts: Facts, entries: readonly Entry[], day: Day): CoverCounts {
  const counted = coverMonths(entries, day)
  const waiting = waitingReached(facts, counted)
  const scholarship = scholarshipReached(facts, counted)
  return { ...counted, waiting, scholarship, words: inWords(facts, counted, waiting, scholarship) }
}

function inWords(
  facts: Facts,
  { stretches, inARow, inAll, doubts }: CoverMonths,
  waiting: Reached,
  scholarship: Reached,
): Text[] {
  const last = stretches.at(-1)
  if (!last) return ['card.counts.none']
  const span = { from: { day: last.from }, to: { day: last.to } }
  const gap = doubts.includes('gap')
  const open = waiting === 'unclear' ? (['jkm.waiting.afterGap'] as const) : []
  return [
    ['card.counts.inARow', { months: inARow, ...span }],
    ...(gap ? [['card.counts.inAll', { months: inAll, stretches: stretches.length }] as Text] : []),
    ...(doubts.includes('paymentUnknown') ? ['card.counts.paymentUnknown'] : []),
    answer(facts, `card.waiting.${waiting}`, { wanted: 'jkm.waiting' }, {}, open),
    answer(facts, `card.scholarship.${scholarship}`, { wanted: 'scholarship.jkm.contributed' }),
  ]
}
