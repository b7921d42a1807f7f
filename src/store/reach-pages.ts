import { and, asc, count, eq, gt, gte, inArray, isNull, lt, max, sql } from 'drizzle-orm'
import { type Cell, PERSONS } from '../domain/reach-page.ts'
import { workerCode, workerNumber } from '../domain/worker-code.ts'
import { among } from './among.ts'
import type { Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

type PagedWorker = Pick<Row<'workers'>, 'id' | 'code' | 'kelurahan' | 'mergedInto'>
export type PagedFact = Pick<
  Row<'reach'>,
  'workerId' | 'kind' | 'day' | 'agencyId' | 'kelurahan' | 'segment' | 'channel' | 'funding'
>
type PagedEntry = Pick<Row<'enrolments'>, 'workerId' | 'agencyId' | 'segment' | 'funding' | 'startsOn' | 'endsOn'>

/** All of which a page is made. */
export interface PageTruth {
  page: number
  workers: PagedWorker[]
  facts: PagedFact[]
  entries: PagedEntry[]
}

/** A fact that no page holds yet, with the worker as far as the page needs them. */
export type LooseFact = PagedFact & Pick<PagedWorker, 'code' | 'mergedInto'>

/** What the ledger and the lists hold of the workers of a page. */
export function* truthOf(db: Db, page: number): Work<PageTruth> {
  const workers = yield* workersOf(db, page)
  const ids = workers.map(({ id }) => id)
  const { reach, enrolments } = db.t
  if (ids.length === 0) return { page, workers, facts: [], entries: [] }
  const facts = yield* exec(
    db
      .select(factColumns(db))
      .from(reach)
      .where(among(db, reach.workerId, ids)),
  )
  const { workerId, agencyId, segment, funding, startsOn, endsOn } = enrolments
  const entries = yield* exec(
    db
      .select({ workerId, agencyId, segment, funding, startsOn, endsOn })
      .from(enrolments)
      .where(among(db, enrolments.workerId, ids)),
  )
  return { page, workers, facts, entries }
}

/** The workers of a page in the order of their numbers. */
export function* workersOf(db: Db, page: number): Work<PagedWorker[]> {
  const { workers } = db.t
  const { id, code, kelurahan, mergedInto } = workers
  const [first, behind] = [page * PERSONS, (page + 1) * PERSONS]
  const found = yield* exec(
    db
      .select({ id, code, kelurahan, mergedInto })
      .from(workers)
      .where(and(gte(code, workerCode(first)), lt(code, workerCode(behind)))),
  )
  // As text longer numbers would stand between.
  return found.filter((worker) => workerNumber(worker.code) >= first && workerNumber(worker.code) < behind)
}

function factColumns(db: Db) {
  const { workerId, kind, day, agencyId, kelurahan, segment, channel, funding } = db.t.reach
  return { workerId, kind, day, agencyId, kelurahan, segment, channel, funding }
}

/** Holds a page until the work ends, so that nobody else folds it; what it held, undefined where there was none. */
export function* holdPage(db: Db, page: number): Work<Uint8Array | undefined> {
  const { reachPages } = db.t
  const [held] = yield* exec(
    db
      .insert(reachPages)
      .values({ page, rev: 1, body: Buffer.alloc(0) })
      .onConflictDoUpdate({ target: reachPages.page, set: { rev: sql`${reachPages.rev} + 1` } })
      .returning({ rev: reachPages.rev, body: reachPages.body }),
  )
  return held!.body.length === 0 ? undefined : held!.body
}

export function* keepPage(db: Db, page: number, body: Uint8Array): Work<void> {
  const { reachPages } = db.t
  yield* exec(db.update(reachPages).set({ body }).where(eq(reachPages.page, page)))
}

/** Takes the mark of a page away; false where there was none. */
export function* takeMark(db: Db, page: number): Work<boolean> {
  const { reachMarks } = db.t
  const taken = yield* exec(db.delete(reachMarks).where(eq(reachMarks.page, page)).returning({ page: reachMarks.page }))
  return taken.length > 0
}

/** Takes the facts of some workers that no page holds yet, to be put into their page. */
export function* takeLoose(db: Db, workerIds: readonly string[]): Work<PagedFact[]> {
  if (workerIds.length === 0) return []
  const { reach } = db.t
  return yield* exec(
    db
      .update(reach)
      .set({ folded: true })
      .where(and(isNull(reach.folded), among(db, reach.workerId, workerIds)))
      .returning(factColumns(db)),
  )
}

/** The next facts that no page holds yet, worker by worker, and behind which worker it goes on; null when there are no more. */
export function* looseFacts(db: Db, after: string, limit: number): Work<{ facts: LooseFact[]; after: string } | null> {
  const { reach, workers } = db.t
  const next = db
    .select({ workerId: reach.workerId })
    .from(reach)
    .where(and(isNull(reach.folded), gt(reach.workerId, after)))
    .orderBy(asc(reach.workerId))
    .limit(limit)
  const ids = [...new Set((yield* exec(next)).map(({ workerId }) => workerId))]
  const last = ids.at(-1)
  if (last === undefined) return null
  const facts = yield* exec(
    db
      .select({ ...factColumns(db), code: workers.code, mergedInto: workers.mergedInto })
      .from(reach)
      .innerJoin(workers, eq(workers.id, reach.workerId))
      .where(and(isNull(reach.folded), among(db, reach.workerId, ids))),
  )
  return { facts, after: last }
}

/** What is to be folded: pages that are marked or not there yet, and facts in no page, counted up to a limit. */
export function* foldingDue(db: Db, limit: number): Work<{ marked: number; lastPage: number; loose: number }> {
  const { reachMarks, reachPages, reach } = db.t
  const [marks] = yield* exec(db.select({ n: count() }).from(reachMarks))
  const [last] = yield* exec(db.select({ page: max(reachPages.page) }).from(reachPages))
  const loose = db.select({ workerId: reach.workerId }).from(reach).where(isNull(reach.folded)).limit(limit).as('loose')
  const [facts] = yield* exec(db.select({ n: count() }).from(loose))
  return { marked: marks!.n, lastPage: last!.page ?? -1, loose: facts!.n }
}

/** Marked pages from one on. */
export function* markedPages(db: Db, from: number, limit: number): Work<number[]> {
  const { reachMarks } = db.t
  const rows = yield* exec(
    db.select().from(reachMarks).where(gte(reachMarks.page, from)).orderBy(asc(reachMarks.page)).limit(limit),
  )
  return rows.map(({ page }) => page)
}

/** Pages of a stretch, the end excluded. */
export function* pagesBetween(db: Db, from: number, before: number): Work<Pick<Row<'reachPages'>, 'page' | 'body'>[]> {
  const { page, body } = db.t.reachPages
  return yield* exec(
    db
      .select({ page, body })
      .from(db.t.reachPages)
      .where(and(gte(page, from), lt(page, before)))
      .orderBy(asc(page)),
  )
}

/** Forgets all pages, so that they are made anew. */
export function* forgetPages(db: Db): Work<void> {
  yield* exec(db.delete(db.t.reachPages))
}

/** Cells from a number on, in the order of their numbers. */
export function* cellsFrom(db: Db, from: number): Work<[number, Cell][]> {
  const { reachCells } = db.t
  const rows = yield* exec(db.select().from(reachCells).where(gte(reachCells.id, from)).orderBy(asc(reachCells.id)))
  return rows.map(({ id, key }) => [id, cellOf(key)])
}

/** Gives numbers to cells that have none yet. */
export function* numberCells(db: Db, keys: readonly string[]): Work<void> {
  const { reachCells } = db.t
  for (const key of keys)
    for (;;) {
      const known = yield* exec(
        db
          .select()
          .from(reachCells)
          .where(inArray(reachCells.key, [key])),
      )
      if (known.length > 0) break
      const [last] = yield* exec(db.select({ id: max(reachCells.id) }).from(reachCells))
      // Somebody else may take the number first; then the next is tried.
      yield* exec(
        db
          .insert(reachCells)
          .values({ id: (last!.id ?? -1) + 1, key })
          .onConflictDoNothing(),
      )
    }
}

/** A cell as it is looked up. */
export function cellKey({ agencyId, kelurahan, segment, channel, funding }: Cell): string {
  return JSON.stringify([agencyId, kelurahan, segment, channel, funding])
}

function cellOf(key: string): Cell {
  const [agencyId, kelurahan, segment, channel, funding] = JSON.parse(key)
  return { agencyId, kelurahan, segment, channel, funding }
}
