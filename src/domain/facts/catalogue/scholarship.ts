import type { Fact } from '../fact.ts'
import { SEEN } from '../footings.ts'

/** What the children of a dead member may get for school: a ceiling over the school years, claimed year by year. */
export const scholarship = [
  { id: 'scholarship.children', unit: 'count', of: 'persons', value: 2, ...SEEN },
  { id: 'scholarship.jkm.contributed', unit: 'count', of: 'years', value: 3, ...SEEN },
  { id: 'scholarship.jkk.contributed', unit: 'count', of: 'years', value: 0, ...SEEN },
  { id: 'scholarship.endsAt', unit: 'count', of: 'years', value: 23, ...SEEN },
  { id: 'scholarship.child', unit: 'rupiah', value: 87_000_000, ...SEEN },
  { id: 'scholarship.total', unit: 'rupiah', value: 174_000_000, ...SEEN },
  { id: 'scholarship.tk', unit: 'rupiah', value: 1_500_000, ...SEEN },
  { id: 'scholarship.tk.years', unit: 'count', of: 'years', value: 2, ...SEEN },
  { id: 'scholarship.sd', unit: 'rupiah', value: 1_500_000, ...SEEN },
  { id: 'scholarship.sd.years', unit: 'count', of: 'years', value: 6, ...SEEN },
  { id: 'scholarship.smp', unit: 'rupiah', value: 2_000_000, ...SEEN },
  { id: 'scholarship.smp.years', unit: 'count', of: 'years', value: 3, ...SEEN },
  { id: 'scholarship.sma', unit: 'rupiah', value: 3_000_000, ...SEEN },
  { id: 'scholarship.sma.years', unit: 'count', of: 'years', value: 3, ...SEEN },
  { id: 'scholarship.university', unit: 'rupiah', value: 12_000_000, ...SEEN },
  { id: 'scholarship.university.years', unit: 'count', of: 'years', value: 5, ...SEEN },
] as const satisfies readonly Fact[]
