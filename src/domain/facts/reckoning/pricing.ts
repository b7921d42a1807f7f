import type { Month } from '../../clock.ts'
import type { Funding, Programme } from '../../cover.ts'
import type { Fact } from '../fact.ts'
import type { Facts } from '../facts.ts'
import { contribution } from './contribution.ts'

/** What a month of a programme costs at the lowest bracket and on what that rests; undefined where nothing is known of that month. */
export type Pricing = (programme: Programme, funding: Funding, month: Month) => Price | undefined
export interface Price {
  /** Whole rupiah. */
  rupiah: number
  cites: readonly Fact[]
}

/**
 * Prices at the lowest bracket, each worked out once. Those who pay themselves get the discount of PP 50/2025 for workers other
 * than in transport, which no list tells apart; nobody else gets it.
 */
export function lowestPricing(facts: Facts): Pricing {
  const known = new Map<string, Price | undefined>()
  return (programme, funding, month) => {
    const key = `${programme} ${funding} ${month}`
    if (!known.has(key)) known.set(key, priceOf(facts.on(`${month}-01`), programme, funding, month))
    return known.get(key)
  }
}

function priceOf(facts: Facts, programme: Programme, funding: Funding, month: Month): Price | undefined {
  if (!facts.maybe('contribution.jkm') || !facts.maybe('contribution.base.lowest')) return undefined
  const asked = { programmes: [programme], funding, work: 'others', from: month, months: 1 } as const
  const { total, cites } = contribution(facts, asked)
  return { rupiah: total, cites }
}
