import type { Fact } from '../fact.ts'
import { afterYear, BAGIAN_HUKUM, FROM_2025, PERMENAKER_1_2025, PP_82_2019, SEEN, UNSETTLED } from '../footings.ts'

// The amounts were seen in the press; that they stand in this law is what everybody says.
const pp82 = { ...afterYear(2019), source: PP_82_2019, confidence: 'press' } as const

/** What heirs get when a member dies of a cause that is not work. */
export const jkm = [
  { id: 'jkm.lumpSum', unit: 'rupiah', value: 20_000_000, ...pp82 },
  { id: 'jkm.periodic', unit: 'rupiah', value: 12_000_000, ...pp82 },
  { id: 'jkm.periodic.monthly', unit: 'rupiah', value: 500_000, ...pp82 },
  { id: 'jkm.periodic.months', unit: 'count', of: 'months', value: 24, ...pp82 },
  { id: 'jkm.funeral', unit: 'rupiah', value: 10_000_000, ...pp82 },
  { id: 'jkm.total', unit: 'rupiah', value: 42_000_000, ...pp82, source: BAGIAN_HUKUM, confidence: 'sure' },
  {
    id: 'jkm.waiting',
    unit: 'count',
    of: 'months',
    value: 3,
    ...FROM_2025,
    source: PERMENAKER_1_2025,
    confidence: 'sure',
    note: `${FROM_2025.note} The article was not found; several sources say three months in a row.`,
  },
  { id: 'jkm.waiting.afterGap', unit: 'open', value: null, ...UNSETTLED },
  { id: 'jkm.coversSuicide', unit: 'rule', value: true, ...SEEN },
] as const satisfies readonly Fact[]
