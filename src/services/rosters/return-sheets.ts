import { monthOf } from '../../domain/clock.ts'
import { compare } from '../../domain/likeness/compare.ts'
import type { Evidence } from '../../domain/likeness/evidence.ts'
import type { Text } from '../../domain/message.ts'
import { usualHeader } from '../../domain/roster/columns.ts'
import type { Verdict } from '../../domain/roster/judge.ts'
import type { Problem, ProblemCode } from '../../domain/roster/row.ts'
import { type KeptRow, shownRow } from '../../domain/roster/shown-row.ts'
import type { ImportRow } from '../../store/imports.ts'
import {
  type AgencyImport,
  doubtsOfLines,
  type ElsewhereEntry,
  entriesElsewhere,
  lastLine,
  personsOf,
  rowsJudged,
} from '../../store/returns.ts'
import { type Worker, workersById } from '../../store/workers.ts'
import { monthSpan } from '../month-words.ts'
import type { World } from '../world.ts'
import type { Cell } from '../xlsx/sheet-xml.ts'
import { openedWorker } from './opened-worker.ts'

/** What the sheets have shown so far, summed up by the first one. */
export interface Tally {
  problems: Map<ProblemCode, number>
  severities: Record<Problem['severity'], number>
  /** Hashes of the NIKs in lines that could not be read, so that nobody there is taken for missing. */
  unread: Set<string>
  gone: number
}

/** What every sheet of a return file is made from. */
export interface Returning extends AgencyImport {
  world: World
  tell: (text: Text) => string
  tally: Tally
}

export function noTally(): Tally {
  return { problems: new Map(), severities: { error: 0, warning: 0 }, unread: new Set(), gone: 0 }
}

const PAGE = 500

// Each of these has a sheet of its own that says more.
const ELSEWHERE: readonly ProblemCode[] = ['enrolledElsewhere', 'perhapsSamePerson', 'nikOtherPerson']
const INVALID: readonly Verdict[] = ['invalid']
const VALID: readonly Verdict[] = ['new', 'same', 'changed', 'double', 'doubtful']

/** A row for each problem: of lines that the register does not take in first, of all others after them. */
export async function* mendRows(returning: Returning): AsyncGenerator<Cell[]> {
  for (const verdicts of [INVALID, VALID]) {
    for await (const row of rowsOf(returning, verdicts, true)) yield* problemRows(returning, row)
  }
}

function* problemRows({ world, tell, tally, agency }: Returning, kept: ImportRow): Generator<Cell[]> {
  const problems = kept.problems.filter(({ code }) => !ELSEWHERE.includes(code))
  if (problems.length === 0) return
  const row = rowOf(world, kept)
  const { name, nikEnds } = shownRow(row)
  const nik = row.cells?.nik?.replace(/\D/g, '') ?? ''
  if (kept.workerId === null && nik !== '') tally.unread.add(world.vault.hash('nik', nik))
  for (const { code, field, severity } of problems) {
    tally.problems.set(code, (tally.problems.get(code) ?? 0) + 1)
    tally.severities[severity]++
    const [wrong, mending] = inTwo(tell(`roster.problem.${code}`))
    const column = usualHeader(field, agency.headerNames)
    yield [kept.line, name, nikEnds, column, tell(`returns.severity.${severity}`), wrong, mending]
  }
}

/** The words for a problem: its first sentence says what is wrong, the others how to mend it. */
function inTwo(words: string): [wrong: string, mending: string] {
  const end = words.indexOf('. ') + 1
  return end === 0 ? [words, ''] : [words.slice(0, end), words.slice(end + 1)]
}

/** Who stands on another agency's list for the same months: that agency's name, and nothing else of its list. */
export async function* doubleRows(returning: Returning): AsyncGenerator<Cell[]> {
  const { world, agency, tell } = returning
  for await (const page of pagesOf(returning, ['double'], false)) {
    const entries = await world.database.run(function* (db) {
      const persons = yield* personsOf(db, matchedIn(page))
      const found = yield* entriesElsewhere(
        db,
        [...new Set([...persons.values()].map((one) => one.personId))],
        agency.id,
      )
      const byPerson = Map.groupBy(found, ({ personId }) => personId)
      return new Map([...persons].map(([id, { personId }]) => [id, byPerson.get(personId) ?? []]))
    })
    for (const kept of page) {
      const { name, nikEnds } = shownOf(world, kept)
      const same = sharedMonths(rowOf(world, kept), entries.get(kept.workerId ?? '') ?? [])
      if (same.length === 0) yield [kept.line, name, nikEnds, '', tell('returns.sameNoLonger')]
      for (const { agency: other, from, to } of same) {
        const months = monthSpan(monthOf(from), to && monthOf(to))
        yield [kept.line, name, nikEnds, other, tell(months)]
      }
    }
  }
}

function sharedMonths({ row }: KeptRow, entries: readonly ElsewhereEntry[]) {
  if (!row) return []
  return entries.flatMap(({ agency, startsOn, endsOn }) => {
    const from = startsOn > row.startsOn ? startsOn : row.startsOn
    const to = [endsOn, row.endsOn].filter((day) => day !== null).sort()[0] ?? null
    return to !== null && to < from ? [] : [{ agency, from, to }]
  })
}

/** Who may be somebody that is registered already, and why; the other side is told by the worker's code alone. */
export async function* doubtfulRows(returning: Returning): AsyncGenerator<Cell[]> {
  const { world, tell } = returning
  for await (const page of pagesOf(returning, ['doubtful'], false)) {
    const lines = page.map(({ line }) => line)
    const { doubts, persons, matched } = await world.database.run(function* (db) {
      const doubts = yield* doubtsOfLines(db, returning.import.id, lines)
      const undoubted = matchedIn(page.filter(({ line }) => !doubts.has(line)))
      const matched = new Map((yield* workersById(db, undoubted)).map((worker) => [worker.id, worker]))
      const others = [...matchedIn(page), ...[...doubts.values()].map(({ workerId }) => workerId)]
      return { doubts, persons: yield* personsOf(db, others), matched }
    })
    for (const kept of page) {
      const { name, nikEnds } = shownOf(world, kept)
      const doubt = doubts.get(kept.line)
      const other = persons.get(doubt?.workerId ?? kept.workerId ?? '')?.code ?? ''
      const decision = tell(`returns.decision.${doubt?.decision ?? 'open'}`)
      const evidence = doubt?.evidence ?? evidenceOf(world, kept, matched.get(kept.workerId ?? ''))
      yield [kept.line, name, nikEnds, doubt?.score ?? kept.score, whyDoubtful(tell, kept, evidence), other, decision]
    }
  }
}

/** Compares anew where nobody has to decide yet: a list that is not applied, or a pair that an earlier list raised. */
function evidenceOf(world: World, kept: ImportRow, worker: Worker | undefined): Evidence[] {
  const { row } = rowOf(world, kept)
  if (!row || !worker || kept.problems.some(({ code }) => code === 'fundingDiffers')) return []
  return compare(row, openedWorker(world.vault, worker)).evidence
}

/** Field by field where they were compared, else in the words of the problem. */
function whyDoubtful(tell: Returning['tell'], { problems }: ImportRow, evidence: readonly Evidence[]): string {
  if (evidence.length > 0) return evidence.map(({ field, is }) => tell(`likeness.${field}.${is}`)).join('; ')
  return problems
    .filter(({ code }) => ELSEWHERE.includes(code) || code === 'fundingDiffers')
    .map(({ code }) => tell(`roster.problem.${code}`))
    .join(' ')
}

async function* pagesOf(
  { world: { database }, import: { id, counts } }: Returning,
  verdicts: readonly Verdict[],
  withProblems: boolean,
): AsyncGenerator<ImportRow[]> {
  if (verdicts.every((verdict) => counts[verdict] === 0)) return
  const last = await database.run((db) => lastLine(db, id))
  for (let after = 0; after < last; after += PAGE) {
    const lines = { after, upTo: after + PAGE }
    const page = await database.run((db) => rowsJudged(db, id, { verdicts, withProblems }, lines))
    if (page.length > 0) yield page
  }
}

async function* rowsOf(...asked: Parameters<typeof pagesOf>): AsyncGenerator<ImportRow> {
  for await (const page of pagesOf(...asked)) yield* page
}

function matchedIn(page: readonly ImportRow[]): string[] {
  return [...new Set(page.flatMap(({ workerId }) => workerId ?? []))]
}

function rowOf({ vault }: World, { rowSealed }: ImportRow): KeptRow {
  return JSON.parse(vault.open('import_rows.row', rowSealed)) as KeptRow
}

function shownOf(world: World, kept: ImportRow) {
  return shownRow(rowOf(world, kept))
}
