import type { Fact } from '../fact.ts'
import { COMMON, FROM_2025, PERMENAKER_1_2025, SEEN } from '../footings.ts'

const permenaker = { ...FROM_2025, source: PERMENAKER_1_2025, confidence: 'sure' } as const

/** What a member gets after an accident or a disease of work, and heirs after a death at work. */
export const jkk = [
  { id: 'jkk.fromFirstDay', unit: 'rule', value: true, ...SEEN },
  { id: 'jkk.treatment.hasNoCeiling', unit: 'rule', value: true, ...SEEN },
  { id: 'jkk.commute.canCount', unit: 'rule', value: true, ...SEEN },
  { id: 'jkk.homecare', unit: 'rupiah', value: 20_000_000, ...SEEN },
  { id: 'jkk.homecare.years', unit: 'count', of: 'years', value: 1, ...SEEN },
  { id: 'jkk.transport.land', unit: 'rupiah', value: 5_000_000, ...SEEN },
  { id: 'jkk.transport.sea', unit: 'rupiah', value: 2_000_000, ...SEEN },
  { id: 'jkk.transport.air', unit: 'rupiah', value: 10_000_000, ...SEEN },
  // STMB: what replaces the income while a member cannot work, in percent of the income bracket chosen.
  { id: 'jkk.sickPay.first', unit: 'percent', value: 100, ...SEEN },
  { id: 'jkk.sickPay.first.months', unit: 'count', of: 'months', value: 12, ...SEEN },
  { id: 'jkk.sickPay.then', unit: 'percent', value: 50, ...SEEN },
  { id: 'jkk.hearingAid', unit: 'rupiah', value: 2_500_000, ...SEEN },
  { id: 'jkk.dentures', unit: 'rupiah', value: 5_000_000, ...SEEN },
  { id: 'jkk.disability.percent', unit: 'percent', value: 70, ...COMMON },
  { id: 'jkk.disability.times', unit: 'count', of: 'times', value: 80, ...COMMON },
  { id: 'jkk.disability.periodic', unit: 'rupiah', value: 12_000_000, ...COMMON },
  { id: 'jkk.death.times', unit: 'count', of: 'times', value: 48, ...SEEN },
  { id: 'jkk.death.periodic', unit: 'rupiah', value: 12_000_000, ...SEEN },
  { id: 'jkk.death.funeral', unit: 'rupiah', value: 10_000_000, ...SEEN },
  { id: 'jkk.death.total.lowest', unit: 'rupiah', value: 70_000_000, ...SEEN },
  { id: 'jkk.report', unit: 'count', of: 'hours', value: 48, ...permenaker },
  {
    id: 'jkk.report.byOthers',
    unit: 'rule',
    value: true,
    ...permenaker,
    source: { ...PERMENAKER_1_2025, article: '48A' },
  },
] as const satisfies readonly Fact[]
