import type { Facts } from '../facts.ts'
import { checkedBase } from './base.ts'
import { citing, type Reckoned } from './reckoned.ts'

export interface JkkDeath extends Reckoned {
  lumpSum: number
  periodic: number
  funeral: number
}

/**
 * What heirs may get at most for a death caused by work, from the first day of membership: 48 times the monthly base
 * in rupiah, a periodic sum and the funeral money. The scholarship is reckoned apart. Refuses a base outside the brackets.
 */
export function jkkDeath(facts: Facts, monthlyBase: number): JkkDeath {
  const { base, cites } = checkedBase(facts, monthlyBase)
  const lumpSum = facts.count('jkk.death.times') * base
  const periodic = facts.amount('jkk.death.periodic')
  const funeral = facts.amount('jkk.death.funeral')
  return {
    lumpSum,
    periodic,
    funeral,
    total: lumpSum + periodic + funeral,
    cites: [...citing(facts, ['jkk.death.times', 'jkk.death.periodic', 'jkk.death.funeral']), ...cites],
  }
}
