import { type AnyColumn, and, count, eq, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm'
import { prepared } from './prepared.ts'
import type { Row } from './schema.ts'
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

/** Keeps what a message really says where that was settled as it left. */
export function* reword(db: Db, id: string, bodySealed: string): Work<void> {
  yield* exec(db.update(db.t.outbox).set({ bodySealed }).where(eq(db.t.outbox.id, id)))
}

type Ends = Record<'sentAt' | 'failedAt' | 'unknownAt' | 'cancelledAt', AnyColumn>

/** Whether a message still waits to be sent; `of` where the outbox has another name in the statement. */
export function open(db: Db, of: Ends = db.t.outbox) {
  return and(isNull(of.sentAt), isNull(of.failedAt), isNull(of.unknownAt), isNull(of.cancelledAt))
}

/** Whether a message is a campaign's: said as the indexes of such messages say it, since SQLite reads no further than the words. */
export function isOfCampaigns(db: Db): SQL {
  return sql`${db.t.outbox.cause} = 'campaign'`
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

/** Lets a message go once more of which its platform has said later that it came to nothing. */
export function* reopen(
  db: Db,
  id: string,
  again: { notBefore: Date; attempts: number; failure: string | null },
): Work<void> {
  const neverSent = { sentAt: null, unknownAt: null, externalHash: null, leasedUntil: null }
  yield* exec(
    db
      .update(db.t.outbox)
      .set({ ...neverSent, ...again })
      .where(eq(db.t.outbox.id, id)),
  )
}

export function* markFailed(db: Db, id: string, at: Date, failure: string): Work<void> {
  yield* change(db, id, { failedAt: at, failure })
}

/** `externalHash`: of the name under which a later receipt would speak of it. */
export function* markUnknown(db: Db, id: string, at: Date, failure: string, externalHash?: string): Work<void> {
  yield* change(db, id, { unknownAt: at, failure, ...(externalHash !== undefined && { externalHash }) })
}

export function* cancel(db: Db, id: string, at: Date, failure: string): Work<void> {
  yield* change(db, id, { cancelledAt: at, failure })
}

function* change(
  db: Db,
  id: string,
  set: Partial<
    Pick<
      Outgoing,
      | ('leasedUntil' | 'notBefore' | 'attempts' | 'externalHash')
      | ('failedAt' | 'failure' | 'unknownAt' | 'cancelledAt')
    >
  >,
): Work<void> {
  yield* exec(db.update(db.t.outbox).set(set).where(eq(db.t.outbox.id, id)))
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
