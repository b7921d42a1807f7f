import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, lt, lte, notExists, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { silentSince } from '../domain/handover.ts'
import type { Limit } from '../domain/pacing.ts'
import { prepared } from './prepared.ts'
import type { NewRow, Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

export type Outgoing = Row<'outbox'>
type Reply = Pick<
  Outgoing,
  'id' | 'contactId' | 'channel' | 'cause' | 'causeId' | 'bodySealed' | 'createdAt' | 'notBefore'
>

export const REPLIES_FIRST = 0
export const UNASKED_LATER = 5

const insertReply = prepared('outbox_reply', (db, p: Record<keyof Reply, unknown>) =>
  db.insert(db.t.outbox).values({
    id: p.id as string,
    contactId: p.contactId as string,
    channel: p.channel as string,
    cause: p.cause as 'reply',
    causeId: p.causeId as string,
    priority: REPLIES_FIRST,
    bodySealed: p.bodySealed as string,
    createdAt: p.createdAt as Date,
    notBefore: p.notBefore as Date,
    attempts: 0,
  }),
)

/** Puts a reply on its way. */
export function* queueReply(db: Db, reply: Reply): Work<void> {
  yield* insertReply(db, { ...reply })
}

/** Puts something that nobody asked for on its way, behind all replies. */
export function* queueUnasked(db: Db, message: Omit<NewRow<'outbox'>, 'priority' | 'attempts'>): Work<void> {
  yield* exec(db.insert(db.t.outbox).values({ ...message, priority: UNASKED_LATER, attempts: 0 }))
}

/** Keeps what a message really says where that was settled as it left. */
export function* reword(db: Db, id: string, bodySealed: string): Work<void> {
  yield* exec(db.update(db.t.outbox).set({ bodySealed }).where(eq(db.t.outbox.id, id)))
}

/** Whether a message still waits to be sent. */
export function open(db: Db) {
  const { outbox } = db.t
  return and(isNull(outbox.sentAt), isNull(outbox.failedAt), isNull(outbox.unknownAt), isNull(outbox.cancelledAt))
}

const cancelHeld = prepared('outbox_cancel_held', (db, p: { contactId: unknown; at: unknown }) => {
  const { outbox } = db.t
  const held = and(eq(outbox.contactId, p.contactId as string), eq(outbox.cause, 'held'))
  return db
    .update(outbox)
    .set({ cancelledAt: p.at as Date })
    .where(and(held, isNull(outbox.leasedUntil), open(db)))
    .returning({ id: outbox.id })
})

/** Takes back the replies that were held until a burst of messages is over; says whether there were any. */
export function* takeBackHeld(db: Db, contactId: string, at: Date): Work<boolean> {
  return (yield* cancelHeld(db, { contactId, at })).length > 0
}

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
  const waits = and(isNull(other.sentAt), isNull(other.failedAt), isNull(other.unknownAt), isNull(other.cancelledAt))
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

const settleSent = prepared('outbox_sent', (db, p: { id: unknown; at: unknown; externalHash: unknown }) =>
  db
    .update(db.t.outbox)
    .set({ sentAt: p.at as Date, externalHash: p.externalHash as string, failure: null })
    .where(eq(db.t.outbox.id, p.id as string)),
)

/** Notes that a platform has taken a message; `externalHash` is '' where it gave no id. */
export function* markSent(db: Db, id: string, at: Date, externalHash: string): Work<void> {
  yield* settleSent(db, { id, at, externalHash })
}

/** Lets a message go again, not before a time: the platform asked to wait, or the next send shows nothing twice. */
export function* release(db: Db, id: string, notBefore: Date, attempts?: number, failure?: string): Work<void> {
  const known = { ...(attempts !== undefined && { attempts }), ...(failure !== undefined && { failure }) }
  yield* change(db, id, { leasedUntil: null, notBefore, ...known })
}

/** Lets nothing go to a chat before a time, so that what waits there keeps its order. */
export function* holdChat(db: Db, contactId: string, until: Date): Work<void> {
  const { outbox, contacts } = db.t
  yield* exec(db.update(contacts).set({ waitsUntil: until }).where(eq(contacts.id, contactId)))
  yield* exec(
    db
      .update(outbox)
      .set({ notBefore: until })
      .where(and(eq(outbox.contactId, contactId), isNull(outbox.leasedUntil), lt(outbox.notBefore, until), open(db))),
  )
}

export function* markFailed(db: Db, id: string, at: Date, failure: string): Work<void> {
  yield* change(db, id, { failedAt: at, failure })
}

export function* markUnknown(db: Db, id: string, at: Date): Work<void> {
  yield* change(db, id, { unknownAt: at })
}

export function* cancel(db: Db, id: string, at: Date, failure: string): Work<void> {
  yield* change(db, id, { cancelledAt: at, failure })
}

function* change(
  db: Db,
  id: string,
  set: Partial<
    Pick<Outgoing, 'leasedUntil' | 'notBefore' | 'attempts' | 'failedAt' | 'failure' | 'unknownAt' | 'cancelledAt'>
  >,
): Work<void> {
  yield* exec(db.update(db.t.outbox).set(set).where(eq(db.t.outbox.id, id)))
}

/** Takes everything back that nobody asked for and that has not left yet. */
export function* cancelUnasked(db: Db, contactId: string, at: Date): Work<void> {
  const { outbox } = db.t
  yield* exec(
    db
      .update(outbox)
      .set({ cancelledAt: at, failure: 'optedOut' })
      .where(
        and(eq(outbox.contactId, contactId), gt(outbox.priority, REPLIES_FIRST), isNull(outbox.leasedUntil), open(db)),
      ),
  )
}

/** Takes back what a campaign has queued and nobody has in hand. */
export function* cancelCampaign(db: Db, campaignId: string, at: Date, failure: string): Work<void> {
  const { outbox } = db.t
  const of = and(eq(outbox.cause, 'campaign'), eq(outbox.causeId, campaignId), eq(outbox.priority, UNASKED_LATER))
  yield* exec(
    db
      .update(outbox)
      .set({ cancelledAt: at, failure })
      .where(and(of, isNull(outbox.leasedUntil), open(db))),
  )
}

/** The newest message to a contact that nobody asked for and that has left us, or may have. */
export function* lastUnasked(db: Db, contactId: string): Work<string | undefined> {
  const { outbox } = db.t
  const [newest] = yield* exec(
    db
      .select({ id: outbox.id })
      .from(outbox)
      .where(
        and(
          eq(outbox.contactId, contactId),
          gt(outbox.priority, REPLIES_FIRST),
          or(isNotNull(outbox.sentAt), isNotNull(outbox.unknownAt)),
        ),
      )
      .orderBy(desc(outbox.id))
      .limit(1),
  )
  return newest?.id
}

/** How many messages wait, and how many ended in a way that wants an eye. */
export function* outboxCounts(db: Db): Work<{ waiting: number; failed: number; unknown: number }> {
  const { outbox } = db.t
  const tally = function* (where: ReturnType<typeof and>): Work<number> {
    const [row] = yield* exec(db.select({ n: count() }).from(outbox).where(where))
    return row!.n
  }
  return {
    waiting: yield* tally(open(db)),
    failed: yield* tally(isNotNull(outbox.failedAt)),
    unknown: yield* tally(and(isNotNull(outbox.unknownAt), isNull(outbox.sentAt))),
  }
}
