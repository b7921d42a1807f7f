import { DomainError } from '../../errors.ts'
import type { Fact } from '../fact.ts'
import type { Facts } from '../facts.ts'

/**
 * The monthly income that a member has chosen to be insured for, in rupiah, checked against the lowest and highest bracket.
 * The brackets between are known by three examples only, so any sum in the range is taken, and cited as commonly known.
 */
export function checkedBase(facts: Facts, base: number): { base: number; cites: readonly Fact[] } {
  const lowest = facts.amount('contribution.base.lowest')
  const highest = facts.amount('contribution.base.highest')
  if (!(base >= lowest && base <= highest)) {
    throw new DomainError('facts.error.baseOutside', { lowest: { rupiah: lowest }, highest: { rupiah: highest } })
  }
  return { base, cites: [facts.get(base === lowest ? 'contribution.base.lowest' : 'contribution.base.highest')] }
}
