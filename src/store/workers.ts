import { count, countDistinct, desc, eq, gt, inArray, isNotNull, isNull, lt, max, type SQL, sql } from 'drizzle-orm'
import type { Day } from '../domain/clock.ts'
import type { Enrolment } from '../domain/cover.ts'
import { MOST_BEHIND_A_PHONE } from '../domain/proof.ts'
import { among } from './among.ts'
import { prepared } from './prepared.ts'
import type { Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

export type Worker = Row<'workers'>

export function* workersByPhone(db: Db, phoneHash: string): Work<Worker[]> {
  const { workers } = db.t
  return yield* exec(db.select().from(workers).where(eq(workers.phoneHash, phoneHash)))
}

/** Phones behind which more persons stand than a family has; see `MOST_BEHIND_A_PHONE`. */
export function crowds(db: Db, where: SQL = isNotNull(db.t.workers.phoneHash)) {
  const { workers } = db.t
  return db
    .select({ phoneHash: workers.phoneHash })
    .from(workers)
    .where(where)
    .groupBy(workers.phoneHash)
    .having(gt(countDistinct(sql`coalesce(${workers.mergedInto}, ${workers.id})`), MOST_BEHIND_A_PHONE))
}

/** Those of some phones that a crowd shares. */
export function* crowdedPhones(db: Db, phoneHashes: readonly string[]): Work<Set<string>> {
  if (phoneHashes.length === 0) return new Set()
  const rows = yield* exec(crowds(db, inArray(db.t.workers.phoneHash, [...phoneHashes])))
  return new Set(rows.map(({ phoneHash }) => phoneHash!))
}

export function* workerByNik(db: Db, nikHash: string): Work<Worker | undefined> {
  const { workers } = db.t
  const [found] = yield* exec(db.select().from(workers).where(eq(workers.nikHash, nikHash)))
  return found
}

const byId = prepared('worker_by_id', (db, p: { id: unknown }) =>
  db
    .select()
    .from(db.t.workers)
    .where(eq(db.t.workers.id, p.id as string)),
)

// From so many on one statement for all is quicker than one for each, on PostgreSQL by as many round trips.
const MANY = 8

/** Some workers in the order of their ids' list. */
export function* workersById(db: Db, ids: readonly string[]): Work<Worker[]> {
  const { workers } = db.t
  if (ids.length >= MANY) {
    const rows = yield* exec(
      db
        .select()
        .from(workers)
        .where(among(db, workers.id, ids)),
    )
    const known = new Map(rows.map((row) => [row.id, row]))
    return ids.flatMap((id) => known.get(id) ?? [])
  }
  const found: Worker[] = []
  for (const id of ids) found.push(...(yield* byId(db, { id })))
  return found
}

/** The next workers before an id, the youngest first. */
export function* workersBefore(db: Db, id: string | undefined, limit: number): Work<Worker[]> {
  const { workers } = db.t
  const before = id === undefined ? undefined : lt(workers.id, id)
  return yield* exec(db.select().from(workers).where(before).orderBy(desc(workers.id)).limit(limit))
}

export function* workerByCode(db: Db, code: string): Work<Worker | undefined> {
  const { workers } = db.t
  const [found] = yield* exec(db.select().from(workers).where(eq(workers.code, code)))
  return found
}

const entriesOfOne = prepared('enrolments_of', (db, p: { workerId: unknown }) =>
  entriesWhere(db, eq(db.t.enrolments.workerId, p.workerId as string)),
)

function entriesWhere(db: Db, whose: SQL) {
  const { enrolments, agencies } = db.t
  return db
    .select({ entry: enrolments, agency: agencies.name })
    .from(enrolments)
    .innerJoin(agencies, eq(agencies.id, enrolments.agencyId))
    .where(whose)
    .orderBy(desc(enrolments.startsOn), desc(enrolments.id))
}

const monthsOfOne = prepared('contributions_of', (db, p: { workerId: unknown }) =>
  monthsWhere(db, eq(db.t.enrolments.workerId, p.workerId as string)),
)

function monthsWhere(db: Db, whose: SQL) {
  const { enrolments, contributions } = db.t
  return db
    .select({
      enrolmentId: contributions.enrolmentId,
      month: contributions.month,
      status: contributions.status,
      asOf: contributions.asOf,
    })
    .from(contributions)
    .innerJoin(enrolments, eq(enrolments.id, contributions.enrolmentId))
    .where(whose)
    .orderBy(contributions.month)
}

/**
 * The entries of some workers on all lists, worker by worker, newest period first, with the names of the agencies and what
 * contribution files say of their months.
 */
export function* enrolmentsOf(
  db: Db,
  workerIds: readonly string[],
): Work<(Enrolment & { workerId: string; agencyId: string })[]> {
  const entries = yield* entriesOf(db, workerIds)
  const months = yield* monthsOf(db, [...new Set(entries.map(({ entry }) => entry.workerId))])
  return entries.map(({ entry, agency }) => {
    const { id, workerId, agencyId, segment, programmes, funding, startsOn, endsOn, paidThrough, asOf } = entry
    const said = months.get(id)?.map(({ month, status, asOf }) => ({ month, status, asOf }))
    return {
      ...{ id, workerId, agencyId, agency, segment, programmes, funding, startsOn, endsOn, paidThrough, asOf },
      ...(said && { months: said }),
    }
  })
}

function* entriesOf(db: Db, workerIds: readonly string[]): Work<Awaited<ReturnType<typeof entriesWhere>>> {
  if (workerIds.length >= MANY) {
    const rows = yield* exec(entriesWhere(db, among(db, db.t.enrolments.workerId, workerIds)))
    const byWorker = Map.groupBy(rows, ({ entry }) => entry.workerId)
    return workerIds.flatMap((workerId) => byWorker.get(workerId) ?? [])
  }
  const rows: Awaited<ReturnType<typeof entriesWhere>> = []
  for (const workerId of workerIds) rows.push(...(yield* entriesOfOne(db, { workerId })))
  return rows
}

/** By the enrolment. */
function* monthsOf(db: Db, workerIds: readonly string[]) {
  const said: Awaited<ReturnType<typeof monthsWhere>> = []
  if (workerIds.length >= MANY)
    said.push(...(yield* exec(monthsWhere(db, among(db, db.t.enrolments.workerId, workerIds)))))
  else for (const workerId of workerIds) said.push(...(yield* monthsOfOne(db, { workerId })))
  return Map.groupBy(said, ({ enrolmentId }) => enrolmentId)
}

/** The youngest day of any list, for "not found as of". */
export function* listsAsOf(db: Db): Work<Day | null> {
  const [row] = yield* exec(db.select({ day: max(db.t.enrolments.asOf) }).from(db.t.enrolments))
  return row?.day ?? null
}

/** How many persons there are, however many entries each has. */
export function* countWorkers(db: Db): Work<number> {
  const { workers } = db.t
  const [row] = yield* exec(db.select({ n: count() }).from(workers).where(isNull(workers.mergedInto)))
  return row!.n
}
