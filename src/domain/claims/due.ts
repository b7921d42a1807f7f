import type { Facts } from '../facts/facts.ts'
import { jkkDeath } from '../facts/reckoning/jkk-death.ts'
import { jkmBenefit } from '../facts/reckoning/jkm-benefit.ts'
import { type ClaimKind, kindOf, type Membership, type Told } from './told.ts'

/**
 * The highest sum that may be due, in whole rupiah, whichever is true of what the family does not know; at the lowest
 * income bracket, which is what the city pays for. Never a promise.
 */
export function dueAtMost(facts: Facts, kind: ClaimKind, membership: Membership | undefined): number {
  const jkm = () => jkmBenefit(facts, monthsOf(facts, membership)).total
  const jkk = () => jkkDeath(facts, facts.amount('contribution.base.lowest')).total
  return Math.max(...(kind === 'jkk' ? [] : [jkm()]), ...(kind === 'jkm' ? [] : [jkk()]))
}

/** Full months that a membership had at the least; who does not know may have had the most. */
export function monthsOf(facts: Facts, membership: Membership | undefined): number {
  if (membership === 'short') return 0
  return membership === 'middle' ? facts.count('jkm.waiting') : 12 * facts.count('scholarship.jkm.contributed')
}

/** Whether children may get a scholarship: JKK asks for no time of contributions, JKM for years of them. */
export function mayHaveScholarship({ cause, membership }: Told): boolean {
  const kind = kindOf(cause ?? 'unsure')
  return kind !== 'jkm' || membership === 'long' || membership === 'unknown'
}
