import type { FactId } from '../facts/catalogue.ts'
import type { Facts } from '../facts/facts.ts'
import { dueAtMost, mayHaveScholarship } from './due.ts'
import { standingOf } from './heirs.ts'
import { type ClaimKind, kindOf, type Told } from './told.ts'

/** Every paper that may be wanted, in the order in which a family best gets them: some are needed for others. */
// biome-ignore format: one line each would hide that this is one order
export const PAPERS = ['accidentReport', 'deathCertificate', 'familyCard', 'ktpOfDeceased', 'ktpOfHeir', 'card', 'marriageBook', 'heirLetter', 'powerOfAttorney', 'bankBook', 'npwp', 'medicalPapers', 'birthCertificate', 'schoolLetter', 'reportCard', 'ktpOfGuardian', 'bankBookOfGuardian', 'claimForm'] as const
export type Paper = (typeof PAPERS)[number]

/** Whether a family has a paper: it has, it has not yet, or does not know how to get it. */
export const PAPER_STATES = ['have', 'notYet', 'howTo'] as const
export type PaperState = (typeof PAPER_STATES)[number]

/** The facts that say where and how a paper is got, besides the list that it stands on; by name those that are shown. */
export const PAPER_FACTS: Readonly<
  Record<Paper, { shown: Readonly<Record<string, FactId>>; cited: readonly FactId[] }>
> = {
  accidentReport: { shown: { hours: 'jkk.report' }, cited: ['jkk.report.byOthers'] },
  deathCertificate: {
    shown: { form: 'deathCertificate.form', days: 'deathCertificate.ready' },
    cited: ['deathCertificate.isFree', 'deathCertificate.threeInOne'],
  },
  familyCard: { shown: {}, cited: ['deathCertificate.threeInOne'] },
  ktpOfDeceased: { shown: {}, cited: ['deathCertificate.threeInOne'] },
  ktpOfHeir: { shown: {}, cited: [] },
  card: { shown: { callCentre: 'channels.callCentre' }, cited: [] },
  marriageBook: { shown: {}, cited: ['documents.marriageBook.again'] },
  heirLetter: { shown: {}, cited: ['documents.heirLetter.signed'] },
  powerOfAttorney: { shown: {}, cited: ['documents.powerOfAttorney.whenOneActs'] },
  bankBook: { shown: {}, cited: ['documents.bankBook.own'] },
  npwp: { shown: { above: 'documents.npwp.above' }, cited: [] },
  medicalPapers: { shown: {}, cited: ['documents.medicalPapers.fromHospital'] },
  birthCertificate: { shown: {}, cited: ['documents.birthCertificate.again'] },
  schoolLetter: { shown: {}, cited: ['documents.school.fromSchool'] },
  reportCard: { shown: {}, cited: ['documents.school.fromSchool'] },
  ktpOfGuardian: { shown: {}, cited: [] },
  bankBookOfGuardian: { shown: {}, cited: [] },
  claimForm: { shown: {}, cited: ['channels.claim'] },
}

/** The papers that a case wants, in their order: by kind of claim, what the reporter is to the dead, sum and scholarship. */
export function papersFor(facts: Facts, told: Told): readonly Paper[] {
  const kind = kindOf(told.cause ?? 'unsure')
  const listed = new Set([
    ...facts.list(listOf(kind)),
    ...(hasScholars(told) ? facts.list('documents.scholarship') : []),
  ])
  // What was told of a relation that has since been told otherwise counts no more.
  const standing = told.relation && standingOf(told.relation, told.closer)
  const isWanted: Partial<Record<Paper, boolean>> = {
    marriageBook: told.relation === undefined || told.relation === 'spouse',
    heirLetter: told.relation !== 'other',
    powerOfAttorney: told.several === 'yes' || standing === 'behind',
    npwp: dueAtMost(facts, kind, told.membership) > facts.amount('documents.npwp.above'),
  }
  return PAPERS.filter((paper) => listed.has(paper) && isWanted[paper] !== false)
}

/** The papers of a case that the family has not got, in their order. */
export function missingOf(wanted: readonly Paper[], states: Partial<Record<Paper, PaperState>>): readonly Paper[] {
  return wanted.filter((paper) => states[paper] !== 'have')
}

/** The list that a paper of a case stands on: the one for scholarships, or the one of the kind of claim. */
export function listedIn(facts: Facts, paper: Paper, told: Told): 'documents.scholarship' | ListId {
  const own = listOf(kindOf(told.cause ?? 'unsure'))
  return facts.list(own).includes(paper) ? own : 'documents.scholarship'
}

type ListId = 'documents.jkm' | 'documents.jkk'

// A death of which nobody knows yet whether work caused it must be reported in time all the same.
function listOf(kind: ClaimKind): ListId {
  return kind === 'jkm' ? 'documents.jkm' : 'documents.jkk'
}

function hasScholars(told: Told): boolean {
  return told.scholars === 'yes' && mayHaveScholarship(told)
}
