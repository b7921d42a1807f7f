import type { FactId } from '../catalogue.ts'
import type { Fact } from '../fact.ts'
import type { Facts } from '../facts.ts'

/** An amount worked out from facts, never a promise: BPJS Ketenagakerjaan decides. */
export interface Reckoned {
  /** Whole rupiah. */
  total: number
  /** The facts it rests on, as they were on their days, for `sourceOf` and `isHedged`. */
  cites: readonly Fact[]
}

/** The facts of these ids on the day; throws a `FactError` where one cannot be told. */
export function citing(facts: Facts, ids: readonly FactId[]): Fact[] {
  return ids.map((id) => facts.get(id))
}
