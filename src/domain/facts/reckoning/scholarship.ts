import type { Facts } from '../facts.ts'
import { citing, type Reckoned } from './reckoned.ts'

/** School levels from the first on; the last stands for training too. */
export const SCHOOL_LEVELS = ['tk', 'sd', 'smp', 'sma', 'university'] as const
export type SchoolLevel = (typeof SCHOOL_LEVELS)[number]

export interface Scholar {
  level: SchoolLevel
  /** Years still to go at this level, the present one included; all of them where nobody said. */
  yearsLeft?: number
}

export interface Scholarship extends Reckoned {
  /** Ceiling for each child in the order given, in rupiah: this level and all that follow. */
  children: readonly number[]
  /** Contributions were paid for too short a time. */
  tooShort: boolean
}

/**
 * The ceiling over all school years, at most two children, claimed year by year and never cash on the day of the claim.
 * A death that work did not cause needs three years of contributions, one at work none.
 */
export function scholarship(
  facts: Facts,
  death: { cause: 'jkm' | 'jkk'; yearsContributed: number },
  scholars: readonly Scholar[],
): Scholarship {
  const needed = `scholarship.${death.cause}.contributed` as const
  const most = facts.count('scholarship.children')
  const tooShort = death.yearsContributed < facts.count(needed)
  const children = scholars.map((scholar) => (tooShort ? 0 : ceiling(facts, scholar)))
  // Which children count when there are more is not known; a ceiling takes those that could get most.
  const counted = children.toSorted((a, b) => b - a).slice(0, most)
  const cites = citing(facts, [needed, 'scholarship.children', 'scholarship.total'])
  return { children, tooShort, total: counted.reduce((sum, child) => sum + child, 0), cites }
}

function ceiling(facts: Facts, { level, yearsLeft }: Scholar): number {
  const ahead = SCHOOL_LEVELS.slice(SCHOOL_LEVELS.indexOf(level))
  const years = (at: SchoolLevel) => facts.count(`scholarship.${at}.years`)
  const here = Math.max(0, Math.min(yearsLeft ?? years(level), years(level)))
  return ahead.reduce((sum, at) => sum + facts.amount(`scholarship.${at}`) * (at === level ? here : years(at)), 0)
}
