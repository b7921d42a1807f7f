import {
  type AnyColumn,
  and,
  asc,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  notExists,
  notInArray,
  or,
  sql,
} from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { addDays, type Day, startOf } from '../domain/clock.ts'
import type { Ended } from '../domain/ending.ts'
import { endsOf, type Journey, noticedOf } from '../domain/journey.ts'
import { endOf, hasEnded, inOrder, wholeMessages } from './ended.ts'
import { mergedEntries } from './persons.ts'
import type { NewRow } from './schema.ts'
import { type Db, exec, LostRace, type Work } from './work.ts'

/** An entry of which something is to be told. */
export interface DueEntry {
  enrolmentId: string
  workerId: string
  agencyId: string
}

/** So many entries are looked at in one work, whatever comes of them, so that no chat waits for it. */
const STRETCH = 4000

/** Entries behind one up to another, in the order of their ids; null: up to the last. */
interface Stretch {
  behind: string
  through: string | null
}

export interface Due {
  entries: DueEntry[]
  /** Behind which the next ones are; undefined where there are no more. */
  behind: string | undefined
}

/** Some entries of which a kind is to be told on a day and nothing stands decided, in the order of their ids behind one. */
export function* dueEntries(db: Db, kind: Journey, today: Day, behind: string, limit: number): Work<Due> {
  const stretch = { behind, through: yield* endOfStretch(db, behind) }
  const [again, due] = [yield* dueAgain(db, kind, stretch, limit), yield* dueFirst(db, kind, today, stretch, limit)]
  const found = [...again, ...due].sort((a, b) => (a.enrolmentId < b.enrolmentId ? -1 : 1))
  const entries = found.slice(0, limit)
  return { entries, behind: found.length < limit ? (stretch.through ?? undefined) : entries.at(-1)?.enrolmentId }
}

function* endOfStretch(db: Db, behind: string): Work<string | null> {
  const { id } = db.t.enrolments
  const entries = db.select({ id }).from(db.t.enrolments).where(gt(id, behind)).orderBy(asc(id))
  const [last] = yield* exec(entries.limit(1).offset(STRETCH - 1))
  return last?.id ?? null
}

function within(id: AnyColumn, { behind, through }: Stretch) {
  return and(gt(id, behind), through === null ? undefined : lte(id, through))
}

function* dueAgain(db: Db, kind: Journey, stretch: Stretch, limit: number): Work<DueEntry[]> {
  const { enrolments, journeys } = db.t
  const waits = and(isNull(journeys.outboxId), isNull(journeys.reason))
  return yield* exec(
    db
      .select({ enrolmentId: enrolments.id, workerId: enrolments.workerId, agencyId: enrolments.agencyId })
      .from(journeys)
      .innerJoin(enrolments, eq(enrolments.id, journeys.enrolmentId))
      .where(and(eq(journeys.kind, kind), within(journeys.enrolmentId, stretch), waits))
      .orderBy(asc(journeys.enrolmentId))
      .limit(limit),
  )
}

function* dueFirst(db: Db, kind: Journey, today: Day, stretch: Stretch, limit: number): Work<DueEntry[]> {
  const { enrolments, journeys } = db.t
  // Not joined: for that SQLite reads through all workers instead of the stretch.
  const isPerson = notInArray(enrolments.workerId, mergedEntries(db))
  const decided = db
    .select({ one: sql`1` })
    .from(journeys)
    .where(and(eq(journeys.enrolmentId, enrolments.id), eq(journeys.kind, kind)))
  const isDue = endsOf(kind, today) ? isEnding(db, kind, today) : isUnconfirmed(db, kind, today)
  return yield* exec(
    db
      .select({ enrolmentId: enrolments.id, workerId: enrolments.workerId, agencyId: enrolments.agencyId })
      .from(enrolments)
      .where(and(within(enrolments.id, stretch), isDue, notExists(decided), isPerson))
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

/** Notes what was decided of an entry; throws `LostRace` where something stands decided already. */
export function* decideJourney(db: Db, row: NewRow<'journeys'>): Work<void> {
  const { journeys } = db.t
  const { enrolmentId: _, kind: __, ...set } = row
  const decided = yield* exec(
    db
      .insert(journeys)
      .values(row)
      .onConflictDoUpdate({
        target: [journeys.enrolmentId, journeys.kind],
        set: { ...set, settledAt: null },
        setWhere: and(isNull(journeys.outboxId), isNull(journeys.reason))!,
      })
      .returning({ kind: journeys.kind }),
  )
  if (decided.length === 0) throw new LostRace('journey')
}

/** Something that was told by itself and has come to an end that has not been looked at. */
export interface EndedJourney extends Ended {
  enrolmentId: string
  kind: Journey
  workerId: string
  contactId: string
  outboxId: string
  endsOn: Day | null
}

/** Some of them, in the order of their messages. */
export function* endedJourneys(db: Db, limit: number): Work<EndedJourney[]> {
  const { enrolments, journeys, outbox } = db.t
  const { enrolmentId, kind, workerId, contactId, outboxId } = journeys
  const rows = yield* exec(
    db
      .select({ enrolmentId, kind, workerId, contactId, outboxId, endsOn: enrolments.endsOn, ...endOf(db) })
      .from(journeys)
      .innerJoin(outbox, eq(outbox.id, journeys.outboxId))
      .leftJoin(enrolments, eq(enrolments.id, journeys.enrolmentId))
      .where(and(isNotNull(journeys.outboxId), isNull(journeys.settledAt), hasEnded(db)))
      .orderBy(inOrder(journeys.outboxId))
      .limit(limit),
  )
  return wholeMessages(rows as EndedJourney[], limit)
}

/** Notes that what became of some messages has been looked at. */
export function* settleJourneys(db: Db, outboxIds: readonly string[], at: Date): Work<void> {
  if (outboxIds.length > 0)
    yield* exec(
      db
        .update(db.t.journeys)
        .set({ settledAt: at })
        .where(inArray(db.t.journeys.outboxId, [...outboxIds])),
    )
}

/** Entries of which some messages spoke wait for their turn again. */
export function* journeysAgain(db: Db, outboxIds: readonly string[]): Work<void> {
  if (outboxIds.length > 0)
    yield* exec(
      db
        .update(db.t.journeys)
        .set({ contactId: null, outboxId: null, reason: null, settledAt: null })
        .where(inArray(db.t.journeys.outboxId, [...outboxIds])),
    )
}
