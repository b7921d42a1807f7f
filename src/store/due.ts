import { and, asc, count, eq, gt, inArray, isNotNull, isNull, lt, lte, notExists, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { silentSince } from '../domain/handover.ts'
import type { Limit } from '../domain/pacing.ts'
import { type Outgoing, open, REPLIES_FIRST } from './outbox.ts'
import { prepared } from './prepared.ts'
import { type Db, exec, type Work } from './work.ts'

const takeOne = prepared('outbox_take', (db, p: { id: unknown; now: unknown; until: unknown }) => {
  const { outbox } = db.t
  return db
    .update(outbox)
    .set({ leasedUntil: p.until as Date, attempts: sql`${outbox.attempts} + 1` })
    .where(
      and(
        eq(outbox.id, p.id as string),
        isNull(outbox.leasedUntil),
        lte(outbox.notBefore, sql.param(p.now, outbox.notBefore)),
        open(db),
      ),
    )
    .returning({ id: outbox.id })
})

/** Takes messages that have just been queued; answers with those that nobody took before and that need not wait. */
export function* takeThese(db: Db, ids: readonly string[], now: Date, until: Date): Work<Set<string>> {
  const taken = new Set<string>()
  for (const id of ids) for (const row of yield* takeOne(db, { id, now, until })) taken.add(row.id)
  return taken
}

export interface Due {
  now: Date
  until: Date
  limit: number
  channels: readonly string[]
  /** Also what nobody asked for: false in the quiet hours. */
  unasked: boolean
  /** What nobody asked for stays behind where so many messages have gone to its chat; one at a time then. */
  perChat?: Limit | undefined
  /** Younger replies are left to whoever has just queued them and is about to send them. */
  madeBy?: Date
}

/** The thread of a message's chat in which an officer answers; see `isSilent`. */
function withOfficer(db: Db, now: Date) {
  const { outbox, handovers } = db.t
  return db
    .select({ one: sql`1` })
    .from(handovers)
    .where(
      and(
        eq(handovers.contactId, outbox.contactId),
        isNull(handovers.closedAt),
        gt(handovers.officerAt, silentSince(now)),
      ),
    )
}

/** Few enough messages have gone to the chat of late or are in hand for it, and no older one waits there. */
function chatIsFree(db: Db, { n, perMs }: Limit, now: Date) {
  const { outbox } = db.t
  const other = alias(outbox, 'other')
  const since = new Date(now.getTime() - perMs)
  const waits = open(db, other)
  const there = db.select({ n: count() }).from(other)
  const gone = there.where(
    and(
      eq(other.contactId, outbox.contactId),
      or(gt(other.sentAt, since), gt(other.unknownAt, since), and(waits, isNotNull(other.leasedUntil))),
    ),
  )
  const older = db
    .select({ one: sql`1` })
    .from(other)
    .where(
      and(
        eq(other.contactId, outbox.contactId),
        lt(other.id, outbox.id),
        gt(other.priority, REPLIES_FIRST),
        lte(other.notBefore, now),
        isNull(other.leasedUntil),
        waits,
      ),
    )
  return and(sql`${gone} < ${n}`, notExists(older))
}

/**
 * Takes what is due, replies first; a message that a colleague holds, or held until it died, is not among it, and what
 * nobody asked for stays behind while an officer answers in its chat.
 */
export function* takeDue(db: Db, { now, until, limit, channels, unasked, perChat, madeBy }: Due): Work<Outgoing[]> {
  const { outbox } = db.t
  const due = db
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(
        open(db),
        isNull(outbox.leasedUntil),
        lte(outbox.notBefore, now),
        inArray(outbox.channel, [...channels]),
        unasked
          ? or(eq(outbox.priority, REPLIES_FIRST), notExists(withOfficer(db, now)))
          : eq(outbox.priority, REPLIES_FIRST),
        perChat && or(eq(outbox.priority, REPLIES_FIRST), chatIsFree(db, perChat, now)),
        madeBy && or(gt(outbox.priority, REPLIES_FIRST), lte(outbox.createdAt, madeBy)),
      ),
    )
    .orderBy(asc(outbox.priority), asc(outbox.notBefore), asc(outbox.id))
    .limit(limit)
  const picked = db.engine === 'postgres' ? due.for('update', { skipLocked: true }) : due
  const taken = yield* exec(
    db
      .update(outbox)
      .set({ leasedUntil: until, attempts: sql`${outbox.attempts} + 1` })
      .where(inArray(outbox.id, picked))
      .returning(),
  )
  return taken.sort((a, b) => a.priority - b.priority || (a.id < b.id ? -1 : 1))
}

/** Messages whose taker died between taking and settling: whether they arrived is not known. */
export function* lapsed(db: Db, now: Date, limit: number): Work<Outgoing[]> {
  const { outbox } = db.t
  return yield* exec(
    db
      .select()
      .from(outbox)
      .where(and(open(db), isNotNull(outbox.leasedUntil), lte(outbox.leasedUntil, now)))
      .limit(limit),
  )
}
