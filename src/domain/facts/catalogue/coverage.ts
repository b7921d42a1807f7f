import type { Fact } from '../fact.ts'
import { SEEN } from '../footings.ts'

/** How many of the city's workers are to be covered, as the background study of Kota Probolinggo tells it; it names no year. */
export const coverage = [
  { id: 'coverage.target', unit: 'percent', value: 60, ...SEEN },
  { id: 'coverage.study.share', unit: 'percent', value: 36, ...SEEN },
  { id: 'coverage.study.workers', unit: 'count', of: 'persons', value: 46_000, ...SEEN },
] as const satisfies readonly Fact[]
