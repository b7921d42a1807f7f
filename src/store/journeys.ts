import { and, asc, eq, exists, gt, gte, inArray, isNull, lt, lte, ne, notExists, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { addDays, type Day, startOf } from '../domain/clock.ts'
import { endsOf, type Journey, noticedOf } from '../domain/journey.ts'
import type { NewRow } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

/** An entry of which something is to be told. */
export interface DueEntry {
  enrolmentId: string
  workerId: string
  agencyId: string
}

/** Entries of which a kind is to be told on a day and nothing has been decided, in the order of their ids behind one. */
export function* dueEntries(db: Db, kind: Journey, today: Day, behind: string, limit: number): Work<DueEntry[]> {
  const { enrolments, journeys, workers } = db.t
  const decided = db
    .select({ one: sql`1` })
    .from(journeys)
    .where(and(eq(journeys.enrolmentId, enrolments.id), eq(journeys.kind, kind)))
  const isDue = endsOf(kind, today) ? isEnding(db, kind, today) : isUnconfirmed(db, kind, today)
  return yield* exec(
    db
      .select({ enrolmentId: enrolments.id, workerId: enrolments.workerId, agencyId: enrolments.agencyId })
      .from(enrolments)
      .innerJoin(workers, eq(workers.id, enrolments.workerId))
      .where(and(gt(enrolments.id, behind), isNull(workers.mergedInto), isDue, notExists(decided)))
      .orderBy(asc(enrolments.id))
      .limit(limit),
  )
}

/** The period ends, or has ended, and no other of the person's lasts longer. */
function isEnding(db: Db, kind: Journey, today: Day) {
  const { enrolments } = db.t
  const { from, to } = endsOf(kind, today)!
  const other = alias(enrolments, 'other')
  const longer = db
    .select({ one: sql`1` })
    .from(other)
    .where(
      and(
        eq(other.workerId, enrolments.workerId),
        ne(other.id, enrolments.id),
        or(
          isNull(other.endsOn),
          gt(other.endsOn, enrolments.endsOn),
          // Two that end on one day are told of once.
          and(eq(other.endsOn, enrolments.endsOn), lt(other.id, enrolments.id)),
        ),
      ),
    )
  return and(gte(enrolments.endsOn, from), lte(enrolments.endsOn, to), notExists(longer))
}

/** The notice of it left some days ago, and nobody has looked at what it was about. */
function isUnconfirmed(db: Db, kind: Journey, today: Day) {
  const { enrolments, notices, outbox, reach } = db.t
  const { from, to } = noticedOf(kind, today)!
  const sent = db
    .select({ one: sql`1` })
    .from(notices)
    .innerJoin(outbox, eq(outbox.id, notices.outboxId))
    .where(
      and(
        eq(notices.enrolmentId, enrolments.id),
        gte(outbox.sentAt, startOf(from)),
        lt(outbox.sentAt, startOf(addDays(to, 1))),
      ),
    )
  const known = db
    .select({ one: sql`1` })
    .from(reach)
    .where(and(eq(reach.workerId, enrolments.workerId), inArray(reach.kind, ['confirmed', 'understood'])))
  return and(or(isNull(enrolments.endsOn), gte(enrolments.endsOn, today)), exists(sent), notExists(known))
}

/** Notes what was decided of an entry; what stands stays. */
export function* decideJourney(db: Db, row: NewRow<'journeys'>): Work<void> {
  yield* exec(db.insert(db.t.journeys).values(row).onConflictDoNothing())
}
