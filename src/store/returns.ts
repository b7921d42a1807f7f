import { and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, lte, max, ne, or, sql } from 'drizzle-orm'
import type { Day } from '../domain/clock.ts'
import type { Funding } from '../domain/cover.ts'
import type { Verdict } from '../domain/roster/judge.ts'
import type { Agency } from './agencies.ts'
import type { Import, ImportRow } from './imports.ts'
import type { Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

/** An import with whose list it is. */
export interface AgencyImport {
  import: Import
  agency: Agency
}

export function* importById(db: Db, id: string): Work<AgencyImport | undefined> {
  const { imports, agencies } = db.t
  const [found] = yield* exec(
    db
      .select({ import: imports, agency: agencies })
      .from(imports)
      .innerJoin(agencies, eq(agencies.id, imports.agencyId))
      .where(eq(imports.id, id)),
  )
  return found
}

/** The last imports of an agency, or of all, newest first. */
export function* lastImports(db: Db, agencyId: string | null, limit: number): Work<AgencyImport[]> {
  const { imports, agencies } = db.t
  return yield* exec(
    db
      .select({ import: imports, agency: agencies })
      .from(imports)
      .innerJoin(agencies, eq(agencies.id, imports.agencyId))
      .where(agencyId === null ? undefined : eq(imports.agencyId, agencyId))
      .orderBy(desc(imports.startedAt), desc(imports.id))
      .limit(limit),
  )
}

/** Lines of a file after one and up to another: so many are looked at in one go, however few of them are wanted. */
export interface Lines {
  after: number
  upTo: number
}

/** The last line of an import; 0 where it has none. */
export function* lastLine(db: Db, importId: string): Work<number> {
  const { importRows } = db.t
  const [row] = yield* exec(
    db
      .select({ line: max(importRows.line) })
      .from(importRows)
      .where(eq(importRows.importId, importId)),
  )
  return row?.line ?? 0
}

function within(db: Db, importId: string, { after, upTo }: Lines) {
  const { importRows } = db.t
  return and(eq(importRows.importId, importId), gt(importRows.line, after), lte(importRows.line, upTo))
}

/** Some lines of an import with a verdict and, if wished, those alone that have a problem; in the order of the file. */
export function* rowsJudged(
  db: Db,
  importId: string,
  { verdicts, withProblems }: { verdicts: readonly Verdict[]; withProblems: boolean },
  lines: Lines,
): Work<ImportRow[]> {
  const { importRows } = db.t
  return yield* exec(
    db
      .select()
      .from(importRows)
      .where(
        and(
          within(db, importId, lines),
          inArray(importRows.verdict, [...verdicts]),
          withProblems ? sql`cast(${importRows.problems} as text) <> '[]'` : undefined,
        ),
      )
      .orderBy(asc(importRows.line)),
  )
}

/** What is doubtful about some lines of an import, by line. */
export function* doubtsOfLines(db: Db, importId: string, lines: readonly number[]): Work<Map<number, Row<'doubts'>>> {
  if (lines.length === 0) return new Map()
  const { doubts } = db.t
  const rows = yield* exec(
    db
      .select()
      .from(doubts)
      .where(and(eq(doubts.importId, importId), inArray(doubts.line, [...lines]))),
  )
  return new Map(rows.map((row) => [row.line, row]))
}

/** The codes of some workers, and who each is now: another after a merge. */
export function* personsOf(
  db: Db,
  workerIds: readonly string[],
): Work<Map<string, { code: string; personId: string }>> {
  if (workerIds.length === 0) return new Map()
  const { id, code, mergedInto } = db.t.workers
  const rows = yield* exec(
    db
      .select({ id, code, mergedInto })
      .from(db.t.workers)
      .where(inArray(id, [...workerIds])),
  )
  return new Map(rows.map((row) => [row.id, { code: row.code, personId: row.mergedInto ?? row.id }]))
}

/** A stretch of cover on another agency's list, by that agency's name. */
export interface ElsewhereEntry {
  personId: string
  agency: string
  startsOn: Day
  endsOn: Day | null
}

/** The stretches that some persons have on the lists of other agencies than one. */
export function* entriesElsewhere(db: Db, personIds: readonly string[], agencyId: string): Work<ElsewhereEntry[]> {
  if (personIds.length === 0) return []
  const { enrolments, agencies } = db.t
  return yield* exec(
    db
      .select({
        personId: enrolments.workerId,
        agency: agencies.name,
        startsOn: enrolments.startsOn,
        endsOn: enrolments.endsOn,
      })
      .from(enrolments)
      .innerJoin(agencies, eq(agencies.id, enrolments.agencyId))
      .where(and(inArray(enrolments.workerId, [...personIds]), ne(enrolments.agencyId, agencyId)))
      .orderBy(asc(agencies.name), asc(enrolments.startsOn)),
  )
}

/** Which earlier entries a file is held against: those of its agency and funding whose period runs on a day. */
export interface HeldAgainst {
  importId: string
  agencyId: string
  funding: Funding
  on: Day
  /** Until then the register has taken the file in; what a later file said is not this one's affair. */
  takenInAt: Date
}

/** The next persons, after one, of an agency's earlier list whom another file than this said last; one twice where two stretches run. */
export function* toldByAnother(
  db: Db,
  { importId, agencyId, funding, on, takenInAt }: HeldAgainst,
  afterId: string,
  limit: number,
): Work<Pick<Row<'workers'>, 'id' | 'code' | 'name' | 'nikHash'>[]> {
  const { enrolments, workers } = db.t
  return yield* exec(
    db
      .select({ id: workers.id, code: workers.code, name: workers.name, nikHash: workers.nikHash })
      .from(enrolments)
      .innerJoin(workers, eq(workers.id, enrolments.workerId))
      .where(
        and(
          eq(enrolments.agencyId, agencyId),
          gt(enrolments.workerId, afterId),
          eq(enrolments.funding, funding),
          or(isNull(enrolments.importId), ne(enrolments.importId, importId)),
          lte(enrolments.updatedAt, takenInAt),
          // Behind a function, so that SQLite walks the list in the order of the persons and not by first days.
          sql`coalesce(${enrolments.startsOn}, '') <= ${on}`,
          or(isNull(enrolments.endsOn), gte(enrolments.endsOn, on)),
        ),
      )
      .orderBy(asc(enrolments.workerId))
      .limit(limit),
  )
}

/** Those of some persons of whom an import has told some entry. */
export function* toldByImport(db: Db, importId: string, personIds: readonly string[]): Work<Set<string>> {
  if (personIds.length === 0) return new Set()
  const { enrolments } = db.t
  const rows = yield* exec(
    db
      .selectDistinct({ id: enrolments.workerId })
      .from(enrolments)
      .where(and(inArray(enrolments.workerId, [...personIds]), eq(enrolments.importId, importId))),
  )
  return new Set(rows.map(({ id }) => id))
}

/** The workers who were found to be one of some persons, with that person. */
export function* entriesMerged(db: Db, personIds: readonly string[]): Work<{ id: string; personId: string }[]> {
  if (personIds.length === 0) return []
  const { id, mergedInto } = db.t.workers
  const rows = yield* exec(
    db
      .select({ id, mergedInto })
      .from(db.t.workers)
      .where(inArray(mergedInto, [...personIds])),
  )
  return rows.map((row) => ({ id: row.id, personId: row.mergedInto! }))
}

/** The workers whom some lines of an import were found to name, whatever became of the lines. */
export function* workersNamed(db: Db, importId: string, lines: Lines): Work<string[]> {
  const { workerId } = db.t.importRows
  const rows = yield* exec(
    db
      .select({ workerId })
      .from(db.t.importRows)
      .where(and(within(db, importId, lines), isNotNull(workerId))),
  )
  return rows.map((row) => row.workerId!)
}
