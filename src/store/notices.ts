import { and, asc, count, eq, gte, inArray, isNotNull, isNull, lte, notInArray, or } from 'drizzle-orm'
import type { Day } from '../domain/clock.ts'
import { mergedEntries } from './persons.ts'
import type { NewRow, Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

/** An enrolment whose news has not found its way yet. */
export interface Unrouted {
  enrolmentId: string
  workerId: string
  name: string
  agencyId: string
  /** The agency's name. */
  agency: string
  kelurahan: string | null
  phoneHash: string | null
  phoneSealed: string | null
}

/**
 * Enrolments that run or are to begin and that nobody has been told of; with `retry` also those that only lacked a channel.
 * Ordered by phone, so that several workers behind one phone come together.
 */
export function* unrouted(db: Db, today: Day, retry: boolean, limit: number): Work<Unrouted[]> {
  const { enrolments, workers, agencies, notices, visits } = db.t
  const open = retry
    ? or(isNull(notices.enrolmentId), and(eq(notices.reason, 'noChannel'), isNull(visits.visitedAt)))
    : isNull(notices.enrolmentId)
  return yield* exec(
    db
      .select({
        enrolmentId: enrolments.id,
        workerId: workers.id,
        name: workers.name,
        agencyId: enrolments.agencyId,
        agency: agencies.name,
        kelurahan: workers.kelurahan,
        phoneHash: workers.phoneHash,
        phoneSealed: workers.phoneSealed,
      })
      .from(enrolments)
      .innerJoin(workers, eq(workers.id, enrolments.workerId))
      .innerJoin(agencies, eq(agencies.id, enrolments.agencyId))
      .leftJoin(notices, eq(notices.enrolmentId, enrolments.id))
      .leftJoin(visits, eq(visits.workerId, workers.id))
      .where(and(open, or(isNull(enrolments.endsOn), gte(enrolments.endsOn, today))))
      .orderBy(asc(workers.phoneHash), asc(enrolments.id))
      .limit(limit),
  )
}

export function* recordNotices(db: Db, rows: readonly NewRow<'notices'>[]): Work<void> {
  for (const row of rows) {
    const { enrolmentId: _, ...set } = row
    yield* exec(db.insert(db.t.notices).values(row).onConflictDoUpdate({ target: db.t.notices.enrolmentId, set }))
  }
}

/** The agencies to which leave to write to a phone was given; what was told to one agency says nothing to another. */
export function* agenciesWithConsent(db: Db, phoneHash: string): Work<Set<string>> {
  const { consents } = db.t
  const rows = yield* exec(
    db
      .select({ agencyId: consents.agencyId })
      .from(consents)
      .where(and(eq(consents.phoneHash, phoneHash), isNull(consents.withdrawnAt))),
  )
  return new Set(rows.map(({ agencyId }) => agencyId))
}

/** Of some phones those to which an agency has leave to write. */
export function* phonesWithConsent(db: Db, agencyId: string, phoneHashes: readonly string[]): Work<Set<string>> {
  if (phoneHashes.length === 0) return new Set()
  const { consents } = db.t
  const rows = yield* exec(
    db
      .selectDistinct({ phoneHash: consents.phoneHash })
      .from(consents)
      .where(
        and(
          eq(consents.agencyId, agencyId),
          inArray(consents.phoneHash, [...phoneHashes]),
          isNull(consents.withdrawnAt),
        ),
      ),
  )
  return new Set(rows.map(({ phoneHash }) => phoneHash))
}

/** Puts a worker on the kelurahan's visit list; one who stands there stays, with the newest reason. */
export function* listVisit(db: Db, visit: NewRow<'visits'>): Work<void> {
  const { reason } = visit
  yield* exec(
    db.insert(db.t.visits).values(visit).onConflictDoUpdate({ target: db.t.visits.workerId, set: { reason } }),
  )
}

/** Puts a worker who was visited once on the visit list again: there is something new to tell. */
export function* listVisitAgain(db: Db, visit: NewRow<'visits'>): Work<void> {
  const { visits } = db.t
  const { reason, agencyId, listedAt } = visit
  yield* exec(
    db
      .update(visits)
      .set({ reason, agencyId, listedAt, visitedAt: null })
      .where(and(eq(visits.workerId, visit.workerId), isNotNull(visits.visitedAt))),
  )
}

/** Takes workers off the visit list whom nobody has visited: a message is on its way to them. */
export function* unlistVisits(db: Db, workerIds: readonly string[]): Work<void> {
  const { visits } = db.t
  yield* exec(db.delete(visits).where(and(inArray(visits.workerId, [...workerIds]), isNull(visits.visitedAt))))
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
          isNull(visits.visitedAt),
          isNull(workers.mergedInto),
          lte(visits.listedAt, listedBy),
          kelurahan === undefined ? undefined : eq(workers.kelurahan, kelurahan),
        ),
      )
      .orderBy(asc(workers.kelurahan), asc(workers.name), asc(workers.id)),
  )
}

/** How many visits are still to be made in a scope; null stands for every agency, and for every kelurahan. */
export function* countOpenVisits(
  db: Db,
  { agencyId, kelurahan }: { agencyId: string | null; kelurahan: string | null },
): Work<number> {
  const { visits } = db.t
  const [row] = yield* exec(
    db
      .select({ n: count() })
      .from(visits)
      .where(
        and(
          isNull(visits.visitedAt),
          notInArray(visits.workerId, mergedEntries(db)),
          agencyId === null ? undefined : eq(visits.agencyId, agencyId),
          kelurahan === null ? undefined : eq(visits.kelurahan, kelurahan),
        ),
      ),
  )
  return row!.n
}
