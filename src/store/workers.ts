import { desc, eq, inArray, max } from 'drizzle-orm'
import type { Day } from '../domain/clock.ts'
import type { Enrolment } from '../domain/cover.ts'
import type { Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

export type Worker = Row<'workers'>

export function* workersByPhone(db: Db, phoneHash: string): Work<Worker[]> {
  const { workers } = db.t
  return yield* exec(db.select().from(workers).where(eq(workers.phoneHash, phoneHash)))
}

export function* workerByNik(db: Db, nikHash: string): Work<Worker | undefined> {
  const { workers } = db.t
  const [found] = yield* exec(db.select().from(workers).where(eq(workers.nikHash, nikHash)))
  return found
}

export function* workersById(db: Db, ids: readonly string[]): Work<Worker[]> {
  if (ids.length === 0) return []
  const { workers } = db.t
  const found = yield* exec(
    db
      .select()
      .from(workers)
      .where(inArray(workers.id, [...ids])),
  )
  return ids.flatMap((id) => found.find((worker) => worker.id === id) ?? [])
}

export function* workerByCode(db: Db, code: string): Work<Worker | undefined> {
  const { workers } = db.t
  const [found] = yield* exec(db.select().from(workers).where(eq(workers.code, code)))
  return found
}

/** The entries of some workers on all lists, newest period first, with the names of the agencies. */
export function* enrolmentsOf(
  db: Db,
  workerIds: readonly string[],
): Work<(Enrolment & { workerId: string; agencyId: string })[]> {
  if (workerIds.length === 0) return []
  const { enrolments, agencies } = db.t
  const rows = yield* exec(
    db
      .select({ entry: enrolments, agency: agencies.name })
      .from(enrolments)
      .innerJoin(agencies, eq(agencies.id, enrolments.agencyId))
      .where(inArray(enrolments.workerId, [...workerIds]))
      .orderBy(desc(enrolments.startsOn), desc(enrolments.id)),
  )
  return rows.map(({ entry, agency }) => ({
    id: entry.id,
    workerId: entry.workerId,
    agencyId: entry.agencyId,
    agency,
    segment: entry.segment,
    programmes: entry.programmes,
    funding: entry.funding,
    startsOn: entry.startsOn,
    endsOn: entry.endsOn,
    paidThrough: entry.paidThrough,
    asOf: entry.asOf,
  }))
}

/** The youngest day of any list, for "not found as of". */
export function* listsAsOf(db: Db): Work<Day | null> {
  const [row] = yield* exec(db.select({ day: max(db.t.enrolments.asOf) }).from(db.t.enrolments))
  return row?.day ?? null
}
