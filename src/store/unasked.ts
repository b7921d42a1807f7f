import { and, count, desc, eq, gt, gte, isNotNull, isNull, or, type SQL } from 'drizzle-orm'
import { isOfCampaigns, type Outgoing, open, REPLIES_FIRST, UNASKED_LATER } from './outbox.ts'
import { prepared } from './prepared.ts'
import type { NewRow } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

type Unasked = Pick<
  NewRow<'outbox'>,
  'id' | 'contactId' | 'channel' | 'cause' | 'causeId' | 'bodySealed' | 'createdAt' | 'notBefore'
> & { expiresAt: Date }

const insertUnasked = prepared('outbox_unasked', (db, p: Record<keyof Unasked, unknown>) => {
  const { id, contactId, channel, cause, causeId, bodySealed, createdAt, notBefore, expiresAt } = p as Unasked
  const message = { id, contactId, channel, cause, causeId, bodySealed, createdAt, notBefore, expiresAt }
  return db.insert(db.t.outbox).values({ ...message, priority: UNASKED_LATER, attempts: 0 })
})

/** Puts something that nobody asked for on its way, behind all replies. */
export function* queueUnasked(db: Db, message: Unasked): Work<void> {
  yield* insertUnasked(db, { ...message })
}

/** How many messages of a cause have not left. */
export function* countWaiting(db: Db, cause: Outgoing['cause']): Work<number> {
  const { outbox } = db.t
  const [row] = yield* exec(
    db
      .select({ n: count() })
      .from(outbox)
      .where(and(eq(outbox.cause, cause), open(db))),
  )
  return row!.n
}

const waiting = prepared('outbox_waiting', (db, p: { campaignId: unknown }) => {
  const { outbox } = db.t
  const of = and(isOfCampaigns(db), eq(outbox.causeId, p.campaignId as string), open(db))
  return db.select({ channel: outbox.channel, n: count() }).from(outbox).where(of).groupBy(outbox.channel)
})

/** How many messages of a campaign have not left, by channel. */
export function* waitingOf(db: Db, campaignId: string): Work<Map<string, number>> {
  return new Map((yield* waiting(db, { campaignId })).map(({ channel, n }) => [channel, n]))
}

/** Takes back of some messages those that nobody has in hand. */
export function* takeBack(db: Db, which: SQL | undefined, at: Date, failure: string): Work<void> {
  const { outbox } = db.t
  yield* exec(
    db
      .update(outbox)
      .set({ cancelledAt: at, failure })
      .where(and(which, isNull(outbox.leasedUntil), open(db))),
  )
}

/** Takes everything back that nobody asked for and that has not left yet. */
export function* cancelUnasked(db: Db, contactId: string, at: Date): Work<void> {
  const { outbox } = db.t
  yield* takeBack(db, and(eq(outbox.contactId, contactId), gt(outbox.priority, REPLIES_FIRST)), at, 'optedOut')
}

/** Takes back what a campaign has queued and nobody has in hand. */
export function* cancelCampaign(db: Db, campaignId: string, at: Date, failure: string): Work<void> {
  const { outbox } = db.t
  const of = and(isOfCampaigns(db), eq(outbox.causeId, campaignId), eq(outbox.priority, UNASKED_LATER))
  yield* takeBack(db, of, at, failure)
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

/** Whether something that nobody asked for waits for a chat, or has left for it since a time. */
export function* isToldSince(db: Db, contactId: string, since: Date): Work<boolean> {
  const { outbox } = db.t
  const told = yield* exec(
    db
      .select({ id: outbox.id })
      .from(outbox)
      .where(
        and(
          eq(outbox.contactId, contactId),
          gt(outbox.priority, REPLIES_FIRST),
          or(open(db), and(isNotNull(outbox.sentAt), gte(outbox.sentAt, since)), gte(outbox.unknownAt, since)),
        ),
      )
      .limit(1),
  )
  return told.length > 0
}
