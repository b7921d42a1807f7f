import { type Day, yearsBetween } from '../../clock.ts'
import type { Facts } from '../facts.ts'
import { citing, type Reckoned } from './reckoned.ts'

export interface JkmBenefit extends Reckoned {
  lumpSum: number
  periodic: number
  funeral: number
  /** Membership was too short for more than the funeral money. */
  funeralOnly: boolean
}

/**
 * What heirs may get at most for a death that work did not cause, after so many full months of membership without a gap:
 * the funeral money alone before the third month is full (Permenaker 1/2025), all three parts after it (PP 82/2019).
 * Whether a gap between two budget years starts the count again is not known: see the fact `jkm.waiting.afterGap`.
 */
export function jkmBenefit(facts: Facts, fullMonths: number): JkmBenefit {
  const funeral = facts.amount('jkm.funeral')
  if (fullMonths < facts.count('jkm.waiting')) {
    return {
      funeral,
      lumpSum: 0,
      periodic: 0,
      funeralOnly: true,
      total: funeral,
      cites: citing(facts, ['jkm.funeral', 'jkm.waiting']),
    }
  }
  const parts = { funeral, lumpSum: facts.amount('jkm.lumpSum'), periodic: facts.amount('jkm.periodic') }
  const cites = citing(facts, ['jkm.lumpSum', 'jkm.periodic', 'jkm.funeral', 'jkm.waiting'])
  return { ...parts, funeralOnly: false, total: parts.funeral + parts.lumpSum + parts.periodic, cites }
}

/** Full months between two days, counted by the day of the month: 31 January to 28 February is none yet. */
export function fullMonths(from: Day, to: Day): number {
  if (to <= from) return 0
  const years = yearsBetween(from, to)
  const months = (Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 12) % 12
  const isShort = to.slice(8) < from.slice(8)
  return years * 12 + (isShort ? (months + 11) % 12 : months)
}
