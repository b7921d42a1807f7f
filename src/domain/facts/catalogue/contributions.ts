import type { Fact } from '../fact.ts'
import { COMMON, HARIAN_BHIRAWA, IPOL, PP_50_2025, SEEN, UNDATED, UNSETTLED } from '../footings.ts'

const bhirawa = { ...UNDATED, source: HARIAN_BHIRAWA, confidence: 'press' } as const
const ipol = { ...UNDATED, source: IPOL, confidence: 'press' } as const
const pp50 = { source: PP_50_2025, confidence: 'sure' } as const
const wholeDiscount = { validFrom: '2026-01-01', validTo: '2027-03-31' } as const

/** What membership of those who are not wage earners (BPU) costs a month, and who pays less. */
export const contributions = [
  { id: 'contribution.base.lowest', unit: 'rupiah', value: 1_000_000, ...SEEN },
  { id: 'contribution.base.highest', unit: 'rupiah', value: 20_700_000, ...COMMON },
  { id: 'contribution.jkk.percent', unit: 'percent', value: 1, ...SEEN },
  { id: 'contribution.jkk.lowest', unit: 'rupiah', value: 10_000, ...SEEN },
  { id: 'contribution.jkm', unit: 'rupiah', value: 6_800, ...SEEN },
  { id: 'contribution.jkkJkm.lowest', unit: 'rupiah', value: 16_800, ...bhirawa },
  { id: 'contribution.jht.percent', unit: 'percent', value: 2, ...ipol },
  { id: 'contribution.jht.lowest', unit: 'rupiah', value: 20_000, ...ipol },
  { id: 'contribution.all.lowest', unit: 'rupiah', value: 36_800, ...ipol },

  // PP 50/2025 halves JKK and JKM, never JHT, for those who pay themselves.
  { id: 'contribution.discount.self.transport', unit: 'percent', value: 50, ...pp50, ...wholeDiscount },
  {
    id: 'contribution.discount.self.transport',
    unit: 'percent',
    value: 0,
    ...UNSETTLED,
    validFrom: '2027-04-01',
    note: 'Only the end of the discount is known, not whether another follows.',
  },
  {
    id: 'contribution.discount.self.others',
    unit: 'percent',
    value: 50,
    ...pp50,
    validFrom: '2026-04-01',
    validTo: '2026-12-31',
  },
  {
    id: 'contribution.discount.self.others',
    unit: 'percent',
    value: 0,
    ...UNSETTLED,
    validFrom: '2027-01-01',
    note: 'Nothing was found about the time from January 2027; counted as the full contribution.',
  },
  { id: 'contribution.discount.apbd', unit: 'percent', value: 0, ...pp50, ...wholeDiscount },
  {
    id: 'contribution.discount.dbhcht',
    unit: 'percent',
    value: 0,
    ...pp50,
    ...wholeDiscount,
    confidence: 'general',
    note: 'Inferred: the tobacco excise share flows through the budget of the city, whose workers get no discount.',
  },
  {
    id: 'contribution.discount.other',
    unit: 'percent',
    value: 0,
    ...UNSETTLED,
    ...wholeDiscount,
    note: 'Nothing was found about other payers, such as a company that pays for its neighbours.',
  },

  { id: 'contribution.payAhead', unit: 'numbers', of: 'months', value: [1, 2, 3, 6, 12], ...COMMON },
  {
    id: 'contribution.places',
    unit: 'list',
    of: 'place',
    value: ['bank', 'minimarket', 'eWallet', 'jmo', 'perisai'],
    ...SEEN,
  },
] as const satisfies readonly Fact[]
