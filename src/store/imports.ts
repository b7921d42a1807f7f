import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import type { NewRow, Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

export type Import = Row<'imports'>
export type ImportRow = Row<'importRows'>

export function* openImport(db: Db, started: NewRow<'imports'>): Work<void> {
  yield* exec(db.insert(db.t.imports).values(started))
}

/** The import of the same file for the same agency under the same options that has been judged and not finished. */
export function* unfinishedImport(db: Db, agencyId: string, fileHash: string): Work<Import[]> {
  const { imports } = db.t
  return yield* exec(
    db
      .select()
      .from(imports)
      .where(and(eq(imports.agencyId, agencyId), eq(imports.fileHash, fileHash), isNull(imports.appliedAt))),
  )
}

/** Drops an import with its rows: its judging was cut short, or it is judged anew. */
export function* dropImport(db: Db, id: string): Work<void> {
  yield* exec(db.delete(db.t.importRows).where(eq(db.t.importRows.importId, id)))
  yield* exec(db.delete(db.t.imports).where(eq(db.t.imports.id, id)))
}

export function* keepRows(db: Db, rows: readonly NewRow<'importRows'>[]): Work<void> {
  if (rows.length > 0) yield* exec(db.insert(db.t.importRows).values([...rows]))
}

export function* markJudged(db: Db, id: string, at: Date, counts: Record<string, number>): Work<void> {
  yield* exec(db.update(db.t.imports).set({ judgedAt: at, counts }).where(eq(db.t.imports.id, id)))
}

export function* markApplied(db: Db, id: string, at: Date): Work<void> {
  yield* exec(db.update(db.t.imports).set({ appliedAt: at }).where(eq(db.t.imports.id, id)))
}

/** The next rows that a judged import brings into the register, after a line, in the order of the file. */
export function* rowsToApply(db: Db, importId: string, afterLine: number, limit: number): Work<ImportRow[]> {
  const { importRows } = db.t
  return yield* exec(
    db
      .select()
      .from(importRows)
      .where(
        and(
          eq(importRows.importId, importId),
          gt(importRows.line, afterLine),
          inArray(importRows.verdict, ['new', 'same', 'changed', 'double']),
        ),
      )
      .orderBy(asc(importRows.line))
      .limit(limit),
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

/** The highest number that a worker's code carries, 0 when there is none. */
export function* lastWorkerNumber(db: Db): Work<number> {
  const [row] = yield* exec(db.select({ code: sql<string | null>`max(${db.t.workers.code})` }).from(db.t.workers))
  return Number(row?.code?.slice(1) ?? 0)
}
