import { endOfMonth, type Month } from '../clock.ts'
import type { Funding, Programme } from '../cover.ts'
import type { Facts } from '../facts/facts.ts'
import { contribution } from '../facts/reckoning/contribution.ts'
import type { Judgement, Verdict } from '../roster/judge.ts'
import type { Note, Problem, ProblemCode } from '../roster/row.ts'
import { type ContributionRow, type Statement, saysTheSame, stands } from './contribution.ts'
import type { ReadContribution } from './read-contribution.ts'
import { mayBeOneName } from './same-name.ts'

/** An entry on the agency's list that a line may be about. */
export interface PayableEnrolment {
  id: string
  workerId: string
  /** How the register spells the worker, and the one whom the list named. */
  names: readonly string[]
  programmes: readonly Programme[]
  funding: Funding
  startsOn: string
  endsOn: string | null
  /** What is held of its months. */
  months: ReadonlyMap<Month, Statement>
}

/** What the register and the file so far know that may concern a line. */
export interface KnownPayable {
  byNumber: readonly PayableEnrolment[]
  byNik: readonly PayableEnrolment[]
  /** An earlier line says the same of this month, or some line of the file says otherwise. */
  inFile: 'once' | 'again' | 'contradicted'
  /** The day on which the file speaks. */
  asOf: string
  facts: Facts
}

export interface JudgedContribution extends Judgement {
  /** The entry whose month it is. */
  enrolmentId?: string
}

/** What becomes of a read line, given what is known. Any error makes it invalid; what is doubtful is not applied. */
export function judgeContribution({ row, problems }: ReadContribution, known: KnownPayable): JudgedContribution {
  const all = [...problems]
  const note = oneAField(all)
  if (!row) return { verdict: 'invalid', problems: all }
  if (known.inFile === 'contradicted') note('monthContradicts', 'month')
  const candidates = candidatesFor(row, known, note)
  const enrolment = running(candidates, row.month, note)
  const matched = candidates[0] && { matched: (enrolment ?? candidates[0]).workerId }
  if (candidates[0]) checkPerson(row, candidates, known, note)
  if (enrolment) checkAmount(row, enrolment, known.facts, note)
  if (!enrolment || all.some(({ severity }) => severity === 'error'))
    return { verdict: 'invalid', problems: all, ...matched }
  const verdict = isDoubtful(all) ? 'doubtful' : compared(row, enrolment, known, note)
  return { verdict, problems: all, enrolmentId: enrolment.id, ...matched }
}

function candidatesFor(row: ContributionRow, { byNumber, byNik }: KnownPayable, note: Note) {
  if (byNumber.length > 0) return ofOnePerson(row, byNumber, byNik, note)
  if (row.memberNumber !== null) note('numberUnknown', 'memberNumber', byNik.length > 0 ? 'warning' : 'error')
  else if (byNik.length === 0) note('workerUnknown', 'nik')
  return byNik
}

/** Takes problems down, one a field: an error stays, and otherwise what the register shows says more than the line alone. */
function oneAField(problems: Problem[]): Note {
  return (code, field, severity = 'error') => {
    const at = problems.findIndex((known) => known.field === field)
    if (at < 0) problems.push({ code, field, severity })
    else if (problems[at]!.severity !== 'error') problems[at] = { code, field, severity }
  }
}

type Payables = readonly PayableEnrolment[]

// A list may give two workers one number by mistake: then the NIK tells them apart, or the name.
function ofOnePerson({ name }: ContributionRow, byNumber: Payables, byNik: Payables, note: Note): Payables {
  const fitting = [
    byNumber,
    byNumber.filter(({ workerId }) => byNik.some((one) => one.workerId === workerId)),
    name === null ? [] : byNumber.filter(({ names }) => names.some((one) => mayBeOneName(name, one))),
  ].find((some) => new Set(some.map(({ workerId }) => workerId)).size === 1)
  if (!fitting) note('numberShared', 'memberNumber', 'warning')
  return fitting ?? byNumber
}

/** The entry in whose period the month lies; the one that began last where several are. */
function running(candidates: Payables, month: Month, note: Note): PayableEnrolment | undefined {
  const fits = candidates.filter(
    ({ startsOn, endsOn }) => startsOn <= endOfMonth(month) && (endsOn === null || endsOn >= `${month}-01`),
  )
  const [latest] = fits.toSorted((a, b) =>
    a.startsOn === b.startsOn ? (a.id < b.id ? -1 : 1) : a.startsOn > b.startsOn ? -1 : 1,
  )
  if (latest || candidates.length === 0) return latest
  const isEarly = candidates.every(({ startsOn }) => startsOn > endOfMonth(month))
  return void note(isEarly ? 'monthBeforeStart' : 'monthAfterEnd', 'month')
}

function checkPerson(row: ContributionRow, candidates: Payables, { byNumber, byNik }: KnownPayable, note: Note) {
  const isOther =
    byNumber.length > 0 &&
    byNik.length > 0 &&
    !byNik.some(({ workerId }) => byNumber.some((one) => one.workerId === workerId))
  if (isOther) note('numberOtherPerson', 'nik', 'warning')
  const names = candidates.flatMap((candidate) => candidate.names)
  if (row.name !== null && !names.some((name) => mayBeOneName(row.name!, name))) note('nameDiffers', 'name', 'warning')
}

function isDoubtful(problems: readonly Problem[]): boolean {
  return problems.some(({ code }) => ['nameDiffers', 'numberOtherPerson', 'numberShared'].includes(code))
}

function checkAmount(
  { month, amount, status }: ContributionRow,
  entry: PayableEnrolment,
  facts: Facts,
  note: Note,
): void {
  if (status === 'unpaid' && amount === 0) return
  const due = (['others', 'transport'] as const).map((work) => {
    const { programmes, funding } = entry
    return contribution(facts, { programmes, funding, work, from: month, months: 1 }).total
  })
  // Whoever pays alone may have chosen a higher income.
  const isUsual = entry.funding === 'mandiri' ? amount >= Math.min(...due) : due.includes(amount)
  if (!isUsual) note('amountUnusual', 'amount', 'warning')
}

function compared(row: ContributionRow, { months }: PayableEnrolment, { inFile, asOf }: KnownPayable, note: Note) {
  if (inFile === 'again') return saidBefore('monthTwice', note)
  const held = months.get(row.month)
  if (!held) return 'new'
  if (saysTheSame(row, held)) return 'same'
  return stands({ ...row, asOf }, held) ? 'changed' : saidBefore('youngerKnown', note)
}

function saidBefore(code: ProblemCode, note: Note): Verdict {
  note(code, 'month', 'warning')
  return 'same'
}
