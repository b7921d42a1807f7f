import type { Fact } from '../fact.ts'
import { afterYear, BPJS_TK, COMMON, DISPENDUKCAPIL, PP_44_2015, SEEN, UNDATED, UNSETTLED } from '../footings.ts'

const dispendukcapil = { ...UNDATED, source: DISPENDUKCAPIL, confidence: 'sure' } as const

/** Who may claim, with which papers, where and until when. */
export const claims = [
  {
    id: 'heirs.order',
    unit: 'list',
    of: 'heir',
    value: ['spouseOrChild', 'straightLine', 'sibling', 'parentInLaw', 'willed'],
    ...afterYear(2015),
    source: { ...PP_44_2015, article: '40' },
    confidence: 'sure',
  },
  { id: 'heirs.none.funeralToArranger', unit: 'rule', value: true, ...SEEN },
  { id: 'heirs.none.rest', unit: 'open', value: null, ...UNSETTLED },
  {
    id: 'documents.jkm',
    unit: 'list',
    of: 'document',
    // biome-ignore format: one line each would hide that this is one list
    value: ['claimForm', 'card', 'ktpOfDeceased', 'ktpOfHeir', 'deathCertificate', 'familyCard', 'heirLetter', 'marriageBook', 'powerOfAttorney', 'bankBook', 'npwp'],
    ...SEEN,
  },
  {
    id: 'documents.scholarship',
    unit: 'list',
    of: 'document',
    value: ['birthCertificate', 'familyCard', 'schoolLetter', 'reportCard', 'ktpOfGuardian', 'bankBookOfGuardian'],
    ...SEEN,
  },
  {
    id: 'documents.jkk',
    unit: 'list',
    of: 'document',
    // biome-ignore format: one line each would hide that this is one list
    value: ['claimForm', 'card', 'ktpOfDeceased', 'ktpOfHeir', 'deathCertificate', 'familyCard', 'heirLetter', 'marriageBook', 'powerOfAttorney', 'bankBook', 'npwp', 'accidentReport', 'medicalPapers'],
    ...COMMON,
    note: `The papers for a death that work did not cause, and what belongs to an accident; no list of its own was found. ${UNDATED.note}`,
  },
  { id: 'documents.npwp.above', unit: 'rupiah', value: 50_000_000, ...SEEN },
  { id: 'documents.heirLetter.signed', unit: 'rule', value: true, ...SEEN },
  { id: 'documents.powerOfAttorney.whenOneActs', unit: 'rule', value: true, ...SEEN },
  { id: 'documents.bankBook.own', unit: 'rule', value: true, ...SEEN },
  { id: 'documents.marriageBook.again', unit: 'rule', value: true, ...COMMON },
  { id: 'documents.birthCertificate.again', unit: 'rule', value: true, ...COMMON },
  { id: 'documents.medicalPapers.fromHospital', unit: 'rule', value: true, ...COMMON },
  { id: 'documents.school.fromSchool', unit: 'rule', value: true, ...COMMON },
  { id: 'documents.agencyLetter', unit: 'open', value: null, ...UNSETTLED },
  {
    id: 'claim.payment',
    unit: 'count',
    of: 'workingDays',
    value: 3,
    ...SEEN,
    confidence: 'general',
    note: `Weakly sourced: families are told it as the usual time only, officers may count by it. ${UNDATED.note}`,
  },
  { id: 'claim.payment.whenLate', unit: 'open', value: null, ...UNSETTLED },
  {
    id: 'claim.jkm.hasNoDeadline',
    unit: 'rule',
    value: true,
    source: BPJS_TK,
    validFrom: '2024-10-31',
    confidence: 'sure',
    note: 'Said by an official in October 2024, if active at death; counted from the end of that month.',
  },
  { id: 'claim.jkk.deadline', unit: 'count', of: 'years', value: 5, ...SEEN },
  { id: 'claim.isFree', unit: 'rule', value: true, ...SEEN },
  { id: 'claim.beware.brokers', unit: 'rule', value: true, ...SEEN },
  {
    id: 'deathCertificate.ready',
    unit: 'count',
    of: 'workingDays',
    value: 1,
    ...dispendukcapil,
  },
  { id: 'deathCertificate.threeInOne', unit: 'rule', value: true, ...dispendukcapil },
  { id: 'deathCertificate.isFree', unit: 'rule', value: true, ...dispendukcapil },
  { id: 'deathCertificate.form', unit: 'name', value: 'F-2.01', ...dispendukcapil },
] as const satisfies readonly Fact[]
