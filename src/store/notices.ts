import { and, asc, eq, gte, inArray, isNull, or, type SQL } from 'drizzle-orm'
import type { Day } from '../domain/clock.ts'
import { prepared, wholeRow } from './prepared.ts'
import type { NewRow } from './schema.ts'
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

/** Of whom a message is the first notice. */
export function* noticesBy(
  db: Db,
  outboxId: string,
): Work<{ enrolmentId: string; workerId: string; agencyId: string; kelurahan: string | null }[]> {
  const { notices, enrolments, workers } = db.t
  return yield* exec(
    db
      .select({
        enrolmentId: notices.enrolmentId,
        workerId: workers.id,
        agencyId: enrolments.agencyId,
        kelurahan: workers.kelurahan,
      })
      .from(notices)
      .innerJoin(enrolments, eq(enrolments.id, notices.enrolmentId))
      .innerJoin(workers, eq(workers.id, notices.workerId))
      .where(eq(notices.outboxId, outboxId)),
  )
}
