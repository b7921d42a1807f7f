import { and, asc, count, desc, eq, gte, inArray, isNotNull, isNull, like, ne, or, type SQL } from 'drizzle-orm'
import type { VisitFailure } from '../domain/visit.ts'
import type { Row } from './schema.ts'
import { type Post, withinPosts } from './visitors.ts'
import { type Db, exec, type Work } from './work.ts'

export type VisitRow = Row<'visits'>

/** Which visits: of an agency, of a kelurahan; null stands for all. */
export interface VisitScope {
  agencyId: string | null
  kelurahan: string | null
}

/** The visits of the persons whose codes stand on paper, by the code that was asked for. */
export function* visitsByCode(db: Db, codes: readonly string[]): Work<Map<string, VisitRow>> {
  if (codes.length === 0) return new Map()
  const { workers, visits } = db.t
  const named = yield* exec(
    db
      .select({ code: workers.code, id: workers.id, mergedInto: workers.mergedInto })
      .from(workers)
      .where(inArray(workers.code, [...codes])),
  )
  const ids = named.flatMap(({ id, mergedInto }) => [mergedInto ?? id, id])
  if (ids.length === 0) return new Map()
  const rows = yield* exec(db.select().from(visits).where(inArray(visits.workerId, ids)))
  const byWorker = new Map(rows.map((row) => [row.workerId, row]))
  const found = named.flatMap(({ code, id, mergedInto }) => {
    const row = byWorker.get(mergedInto ?? id)
    return row ? [[code, row] as const] : []
  })
  return new Map(found)
}

/** How many visits are to be made within some posts; whoever was said to have died is an officer's affair. */
export function* countOpenWithin(db: Db, posts: readonly Post[]): Work<number> {
  if (posts.length === 0) return 0
  const { visits } = db.t
  const [row] = yield* exec(
    db
      .select({ n: count() })
      .from(visits)
      .where(
        and(withinPosts(db, posts), isNull(visits.visitedAt), or(isNull(visits.failure), ne(visits.failure, 'died'))),
      ),
  )
  return row!.n
}

/** Ticks a visit off; false where it was ticked off before. */
export function* tickVisit(db: Db, workerId: string, by: string, at: Date): Work<VisitRow | undefined> {
  const { visits } = db.t
  const [ticked] = yield* exec(
    db
      .update(visits)
      .set({ visitedAt: at, visitedBy: by, failedAt: null, failure: null, failedBy: null })
      .where(and(eq(visits.workerId, workerId), isNull(visits.visitedAt)))
      .returning(),
  )
  return ticked
}

/** Makes a visit one that is to be made, as if nobody had tried; gives what stood there before. */
export function* reopenVisit(db: Db, workerId: string): Work<VisitRow | undefined> {
  const { visits } = db.t
  const [before] = yield* exec(db.select().from(visits).where(eq(visits.workerId, workerId)))
  if (!before) return undefined
  const asNew = { visitedAt: null, visitedBy: null, failedAt: null, failure: null, failedBy: null }
  yield* exec(db.update(visits).set(asNew).where(eq(visits.workerId, workerId)))
  return before
}

/** Notes a try that came to nothing; false where the visit was made meanwhile. */
export function* missVisit(db: Db, workerId: string, failure: VisitFailure, by: string, at: Date): Work<boolean> {
  const { visits } = db.t
  const missed = yield* exec(
    db
      .update(visits)
      .set({ failedAt: at, failure, failedBy: by })
      .where(and(eq(visits.workerId, workerId), isNull(visits.visitedAt)))
      .returning({ workerId: visits.workerId }),
  )
  return missed.length > 0
}

/** Takes back what a tick entered into the ledger; what an earlier visit entered stays. */
export function* forgetVisited(db: Db, workerId: string, at: Date): Work<void> {
  const { reach } = db.t
  yield* exec(db.delete(reach).where(and(eq(reach.workerId, workerId), eq(reach.kind, 'visited'), eq(reach.at, at))))
}

export interface ShownVisit {
  visit: VisitRow
  code: string
  name: string
  /** Name of the agency. */
  agency: string
}

/** Visits of a scope that are to be made, by kelurahan and name; those of whom a death was told come first. */
export function* visitsToMake(db: Db, scope: VisitScope, limit: number): Work<ShownVisit[]> {
  return yield* shown(db, and(inScope(db, scope), isNull(db.t.visits.visitedAt)), limit)
}

/** Visits of a scope that were made since a moment, the last first. */
export function* visitsMade(db: Db, scope: VisitScope, since: Date, limit: number): Work<ShownVisit[]> {
  const { visits } = db.t
  const made = and(inScope(db, scope), isNotNull(visits.visitedAt), gte(visits.visitedAt, since))
  return yield* shown(db, made, limit, true)
}

function* shown(db: Db, where: SQL | undefined, limit: number, lastFirst = false): Work<ShownVisit[]> {
  const { visits, workers, agencies } = db.t
  const order = lastFirst ? [desc(visits.visitedAt)] : [asc(visits.kelurahan), asc(workers.name)]
  return yield* exec(
    db
      .select({ visit: visits, code: workers.code, name: workers.name, agency: agencies.name })
      .from(visits)
      .innerJoin(workers, eq(workers.id, visits.workerId))
      .innerJoin(agencies, eq(agencies.id, visits.agencyId))
      .where(where)
      .orderBy(...order, asc(visits.workerId))
      .limit(limit),
  )
}

/** Visits of a scope by kelurahan: how many are to be made. */
export function* openByKelurahan(db: Db, scope: VisitScope): Work<{ kelurahan: string | null; n: number }[]> {
  const { visits } = db.t
  return yield* exec(
    db
      .select({ kelurahan: visits.kelurahan, n: count() })
      .from(visits)
      .where(and(inScope(db, scope), isNull(visits.visitedAt)))
      .groupBy(visits.kelurahan)
      .orderBy(asc(visits.kelurahan)),
  )
}

/** Visits of a scope at which somebody was said to have died. */
export function* deathsTold(db: Db, scope: VisitScope, limit: number): Work<ShownVisit[]> {
  return yield* shown(db, and(inScope(db, scope), eq(db.t.visits.failure, 'died')), limit)
}

/** How many such are waiting for an officer to make sure of them. */
export function* countDeathsTold(db: Db, scope: VisitScope): Work<number> {
  const { visits } = db.t
  const told = and(inScope(db, scope), eq(visits.failure, 'died'), like(visits.failedBy, 'contact:%'))
  const [row] = yield* exec(db.select({ n: count() }).from(visits).where(told))
  return row!.n
}

function inScope(db: Db, { agencyId, kelurahan }: VisitScope): SQL | undefined {
  const { visits } = db.t
  return and(
    agencyId === null ? undefined : eq(visits.agencyId, agencyId),
    kelurahan === null ? undefined : eq(visits.kelurahan, kelurahan),
    inArray(visits.workerId, unmerged(db)),
  )
}

function unmerged(db: Db) {
  const { workers } = db.t
  return db.select({ id: workers.id }).from(workers).where(isNull(workers.mergedInto))
}
