import {
  and,
  asc,
  count,
  desc,
  eq,
  gte,
  inArray,
  isNotNull,
  isNull,
  like,
  lte,
  ne,
  notInArray,
  or,
  type SQL,
} from 'drizzle-orm'
import { personId } from '../domain/register/person.ts'
import type { VisitFailure } from '../domain/visit.ts'
import { mergedEntries } from './persons.ts'
import { prepared } from './prepared.ts'
import { markPages } from './reach-marks.ts'
import type { NewRow, Row } from './schema.ts'
import { type Post, withinPosts } from './visitors.ts'
import { type Db, exec, type Work } from './work.ts'

/** As the audit writes a visitor's chat. */
const BY_VISITOR = 'contact:%'

export type VisitRow = Row<'visits'>

/** Which visits: of an agency, of a kelurahan; null stands for all. */
export interface VisitScope {
  agencyId: string | null
  kelurahan: string | null
}

type Listed = Pick<NewRow<'visits'>, 'workerId' | 'agencyId' | 'kelurahan' | 'reason' | 'listedAt'>

const list = prepared('visit_list', (db, p: Record<keyof Listed, unknown>) => {
  const { workerId, agencyId, kelurahan, reason, listedAt } = p as Required<Listed>
  return db
    .insert(db.t.visits)
    .values({ workerId, agencyId, kelurahan, reason, listedAt })
    .onConflictDoUpdate({ target: db.t.visits.workerId, set: { reason } })
})

/** Puts a worker on the kelurahan's visit list; one who stands there stays, with the newest reason. */
export function* listVisit(db: Db, visit: Listed): Work<void> {
  yield* list(db, { kelurahan: null, ...visit })
}

/**
 * Puts a worker who was visited once on the visit list again: there is something new to tell. With `before` only one whose last
 * visit was made before that time.
 */
export function* listVisitAgain(db: Db, visit: NewRow<'visits'>, before?: Date): Work<void> {
  const { visits } = db.t
  const { reason, agencyId, listedAt } = visit
  yield* exec(
    db
      .update(visits)
      .set({ reason, agencyId, listedAt, visitedAt: null, visitedBy: null })
      .where(
        and(eq(visits.workerId, visit.workerId), isNotNull(visits.visitedAt), before && lte(visits.visitedAt, before)),
      ),
  )
}

/** Takes workers off the visit list whom nobody has visited: a message is on its way to them. Word of a death stays. */
export function* unlistVisits(db: Db, workerIds: readonly string[]): Work<void> {
  const { visits } = db.t
  yield* exec(db.delete(visits).where(and(inArray(visits.workerId, [...workerIds]), isOpen(db))))
}

export interface Visit {
  visit: Row<'visits'>
  worker: Pick<Row<'workers'>, 'id' | 'code' | 'name' | 'kelurahan' | 'addressSealed' | 'phoneSealed'>
  slip: { codeSealed: string } | null
}

/** The visits of an agency's workers that are still to be made, by kelurahan and name, with the slips that stand open. */
export function* openVisits(db: Db, agencyId: string, kelurahan: string | undefined, listedBy: Date): Work<Visit[]> {
  const { visits, workers, slips } = db.t
  return yield* exec(
    db
      .select({
        visit: visits,
        worker: {
          id: workers.id,
          code: workers.code,
          name: workers.name,
          kelurahan: workers.kelurahan,
          addressSealed: workers.addressSealed,
          phoneSealed: workers.phoneSealed,
        },
        slip: { codeSealed: slips.codeSealed },
      })
      .from(visits)
      .innerJoin(workers, eq(workers.id, visits.workerId))
      .leftJoin(slips, and(eq(slips.workerId, workers.id), isNull(slips.usedAt), isNull(slips.revokedAt)))
      .where(
        and(
          eq(visits.agencyId, agencyId),
          toMake(db),
          lte(visits.listedAt, listedBy),
          kelurahan === undefined ? undefined : eq(workers.kelurahan, kelurahan),
        ),
      )
      .orderBy(asc(workers.kelurahan), asc(workers.name), asc(workers.id)),
  )
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
  if (named.length === 0) return new Map()
  const rows = yield* exec(
    db
      .select()
      .from(visits)
      .where(inArray(visits.workerId, named.map(personId))),
  )
  const byWorker = new Map(rows.map((row) => [row.workerId, row]))
  const found = named.flatMap((worker) => {
    const row = byWorker.get(personId(worker))
    return row ? [[worker.code, row] as const] : []
  })
  return new Map(found)
}

/** How many visits are to be made within some posts. */
export function* countOpenWithin(db: Db, posts: readonly Post[]): Work<number> {
  return posts.length === 0 ? 0 : yield* countOf(db, and(withinPosts(db, posts), toMake(db)))
}

/** How many visits are to be made in a scope. */
export function* countOpenVisits(db: Db, scope: VisitScope): Work<number> {
  return yield* countOf(db, and(inScope(db, scope), toMake(db)))
}

function* countOf(db: Db, where: SQL | undefined): Work<number> {
  const [row] = yield* exec(db.select({ n: count() }).from(db.t.visits).where(where))
  return row!.n
}

/** That a visit is to be made by a visitor, as `isToMake` says, to somebody who counts as a person. */
export function toMake(db: Db): SQL | undefined {
  return and(isOpen(db), ofPersons(db))
}

function isOpen(db: Db): SQL | undefined {
  const { visitedAt, failure } = db.t.visits
  return and(isNull(visitedAt), or(isNull(failure), ne(failure, 'died')))
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
  yield* markPages(db, [workerId])
}

export interface ShownVisit {
  visit: VisitRow
  code: string
  name: string
  /** Name of the agency. */
  agency: string
}

/** Visits of a scope that are to be made, by kelurahan and name. */
export function* visitsToMake(db: Db, scope: VisitScope, limit: number): Work<ShownVisit[]> {
  return yield* shown(db, and(inScope(db, scope), toMake(db)), limit)
}

/** Visits of a scope that were made since a moment, the last first. */
export function* visitsMade(db: Db, scope: VisitScope, since: Date, limit: number): Work<ShownVisit[]> {
  const { visits } = db.t
  const made = and(inScope(db, scope), ofPersons(db), isNotNull(visits.visitedAt), gte(visits.visitedAt, since))
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
      .where(and(inScope(db, scope), toMake(db)))
      .groupBy(visits.kelurahan)
      .orderBy(asc(visits.kelurahan)),
  )
}

/** Visits of a scope at which somebody was said to have died. */
export function* deathsTold(db: Db, scope: VisitScope, limit: number): Work<ShownVisit[]> {
  return yield* shown(db, and(inScope(db, scope), ofPersons(db), eq(db.t.visits.failure, 'died')), limit)
}

/** How many such are waiting for an officer to make sure of them. */
export function* countDeathsTold(db: Db, scope: VisitScope): Work<number> {
  const { visits } = db.t
  const told = and(eq(visits.failure, 'died'), like(visits.failedBy, BY_VISITOR))
  return yield* countOf(db, and(inScope(db, scope), ofPersons(db), told))
}

function inScope(db: Db, { agencyId, kelurahan }: VisitScope): SQL | undefined {
  const { visits } = db.t
  return and(
    agencyId === null ? undefined : eq(visits.agencyId, agencyId),
    kelurahan === null ? undefined : eq(visits.kelurahan, kelurahan),
  )
}

function ofPersons(db: Db): SQL {
  return notInArray(db.t.visits.workerId, mergedEntries(db))
}
