import { yearsBetween } from '../clock.ts'
import type { Funding } from '../cover.ts'
import { arePlainlyTwo, compare, haveOtherNames, type Likeness } from '../likeness/compare.ts'
import type { Decision } from './decision.ts'
import { AGE_LIMIT } from './eligibility.ts'
import type { ReadRow } from './read-row.ts'
import type { Problem, ProblemCode, RosterRow } from './row.ts'
import { phoneProblems } from './shared-phone.ts'
import { overlap } from './stretch.ts'

export const VERDICTS = ['new', 'same', 'changed', 'double', 'doubtful', 'invalid'] as const
export type Verdict = (typeof VERDICTS)[number]

/** A count of verdicts before the first. */
export function noVerdicts(): Record<Verdict, number> {
  return Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Record<Verdict, number>
}

/** A worker as the register holds one. */
export interface KnownWorker
  extends Pick<RosterRow, 'nik' | 'name' | 'bornOn' | 'sex' | 'phone' | 'address' | 'kelurahan'> {
  id: string
}

/** What a list says of a stretch of cover. */
export const ENROLMENT_FIELDS = [
  ...(['segment', 'occupation', 'programmes', 'basis', 'memberNumber', 'startsOn', 'endsOn'] as const),
  'paidThrough',
] as const

/** One stretch of cover of a known worker on one agency's list. */
export interface KnownEnrolment extends Pick<RosterRow, (typeof ENROLMENT_FIELDS)[number]> {
  /** Id or code of the agency, the same kind as in `Known.agency`. */
  agency: string
  funding: Funding
}

/** Somebody who is probably the same person. */
export interface Twin {
  /** Id of the worker; undefined where only an earlier line of the file is known. */
  workerId?: string
  /** The earlier line. */
  line?: number
  likeness: Likeness
}

/** What the register and the file so far know that may concern a row. */
export interface Known {
  /** The agency whose list is judged. */
  agency: string
  /** Who pays for those on the list. */
  funding: Funding
  sameNik?: KnownWorker
  enrolmentsOfSameNik: readonly KnownEnrolment[]
  /** Who is most probably the same person under another NIK, of the register or of an earlier line. */
  twin?: Twin
  /** What an officer has said of a row that names somebody plainly different under a known NIK: the same person, or another's number. */
  ownerDecision?: Decision
  /** An earlier line of this file has the same NIK. */
  seenInFile?: boolean
  /** How many people of this file have had the row's phone so far, this one included. */
  phoneUsers?: number
}

export interface Judgement {
  verdict: Verdict
  problems: Problem[]
  /** Id of the known worker whom the row is, or may be. */
  matched?: string
  /** Where it is in doubt whether the row is somebody: how alike the two are, and the line of the file that it resembles. */
  likeness?: Likeness
  likeLine?: number
}

/** What becomes of a read row, given what is known. Any error makes it invalid. */
export function judge({ row, problems }: ReadRow, known: Known): Judgement {
  const all = [...problems, ...phoneProblems(known.phoneUsers ?? 0)].filter((problem) => !isPardoned(problem, known))
  if (row && known.seenInFile) all.push(error('nikTwice'))
  if (!row || all.some((problem) => problem.severity === 'error')) return withMatch('invalid', all, known.sameNik)
  return known.sameNik ? judgeKnown(row, known.sameNik, known, all) : judgeUnknown(known, all)
}

function judgeUnknown({ twin }: Known, problems: Problem[]): Judgement {
  if (!twin) return withMatch('new', problems, undefined)
  const { workerId, line, likeness } = twin
  return {
    ...{ verdict: 'doubtful', problems: [...problems, warning('perhapsSamePerson')], likeness },
    ...(workerId !== undefined && { matched: workerId }),
    ...(line !== undefined && { likeLine: line }),
  }
}

function judgeKnown(row: RosterRow, worker: KnownWorker, known: Known, problems: Problem[]): Judgement {
  if (known.ownerDecision !== 'same' && arePlainlyTwo(row, worker)) {
    if (known.ownerDecision === 'different') return withMatch('invalid', [...problems, error('nikOtherPerson')], worker)
    const doubtful = withMatch('doubtful', [...problems, warning('nikOtherPerson')], worker)
    return { ...doubtful, likeness: compare(row, worker) }
  }
  const [own, others] = split(known)
  const isElsewhere = others.some((enrolment) => overlap(row, enrolment))
  const all = [...problems]
  if (known.ownerDecision !== 'same' && haveOtherNames(row, worker)) all.push(warning('nikOtherName'))
  if (isElsewhere) all.push(warning('enrolledElsewhere'))
  if (isPaidOtherwise(row, own, known)) return withMatch('doubtful', [...all, warning('fundingDiffers')], worker)
  if (isElsewhere) return withMatch('double', all, worker)
  if (own.length === 0) return withMatch('new', all, worker)
  const isSame = isSamePerson(row, worker) && own.some((enrolment) => isSameEnrolment(row, enrolment))
  return withMatch(isSame ? 'same' : 'changed', all, worker)
}

// Applied, such a row would be a second stretch over the same months, which one more look at --funding mostly mends.
function isPaidOtherwise(row: RosterRow, own: readonly KnownEnrolment[], { funding }: Known): boolean {
  if (own.some((enrolment) => enrolment.funding === funding && enrolment.startsOn === row.startsOn)) return false
  return own.some((enrolment) => enrolment.funding !== funding && overlap(row, enrolment))
}

// The age limit holds at the first enrolment; who was young enough then may stay.
function isPardoned({ code }: Problem, { sameNik, enrolmentsOfSameNik }: Known): boolean {
  if (code !== 'tooOld' || !sameNik) return false
  return enrolmentsOfSameNik.some(({ startsOn }) => yearsBetween(sameNik.bornOn, startsOn) < AGE_LIMIT)
}

function split({ agency, enrolmentsOfSameNik }: Known): [own: KnownEnrolment[], others: KnownEnrolment[]] {
  const isOwn = (enrolment: KnownEnrolment) => enrolment.agency === agency
  return [enrolmentsOfSameNik.filter(isOwn), enrolmentsOfSameNik.filter((enrolment) => !isOwn(enrolment))]
}

// A list that leaves a cell empty takes nothing back from the register.
function agrees(told: RosterRow[(typeof ENROLMENT_FIELDS)[number]], held: typeof told): boolean {
  return told === null || String(told) === String(held)
}

function isSamePerson(row: RosterRow, worker: KnownWorker): boolean {
  return (
    row.name === worker.name &&
    row.bornOn === worker.bornOn &&
    row.kelurahan === worker.kelurahan &&
    agrees(row.phone, worker.phone) &&
    agrees(row.address, worker.address)
  )
}

function isSameEnrolment(row: RosterRow, enrolment: KnownEnrolment): boolean {
  return ENROLMENT_FIELDS.every((field) => agrees(row[field], enrolment[field]))
}

function error(code: ProblemCode): Problem {
  return { code, field: 'nik', severity: 'error' }
}

function warning(code: ProblemCode): Problem {
  return { code, field: 'nik', severity: 'warning' }
}

function withMatch(verdict: Verdict, problems: Problem[], worker: KnownWorker | undefined): Judgement {
  return worker ? { verdict, problems, matched: worker.id } : { verdict, problems }
}
