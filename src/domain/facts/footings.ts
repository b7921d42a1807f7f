import type { Footing, Source } from './fact.ts'

export const PP_44_2015: Source = { kind: 'law', title: 'PP 44/2015' }
export const PP_82_2019: Source = { kind: 'law', title: 'PP 82/2019' }
export const PP_6_2025: Source = { kind: 'law', title: 'PP 6/2025' }
export const PP_50_2025: Source = { kind: 'law', title: 'PP 50/2025', via: 'cnbcindonesia.com, 2026-02-04' }
export const PERMENAKER_1_2025: Source = { kind: 'law', title: 'Permenaker 1/2025' }
export const UU_40_2004: Source = { kind: 'law', title: 'UU 40/2004' }
export const UU_24_2011: Source = { kind: 'law', title: 'UU 24/2011' }
export const UU_27_2022: Source = { kind: 'law', title: 'UU 27/2022' }
export const BPJS_TK: Source = { kind: 'official', title: 'BPJS Ketenagakerjaan' }
export const DISPENDUKCAPIL: Source = { kind: 'official', title: 'Dispendukcapil Kota Probolinggo' }
export const BAGIAN_HUKUM: Source = { kind: 'official', title: 'bag-hukum.probolinggokota.go.id' }
export const HARIAN_BHIRAWA: Source = { kind: 'press', title: 'harianbhirawa.co.id' }
export const IPOL: Source = { kind: 'press', title: 'ipol.id' }
export const STUDY: Source = { kind: 'official', title: 'studi latar Kota Probolinggo' }
const UNNAMED: Source = { kind: 'public', title: '' }
const PRACTICE: Source = { kind: 'practice', title: '' }
const NONE: Source = { kind: 'none', title: '' }

/** No first day was found, so none is claimed but the first that Sapa answers for at all. */
export const UNDATED = {
  validFrom: '2025-01-01',
  note: 'No first day was found; nothing is said for days before 2025.',
} as const

/** Seen in public sources; which ones was not written down. */
export const SEEN = { source: UNNAMED, confidence: 'press', ...UNDATED } as const satisfies Footing

/** Commonly known, and confirmed by no source here. */
export const COMMON = { source: PRACTICE, confidence: 'general', ...UNDATED } as const satisfies Footing

/** Sources disagree, or none was found. */
export const UNSETTLED = { source: NONE, confidence: 'uncertain', ...UNDATED } as const satisfies Footing

/** A law of which the year alone is known counts from the first day after that year: by then it was surely in force. */
export function afterYear(year: number): Pick<Footing, 'validFrom' | 'note'> {
  return { validFrom: `${year + 1}-01-01`, note: `Only the year of the law (${year}) is known; counted from its end.` }
}

/** For laws of 2025, which must speak for that year too. */
export const FROM_2025 = {
  validFrom: '2025-01-01',
  note: 'Only the year of the law is known; counted from its first day, so that nobody is promised more than it grants.',
} as const
