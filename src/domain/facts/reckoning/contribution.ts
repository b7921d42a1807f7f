import { type Day, type Month, monthOf } from '../../clock.ts'
import type { Funding, Programme } from '../../cover.ts'
import { DomainError } from '../../errors.ts'
import type { FactId } from '../catalogue.ts'
import type { Facts } from '../facts.ts'
import { checkedBase } from './base.ts'
import { citing, type Reckoned } from './reckoned.ts'

export type WorkKind = 'transport' | 'others'

export interface ContributionAsked {
  programmes: readonly Programme[]
  /** Monthly income chosen, in rupiah; the lowest bracket where nobody said. */
  base?: number
  funding: Funding
  work: WorkKind
  from: Month
  months: number
}

export interface Contribution extends Reckoned {
  months: readonly { month: Month; rupiah: number; discountPercent: number }[]
}

const MOST_MONTHS = 120

/**
 * What a member who is not a wage earner (BPU) pays, month by month: JKK 1 % and JHT 2 % of the base, JKM a fixed sum; JKK
 * and JKM less the discount of PP 50/2025, which only those who pay themselves get. Each month takes the facts of its
 * first day. Refuses a base outside the brackets and fewer than 1 or more than 120 months.
 */
export function contribution(facts: Facts, asked: ContributionAsked): Contribution {
  if (!Number.isInteger(asked.months) || asked.months < 1 || asked.months > MOST_MONTHS) {
    throw new DomainError('facts.error.monthsOutside', { most: MOST_MONTHS })
  }
  const reckoned = Array.from({ length: asked.months }, (_, n) => oneMonth(facts.on(nthMonth(asked.from, n)), asked))
  return {
    months: reckoned.map(({ month, rupiah, discountPercent }) => ({ month, rupiah, discountPercent })),
    total: reckoned.reduce((sum, { rupiah }) => sum + rupiah, 0),
    cites: [...new Set(reckoned.flatMap(({ cites }) => cites))],
  }
}

/** The fact that says which discount holds for a payer and a kind of work. */
export function discountId(funding: Funding, work: WorkKind): Extract<FactId, `contribution.discount.${string}`> {
  return funding === 'mandiri' ? `contribution.discount.self.${work}` : `contribution.discount.${funding}`
}

function oneMonth(facts: Facts, { programmes, base, funding, work }: ContributionAsked) {
  const chosen = checkedBase(facts, base ?? facts.amount('contribution.base.lowest'))
  const id = discountId(funding, work)
  const known = facts.maybe(id) ? [id] : []
  const discountPercent = known.length > 0 ? facts.percent(id) : 0
  const of = (programme: Programme) => (programmes.includes(programme) ? full(facts, programme, chosen.base) : 0)
  const discounted = ((of('jkk') + of('jkm')) * (100 - discountPercent)) / 100
  return {
    month: monthOf(facts.day),
    rupiah: Math.round(discounted + of('jht')),
    discountPercent,
    cites: [...citing(facts, [...programmes.map((programme) => CITED[programme]), ...known]), ...chosen.cites],
  }
}

const CITED = {
  jkk: 'contribution.jkk.percent',
  jkm: 'contribution.jkm',
  jht: 'contribution.jht.percent',
} as const satisfies Record<Programme, FactId>

function full(facts: Facts, programme: Programme, base: number): number {
  return programme === 'jkm' ? facts.amount('contribution.jkm') : (facts.percent(CITED[programme]) * base) / 100
}

function nthMonth(from: Month, n: number): Day {
  const [year, month] = from.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month - 1 + n, 1)).toISOString().slice(0, 10)
}
