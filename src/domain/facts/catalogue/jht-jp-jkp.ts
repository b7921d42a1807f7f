import type { Fact } from '../fact.ts'
import { FROM_2025, PP_6_2025, SEEN } from '../footings.ts'

const pp6 = { ...FROM_2025, source: PP_6_2025, confidence: 'sure' } as const

/** Savings, pension, and help after a lost job. */
export const jhtJpJkp = [
  { id: 'jht.age', unit: 'count', of: 'years', value: 56, ...SEEN },
  { id: 'jht.afterStopping', unit: 'count', of: 'months', value: 1, ...SEEN },
  { id: 'jht.part.after', unit: 'count', of: 'years', value: 10, ...SEEN },
  { id: 'jht.part.smaller', unit: 'percent', value: 10, ...SEEN },
  { id: 'jht.part.larger', unit: 'percent', value: 30, ...SEEN },
  { id: 'jp.wageEarnersOnly', unit: 'rule', value: true, ...SEEN },
  { id: 'jkp.wageEarnersOnly', unit: 'rule', value: true, ...pp6 },
  { id: 'jkp.percent', unit: 'percent', value: 60, ...pp6 },
  { id: 'jkp.months', unit: 'count', of: 'months', value: 6, ...pp6 },
] as const satisfies readonly Fact[]
