import type { Fact } from '../fact.ts'
import { SEEN, STUDY } from '../footings.ts'

const TOLD = { ...SEEN, source: STUDY } as const

/** How many of the city's workers are to be covered, as the background study of Kota Probolinggo tells it; it names no year. */
export const coverage = [
  { id: 'coverage.target', unit: 'percent', value: 60, ...TOLD },
  { id: 'coverage.study.share', unit: 'percent', value: 36, ...TOLD },
  { id: 'coverage.study.workers', unit: 'count', of: 'persons', value: 46_000, ...TOLD },
] as const satisfies readonly Fact[]
