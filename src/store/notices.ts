import { and, asc, count, eq, gte, inArray, isNotNull, isNull, lte, notInArray, or, type SQL } from 'drizzle-orm'
import type { Day } from '../domain/clock.ts'
import { mergedEntries } from './persons.ts'
import { prepared, wholeRow } from './prepared.ts'
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
 * Some enrolments that run or are to begin and that nobody has been told of, with all others behind the same phones, so that several
 * workers behind one phone come together; with `retry` also those that only lacked a channel. Once they are recorded the next come.
 */
export function* unrouted(db: Db, today: Day, retry: boolean, limit: number): Work<Unrouted[]> {
  const first = yield* exec(waiting(db, today, isNull(db.t.enrolments.routedAt)).limit(limit))
  const room = retry ? limit - first.length : 0
  const again = room > 0 ? yield* exec(waiting(db, today, lacksChannel(db)).limit(room)) : []
  const found = [...first, ...again]
  const phones = [...new Set(found.flatMap(({ phoneHash }) => phoneHash ?? []))]
  const behind =
    phones.length === 0 ? [] : yield* exec(waiting(db, today, and(isOpen(db, retry), ofPhones(db, phones))))
  return [...found.filter(({ phoneHash }) => phoneHash === null), ...behind]
}

function waiting(db: Db, today: Day, where: SQL | undefined) {
  const { enrolments, workers, agencies } = db.t
  return db
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
    .where(and(where, or(isNull(enrolments.endsOn), gte(enrolments.endsOn, today))))
    .orderBy(asc(enrolments.id))
}

function isOpen(db: Db, retry: boolean): SQL | undefined {
  return retry ? or(isNull(db.t.enrolments.routedAt), lacksChannel(db)) : isNull(db.t.enrolments.routedAt)
}

function lacksChannel(db: Db): SQL {
  const { enrolments, notices, visits } = db.t
  const lacking = db
    .select({ id: notices.enrolmentId })
    .from(notices)
    .leftJoin(visits, eq(visits.workerId, notices.workerId))
    .where(and(eq(notices.reason, 'noChannel'), isNull(visits.visitedAt)))
  return inArray(enrolments.id, lacking)
}

function ofPhones(db: Db, phoneHashes: readonly string[]): SQL {
  const { enrolments, workers } = db.t
  const behind = db
    .select({ id: workers.id })
    .from(workers)
    .where(inArray(workers.phoneHash, [...phoneHashes]))
  return inArray(enrolments.workerId, behind)
}

const recordNotice = prepared('notice_record', (db, p: Record<keyof NewRow<'notices'>, unknown>) => {
  const { notices } = db.t
  const { enrolmentId: _, ...set } = wholeRow(notices, p)
  return db.insert(notices).values(wholeRow(notices, p)).onConflictDoUpdate({ target: notices.enrolmentId, set })
})

const markRouted = prepared('enrolment_routed', (db, p: { id: unknown; at: unknown }) =>
  db
    .update(db.t.enrolments)
    .set({ routedAt: p.at as Date })
    .where(eq(db.t.enrolments.id, p.id as string)),
)

/** Records the way that news takes to some enrolments, in the place of what was recorded before. */
export function* recordNotices(db: Db, rows: readonly NewRow<'notices'>[]): Work<void> {
  for (const row of rows) {
    yield* recordNotice(db, { reason: null, contactId: null, outboxId: null, ...row })
    yield* markRouted(db, { id: row.enrolmentId, at: row.decidedAt })
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

/** Puts a worker who was visited once on the visit list again: there is something new to tell. */
export function* listVisitAgain(db: Db, visit: NewRow<'visits'>): Work<void> {
  const { visits } = db.t
  const { reason, agencyId, listedAt } = visit
  yield* exec(
    db
      .update(visits)
      .set({ reason, agencyId, listedAt, visitedAt: null, visitedBy: null })
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
