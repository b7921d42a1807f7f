import { and, asc, eq, gte, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Day } from '../domain/clock.ts'
import type { Ended } from '../domain/ending.ts'
import { endOf, hasEnded, inOrder, wholeMessages } from './ended.ts'
import { prepared, wholeRow } from './prepared.ts'
import type { NewRow } from './schema.ts'
import { type Db, exec, LostRace, type Work } from './work.ts'

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
  /** When a way was found that led nowhere; null where none was. */
  routedAt: Date | null
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
      routedAt: enrolments.routedAt,
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

type NewNotice = Omit<NewRow<'notices'>, 'settledAt'>

const recordNotice = prepared('notice_record', (db, p: Record<keyof NewNotice, unknown>) => {
  const { notices } = db.t
  const { settledAt: _, ...row } = wholeRow(notices, p)
  const { enrolmentId: __, ...set } = row
  return db
    .insert(notices)
    .values(row)
    .onConflictDoUpdate({ target: notices.enrolmentId, set: { ...set, settledAt: null } })
})

const markFirst = prepared('enrolment_routed', (db, p: { id: unknown; at: unknown }) =>
  marking(db, p, isNull(db.t.enrolments.routedAt)),
)

const markAgain = prepared('enrolment_routed_again', (db, p: { id: unknown; at: unknown; seen: unknown }) => {
  const { routedAt } = db.t.enrolments
  return marking(db, p, eq(routedAt, sql.param(p.seen, routedAt)))
})

function marking(db: Db, { id, at }: { id: unknown; at: unknown }, stands: SQL) {
  const { enrolments } = db.t
  return db
    .update(enrolments)
    .set({ routedAt: at as Date })
    .where(and(eq(enrolments.id, id as string), stands))
    .returning({ id: enrolments.id })
}

/**
 * Records the way that news takes to some enrolments, in the place of what was recorded before; throws `LostRace` when another
 * process has recorded one since `routedAt` was read.
 */
export function* recordNotices(db: Db, rows: readonly (NewNotice & Pick<Unrouted, 'routedAt'>)[]): Work<void> {
  for (const { routedAt: seen, ...row } of rows) {
    const mark = { id: row.enrolmentId, at: row.decidedAt }
    const marked = yield* seen === null ? markFirst(db, mark) : markAgain(db, { ...mark, seen })
    if (marked.length === 0) throw new LostRace('notice')
    yield* recordNotice(db, { reason: null, contactId: null, outboxId: null, ...row })
  }
}

/** The agencies to which leave to write to some phones was given; what was told to one agency says nothing to another. */
export function* leavesAt(db: Db, phoneHashes: readonly string[]): Work<Map<string, Set<string>>> {
  if (phoneHashes.length === 0) return new Map()
  const { consents } = db.t
  const rows = yield* exec(
    db
      .selectDistinct({ phoneHash: consents.phoneHash, agencyId: consents.agencyId })
      .from(consents)
      .where(and(inArray(consents.phoneHash, [...phoneHashes]), isNull(consents.withdrawnAt))),
  )
  const byPhone = Map.groupBy(rows, ({ phoneHash }) => phoneHash)
  return new Map([...byPhone].map(([phone, given]) => [phone, new Set(given.map(({ agencyId }) => agencyId))]))
}

/** A notice whose message has come to an end that has not been looked at. */
export interface EndedNotice extends Ended {
  enrolmentId: string
  workerId: string
  contactId: string
  outboxId: string
}

/** Some of them, in the order of their messages, so that all of whom one message speaks come together. */
export function* endedNotices(db: Db, limit: number): Work<EndedNotice[]> {
  const { notices, outbox } = db.t
  const rows = yield* exec(
    db
      .select({
        ...{ enrolmentId: notices.enrolmentId, workerId: notices.workerId, contactId: notices.contactId },
        ...{ outboxId: notices.outboxId, ...endOf(db) },
      })
      .from(notices)
      .innerJoin(outbox, eq(outbox.id, notices.outboxId))
      .where(and(isNotNull(notices.outboxId), isNull(notices.settledAt), hasEnded(db)))
      .orderBy(inOrder(notices.outboxId))
      .limit(limit),
  )
  return wholeMessages(rows as EndedNotice[], limit)
}

/** Notes that what became of some messages has been looked at. */
export function* settleNotices(db: Db, outboxIds: readonly string[], at: Date): Work<void> {
  if (outboxIds.length === 0) return
  const { notices } = db.t
  yield* exec(
    db
      .update(notices)
      .set({ settledAt: at })
      .where(inArray(notices.outboxId, [...outboxIds])),
  )
}
