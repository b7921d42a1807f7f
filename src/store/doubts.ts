import { and, asc, count, desc, eq, exists, gt, inArray, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { Officer } from '../domain/officer.ts'
import type { Decision } from '../domain/roster/decision.ts'
import type { ImportRow } from './imports.ts'
import type { NewRow, Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

export type Doubt = Row<'doubts'>
export type DoubtRow = Row<'doubtRows'>

/** A doubt that nobody has decided yet, raised by a row that stands in `import_rows`. */
export type Raised = NewRow<'doubts'>

/**
 * Raises doubts, each with the row that waits for its decision; one that stands keeps its id and its decision, and is told by
 * the newest row while it is open. At most 500 in a work.
 */
export function* raiseDoubts(db: Db, raised: readonly Raised[]): Work<void> {
  if (raised.length === 0) return
  const { doubts, doubtRows } = db.t
  const newest = {
    agencyId: sql`excluded.agency_id`,
    importId: sql`excluded.import_id`,
    line: sql`excluded.line`,
    workerId: sql`excluded.worker_id`,
    score: sql`excluded.score`,
    evidence: sql`excluded.evidence`,
    raisedAt: sql`excluded.raised_at`,
  }
  yield* exec(
    db
      .insert(doubts)
      // PostgreSQL changes no row twice in one statement.
      .values([...new Map(raised.map((one) => [one.pairHash, one])).values()])
      .onConflictDoUpdate({ target: doubts.pairHash, set: newest, setWhere: isNull(doubts.decidedAt) }),
  )
  const ids = yield* idsOf(db, raised)
  const rows = raised.map(({ pairHash, importId, line, agencyId }) => {
    return { importId, line, agencyId, doubtId: ids.get(pairHash)! }
  })
  yield* exec(db.insert(doubtRows).values(rows).onConflictDoNothing())
}

function* idsOf(db: Db, raised: readonly Raised[]): Work<Map<string, string>> {
  const { id, pairHash } = db.t.doubts
  const hashes = raised.map((one) => one.pairHash)
  const rows = yield* exec(db.select({ id, pairHash }).from(db.t.doubts).where(inArray(pairHash, hashes)))
  return new Map(rows.map((row) => [row.pairHash, row.id]))
}

/** Of some pairs those about which an officer has decided, and what. */
export function* decidedPairs(db: Db, pairHashes: readonly string[]): Work<Map<string, Decision>> {
  if (pairHashes.length === 0) return new Map()
  const { pairHash, decision } = db.t.doubts
  const rows = yield* exec(
    db
      .select({ pairHash, decision })
      .from(db.t.doubts)
      .where(and(inArray(pairHash, [...pairHashes]), isNotNull(decision))),
  )
  return new Map(rows.map((row) => [row.pairHash, row.decision!]))
}

export function* doubtById(db: Db, id: string): Work<Doubt | undefined> {
  const [found] = yield* exec(db.select().from(db.t.doubts).where(eq(db.t.doubts.id, id)))
  return found
}

/** Whose doubts are looked at: those of an agency's files, or of a kelurahan's workers; null stands for all. */
export type Scope = Pick<Officer, 'agencyId' | 'kelurahan'>

/** Up to `limit` open doubts of a scope, the likeliest first, behind one of them. */
export function* openDoubts(db: Db, scope: Scope, limit: number, behind?: Pick<Doubt, 'id' | 'score'>): Work<Doubt[]> {
  const { doubts } = db.t
  const further =
    behind && or(lt(doubts.score, behind.score), and(eq(doubts.score, behind.score), gt(doubts.id, behind.id)))
  return yield* exec(
    db
      .select()
      .from(doubts)
      .where(and(isNull(doubts.decidedAt), inScope(db, scope), further))
      .orderBy(desc(doubts.score), asc(doubts.id))
      .limit(limit),
  )
}

export function* countOpenDoubts(db: Db, scope: Scope): Work<number> {
  const { doubts } = db.t
  const [row] = yield* exec(
    db
      .select({ n: count() })
      .from(doubts)
      .where(and(isNull(doubts.decidedAt), inScope(db, scope))),
  )
  return row!.n
}

/** The doubts of a scope that were decided last. */
export function* decidedDoubts(db: Db, scope: Scope, limit: number): Work<Doubt[]> {
  const { doubts } = db.t
  return yield* exec(
    db
      .select()
      .from(doubts)
      .where(and(isNotNull(doubts.decidedAt), inScope(db, scope)))
      .orderBy(desc(doubts.decidedAt), desc(doubts.id))
      .limit(limit),
  )
}

/** Whether a doubt is a scope's affair. */
export function* isDoubtOf(db: Db, id: string, scope: Scope): Work<boolean> {
  const { doubts } = db.t
  const found = yield* exec(
    db
      .select({ id: doubts.id })
      .from(doubts)
      .where(and(eq(doubts.id, id), inScope(db, scope))),
  )
  return found.length > 0
}

// A file that was dropped has taken its rows along: what only they raised is no longer asked, and what was decided stays.
function inScope(db: Db, { agencyId, kelurahan }: Scope): SQL | undefined {
  const { doubts, doubtRows, workers } = db.t
  const one = { one: sql`1` }
  const raisedBy = db
    .select(one)
    .from(doubtRows)
    .where(and(eq(doubtRows.doubtId, doubts.id), agencyId === null ? undefined : eq(doubtRows.agencyId, agencyId)))
  const livesHere = (code: string) =>
    db
      .select(one)
      .from(workers)
      .where(and(eq(workers.id, doubts.workerId), eq(workers.kelurahan, code)))
  const isDecided = and(isNotNull(doubts.decidedAt), agencyId === null ? undefined : eq(doubts.agencyId, agencyId))
  return and(or(exists(raisedBy), isDecided), kelurahan === null ? undefined : exists(livesHere(kelurahan)))
}

/** A row of a doubt as its file has it. */
export interface RaisingRow {
  mark: DoubtRow
  row: ImportRow
  file: Pick<Row<'imports'>, 'fileName' | 'options'> & { agencyCode: string }
}

/** The rows that raised some doubts, in the order of their files. */
export function* rowsOfDoubts(db: Db, doubtIds: readonly string[]): Work<RaisingRow[]> {
  if (doubtIds.length === 0) return []
  const { doubtRows, importRows, imports, agencies } = db.t
  const file = { fileName: imports.fileName, options: imports.options, agencyCode: agencies.code }
  return yield* exec(
    db
      .select({ mark: doubtRows, row: importRows, file })
      .from(doubtRows)
      .innerJoin(imports, eq(imports.id, doubtRows.importId))
      .innerJoin(agencies, eq(agencies.id, doubtRows.agencyId))
      .innerJoin(importRows, and(eq(importRows.importId, doubtRows.importId), eq(importRows.line, doubtRows.line)))
      .where(inArray(doubtRows.doubtId, [...doubtIds]))
      .orderBy(asc(doubtRows.importId), asc(doubtRows.line)),
  )
}

type Decided = Pick<Doubt, 'decision' | 'decidedAt' | 'decidedBy'>

/** Decides a doubt that still stands as it was seen, or opens it again (all null); false where somebody was quicker. */
export function* setDecision(
  db: Db,
  { id, decidedAt }: Pick<Doubt, 'id' | 'decidedAt'>,
  set: Decided & { entryId?: string },
): Work<boolean> {
  const { doubts } = db.t
  const stands = decidedAt === null ? isNull(doubts.decidedAt) : eq(doubts.decidedAt, decidedAt)
  const changed = yield* exec(
    db
      .update(doubts)
      .set(set)
      .where(and(eq(doubts.id, id), stands))
      .returning({ id: doubts.id }),
  )
  return changed.length > 0
}

/** Notes that a row was taken in, with what it changed, or that it is out again (null). */
export function* markTakenIn(
  db: Db,
  { importId, line }: Pick<DoubtRow, 'importId' | 'line'>,
  set: Pick<DoubtRow, 'takenInAt' | 'beforeSealed'>,
): Work<void> {
  const { doubtRows } = db.t
  yield* exec(
    db
      .update(doubtRows)
      .set(set)
      .where(and(eq(doubtRows.importId, importId), eq(doubtRows.line, line))),
  )
}
