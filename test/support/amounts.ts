import { CATALOGUE, type FactId } from '../../src/domain/facts/catalogue.ts'
import { factsOn } from '../../src/domain/facts/facts.ts'
import { jkkDeath } from '../../src/domain/facts/reckoning/jkk-death.ts'

/** Every sum that may be named on a day, as it is written: those of the facts, and those reckoned from them. */
export function amountsOn(day: string): string[] {
  const facts = factsOn(day)
  const filed = CATALOGUE.map(({ id }) => facts.maybe(id as FactId)).flatMap((fact) =>
    fact?.unit === 'rupiah' ? [fact.value] : [],
  )
  const { lumpSum, total } = jkkDeath(facts, facts.amount('contribution.base.lowest'))
  return [...filed, lumpSum, total].map((sum) => `Rp${new Intl.NumberFormat('id-ID').format(sum)}`)
}
