import type { Fact } from '../fact.ts'
import {
  afterYear,
  COMMON,
  HARIAN_BHIRAWA,
  SEEN,
  UNDATED,
  UNSETTLED,
  UU_24_2011,
  UU_27_2022,
  UU_40_2004,
} from '../footings.ts'

const bhirawa = { ...UNDATED, source: HARIAN_BHIRAWA, confidence: 'press' } as const

/** Who belongs, to which programmes, and for how long. */
export const membership = [
  {
    id: 'programmes',
    unit: 'list',
    of: 'programme',
    value: ['jkk', 'jkm', 'jht', 'jp', 'jkn'],
    ...afterYear(2004),
    source: UU_40_2004,
    confidence: 'sure',
  },
  {
    id: 'programmes.jkn.byAnotherBpjs',
    unit: 'rule',
    value: true,
    ...afterYear(2011),
    source: UU_24_2011,
    confidence: 'sure',
  },
  { id: 'programmes.cityPaid', unit: 'list', of: 'programme', value: ['jkk', 'jkm'], ...bhirawa },
  { id: 'programmes.bpu', unit: 'list', of: 'programme', value: ['jkk', 'jkm', 'jht'], ...SEEN },
  { id: 'programmes.notForBpu', unit: 'list', of: 'programme', value: ['jp', 'jkp'], ...SEEN },
  { id: 'membership.kinds', unit: 'list', of: 'kind', value: ['ppu', 'bpu', 'pmi', 'construction'], ...SEEN },
  { id: 'membership.arrears', unit: 'count', of: 'months', value: 3, ...SEEN },
  { id: 'membership.ageLimit', unit: 'count', of: 'years', value: 65, ...COMMON },
  { id: 'membership.mustReallyWork', unit: 'rule', value: true, ...SEEN },
  { id: 'membership.goesOnWithSameNik', unit: 'rule', value: true, ...SEEN },
  { id: 'membership.endsUnpaid', unit: 'rule', value: true, ...SEEN },
  { id: 'membership.lateFine', unit: 'open', value: null, ...UNSETTLED },
  { id: 'membership.joinPlaces', unit: 'list', of: 'place', value: ['branch', 'jmo', 'perisai'], ...COMMON },
  { id: 'membership.cityChooses', unit: 'rule', value: true, ...SEEN },
  { id: 'membership.leaving', unit: 'open', value: null, ...UNSETTLED },
  { id: 'lists.canOverlap', unit: 'rule', value: true, ...SEEN },
  { id: 'lists.overlap.effect', unit: 'open', value: null, ...UNSETTLED },
  { id: 'lists.corrections', unit: 'rule', value: true, ...COMMON },
  {
    id: 'lists.corrections.within',
    unit: 'count',
    of: 'hours',
    value: 72,
    ...afterYear(2022),
    source: { ...UU_27_2022, article: '30' },
    confidence: 'sure',
  },
  { id: 'region.twoGovernments', unit: 'rule', value: true, ...SEEN },
] as const satisfies readonly Fact[]
