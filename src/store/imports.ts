import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import type { Funding } from '../domain/cover.ts'
import type { ImportProgress } from '../domain/roster/import-progress.ts'
import { among } from './among.ts'
import { prepared, wholeRow } from './prepared.ts'
import type { NewRow, Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

export type Import = Row<'imports'>
export type ImportRow = Row<'importRows'>

export function* openImport(db: Db, started: NewRow<'imports'>): Work<void> {
  yield* exec(db.insert(db.t.imports).values(started))
}

/** The imports of the same file for the same agency that were not finished. */
export function* unfinishedImports(db: Db, agencyId: string, fileHash: string): Work<Import[]> {
  const { imports } = db.t
  return yield* exec(
    db
      .select()
      .from(imports)
      .where(and(eq(imports.agencyId, agencyId), eq(imports.fileHash, fileHash), isNull(imports.appliedAt))),
  )
}

/** Drops some rows of an import that was cut short or is judged anew; says how many, 0 when none is left. */
export function* dropRows(db: Db, id: string, limit: number): Work<number> {
  const { importRows } = db.t
  const some = db.select({ line: importRows.line }).from(importRows).where(eq(importRows.importId, id)).limit(limit)
  const lines = (yield* exec(some)).map(({ line }) => line)
  if (lines.length > 0)
    yield* exec(db.delete(importRows).where(and(eq(importRows.importId, id), inArray(importRows.line, lines))))
  return lines.length
}

/** Drops an import whose rows are gone. */
export function* dropImport(db: Db, id: string): Work<void> {
  yield* exec(db.delete(db.t.imports).where(eq(db.t.imports.id, id)))
}

const keep = prepared('import_row_keep', (db, p: Record<keyof NewRow<'importRows'>, unknown>) =>
  db.insert(db.t.importRows).values(wholeRow(db.t.importRows, p)),
)

export function* keepRows(db: Db, rows: readonly NewRow<'importRows'>[]): Work<void> {
  for (const row of rows) yield* keep(db, { workerId: null, score: null, ...row })
}

/** Tells whoever watches how far an import is. */
export function* tellProgress(db: Db, id: string, progress: ImportProgress): Work<void> {
  yield* exec(db.update(db.t.imports).set({ progress }).where(eq(db.t.imports.id, id)))
}

export function* markJudged(db: Db, id: string, at: Date, counts: Record<string, number>): Work<void> {
  yield* exec(db.update(db.t.imports).set({ judgedAt: at, counts }).where(eq(db.t.imports.id, id)))
}

export function* markApplied(db: Db, id: string, at: Date): Work<void> {
  yield* exec(db.update(db.t.imports).set({ appliedAt: at }).where(eq(db.t.imports.id, id)))
}

/** The next rows of a judged import that are to be taken in or decided, after a line, in the order of the file. */
export function* rowsToApply(db: Db, importId: string, afterLine: number, limit: number): Work<ImportRow[]> {
  const { importRows } = db.t
  return yield* exec(
    db
      .select()
      .from(importRows)
      .where(and(eq(importRows.importId, importId), gt(importRows.line, afterLine), ne(importRows.verdict, 'invalid')))
      .orderBy(asc(importRows.line))
      .limit(limit),
  )
}

/** Some rows of an import by their lines. */
export function* importRowsAt(db: Db, importId: string, lines: readonly number[]): Work<ImportRow[]> {
  if (lines.length === 0) return []
  const { importRows } = db.t
  return yield* exec(
    db
      .select()
      .from(importRows)
      .where(and(eq(importRows.importId, importId), among(db, importRows.line, lines))),
  )
}

/** The last line of an import that the register has taken in; 0 before the first. */
export function* appliedThrough(db: Db, id: string): Work<number> {
  const { imports } = db.t
  const [row] = yield* exec(db.select({ line: imports.appliedThrough }).from(imports).where(eq(imports.id, id)))
  return row?.line ?? 0
}

export function* markAppliedThrough(db: Db, id: string, line: number): Work<void> {
  yield* exec(db.update(db.t.imports).set({ appliedThrough: line }).where(eq(db.t.imports.id, id)))
}

/** How many lines the last list had that was applied for an agency and a source of funds; null where there was none. */
export function* linesOfLastList(db: Db, agencyId: string, funding: Funding): Work<number | null> {
  const { imports } = db.t
  const earlier = yield* exec(
    db
      .select({ counts: imports.counts, options: imports.options })
      .from(imports)
      .where(and(eq(imports.agencyId, agencyId), eq(imports.kind, 'roster'), isNotNull(imports.appliedAt)))
      .orderBy(desc(imports.appliedAt), desc(imports.id)),
  )
  return earlier.find(({ options }) => options.funding === funding)?.counts.lines ?? null
}

/** The highest number that a worker's code carries, 0 when there is none. */
export function* lastWorkerNumber(db: Db): Work<number> {
  const [row] = yield* exec(db.select({ code: sql<string | null>`max(${db.t.workers.code})` }).from(db.t.workers))
  return Number(row?.code?.slice(1) ?? 0)
}
