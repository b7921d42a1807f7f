import type { Fact } from '../facts/fact.ts'
import type { Facts } from '../facts/facts.ts'
import { jkkDeath } from '../facts/reckoning/jkk-death.ts'
import { jkmBenefit } from '../facts/reckoning/jkm-benefit.ts'
import { type ClaimKind, kindOf, type Membership, type Told } from './told.ts'

/** What heirs may get at most, never a promise, in whole rupiah. */
export interface Due {
  /** What it may come to at most, whichever is true of what the family does not know. */
  most: number
  cites: readonly Fact[]
}

/** The highest sum that may be due, at the lowest income bracket, which is what the city pays for. */
export function dueAtMost(facts: Facts, kind: ClaimKind, membership: Membership | undefined): Due {
  const sums = [
    ...(kind === 'jkk' ? [] : [jkmBenefit(facts, monthsOf(facts, membership))]),
    ...(kind === 'jkm' ? [] : [jkkDeath(facts, facts.amount('contribution.base.lowest'))]),
  ]
  return { most: Math.max(...sums.map(({ total }) => total)), cites: sums.flatMap(({ cites }) => cites) }
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
