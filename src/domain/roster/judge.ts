import type { Day } from '../clock.ts'
import { yearsBetween } from '../clock.ts'
import type { Funding } from '../cover.ts'
import { AGE_LIMIT } from './eligibility.ts'
import { arePlainlyTwo, areProbablyOne } from './likeness.ts'
import { phoneProblems } from './phone-tally.ts'
import type { ReadRow } from './read-row.ts'
import type { Problem, ProblemCode, RosterRow } from './row.ts'

export const VERDICTS = ['new', 'same', 'changed', 'double', 'doubtful', 'invalid'] as const
export type Verdict = (typeof VERDICTS)[number]

/** A worker as the register holds one. */
export interface KnownWorker
  extends Pick<RosterRow, 'nik' | 'name' | 'bornOn' | 'sex' | 'phone' | 'address' | 'kelurahan'> {
  id: string
}

/** One stretch of cover of a known worker on one agency's list. */
export interface KnownEnrolment
  extends Pick<RosterRow, 'occupation' | 'segment' | 'memberNumber' | 'startsOn' | 'endsOn' | 'paidThrough'> {
  /** Id or code of the agency, the same kind as in `Known.agency`. */
  agency: string
  funding: Funding
}

/** What the register and the file so far know that may concern a row. */
export interface Known {
  /** The agency whose list is judged. */
  agency: string
  /** Who pays for those on the list. */
  funding: Funding
  sameNik?: KnownWorker
  enrolmentsOfSameNik: readonly KnownEnrolment[]
  /** Workers under another NIK who might be the same person; judged here, so that too many do no harm. */
  alike: readonly KnownWorker[]
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
}

/** What becomes of a read row, given what is known (verdicts of design.md § 5). Any error makes it invalid. */
export function judge({ row, problems }: ReadRow, known: Known): Judgement {
  const all = [...problems, ...phoneProblems(known.phoneUsers ?? 0)].filter((problem) => !isPardoned(problem, known))
  if (row && known.seenInFile) all.push(error('nikTwice'))
  if (!row || all.some((problem) => problem.severity === 'error')) return withMatch('invalid', all, known.sameNik)
  return known.sameNik ? judgeKnown(row, known.sameNik, known, all) : judgeUnknown(row, known, all)
}

function judgeUnknown(row: RosterRow, { alike }: Known, problems: Problem[]): Judgement {
  const twin = alike.find((worker) => worker.nik !== row.nik && areProbablyOne(row, worker))
  return twin
    ? withMatch('doubtful', [...problems, warning('perhapsSamePerson')], twin)
    : withMatch('new', problems, undefined)
}

function judgeKnown(row: RosterRow, worker: KnownWorker, known: Known, problems: Problem[]): Judgement {
  if (arePlainlyTwo(row, worker)) return withMatch('doubtful', [...problems, warning('nikOtherPerson')], worker)
  const [own, others] = split(known)
  const isElsewhere = others.some((enrolment) => overlaps(row, enrolment))
  const all = isElsewhere ? [...problems, warning('enrolledElsewhere')] : problems
  if (isPaidOtherwise(row, own, known)) return withMatch('doubtful', [...all, warning('fundingDiffers')], worker)
  if (isElsewhere) return withMatch('double', all, worker)
  if (own.length === 0) return withMatch('new', all, worker)
  const isSame = isSamePerson(row, worker) && own.some((enrolment) => isSameEnrolment(row, enrolment))
  return withMatch(isSame ? 'same' : 'changed', all, worker)
}

// Applied, such a row would be a second stretch over the same months, which one more look at --funding mostly mends.
function isPaidOtherwise(row: RosterRow, own: readonly KnownEnrolment[], { funding }: Known): boolean {
  if (own.some((enrolment) => enrolment.funding === funding && enrolment.startsOn === row.startsOn)) return false
  return own.some((enrolment) => enrolment.funding !== funding && overlaps(row, enrolment))
}

// The age limit holds at the first enrolment; who was young enough then may stay (domain.md § 3).
function isPardoned({ code }: Problem, { sameNik, enrolmentsOfSameNik }: Known): boolean {
  if (code !== 'tooOld' || !sameNik) return false
  return enrolmentsOfSameNik.some(({ startsOn }) => yearsBetween(sameNik.bornOn, startsOn) < AGE_LIMIT)
}

function split({ agency, enrolmentsOfSameNik }: Known): [own: KnownEnrolment[], others: KnownEnrolment[]] {
  const isOwn = (enrolment: KnownEnrolment) => enrolment.agency === agency
  return [enrolmentsOfSameNik.filter(isOwn), enrolmentsOfSameNik.filter((enrolment) => !isOwn(enrolment))]
}

const EVER: Day = '9999-12-31'

function overlaps(a: Pick<RosterRow, 'startsOn' | 'endsOn'>, b: Pick<RosterRow, 'startsOn' | 'endsOn'>): boolean {
  return a.startsOn <= (b.endsOn ?? EVER) && b.startsOn <= (a.endsOn ?? EVER)
}

// A list that leaves a cell empty takes nothing back from the register.
function agrees(told: string | null, held: string | null): boolean {
  return told === null || told === held
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

const ENROLMENT_FIELDS = ['occupation', 'segment', 'memberNumber', 'startsOn', 'endsOn', 'paidThrough'] as const

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
