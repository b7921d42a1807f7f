import { and, count, desc, eq, gte, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'
import { SENDER_DIED } from '../domain/alarm.ts'
import { isOfCampaigns, open } from './outbox.ts'
import type { Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

/**
 * Of the last `among` messages of a campaign queued since a time and ended since, those that failed or are in doubt; without
 * those that a dead sender left in doubt.
 */
export function* failedOfLast(db: Db, campaignId: string, since: Date, among: number): Work<number> {
  const { outbox } = db.t
  const inDoubt = and(isNotNull(outbox.unknownAt), ne(outbox.failure, SENDER_DIED))
  const ended = or(isNotNull(outbox.sentAt), isNotNull(outbox.failedAt), inDoubt)
  const last = yield* exec(
    db
      .select({ sentAt: outbox.sentAt, failedAt: outbox.failedAt })
      .from(outbox)
      .where(and(ofCampaign(db, campaignId, since), ended))
      .orderBy(desc(outbox.id))
      .limit(among),
  )
  return last.filter(({ sentAt, failedAt }) => sentAt === null || failedAt !== null).length
}

/** How many messages of a campaign, queued since a time, came back for one reason. */
export function* countFailure(db: Db, campaignId: string, since: Date, failure: string): Work<number> {
  const { outbox } = db.t
  const [row] = yield* exec(
    db
      .select({ n: count() })
      .from(outbox)
      .where(and(ofCampaign(db, campaignId, since), eq(outbox.failure, failure))),
  )
  return row!.n
}

function ofCampaign(db: Db, campaignId: string, since: Date) {
  const { outbox } = db.t
  return and(isOfCampaigns(db), eq(outbox.causeId, campaignId), gte(outbox.createdAt, since))
}

/** Messages of a campaign that failed, or that wait for a reason, by reason, most frequent first. */
export function* failuresOf(db: Db, campaignId: string): Work<{ failure: string; messages: number }[]> {
  const { outbox } = db.t
  return yield* exec(
    db
      .select({ failure: sql<string>`coalesce(${outbox.failure}, '')`, messages: count() })
      .from(outbox)
      .where(
        and(
          isOfCampaigns(db),
          eq(outbox.causeId, campaignId),
          or(isNotNull(outbox.failedAt), and(open(db), isNotNull(outbox.failure))),
        ),
      )
      .groupBy(outbox.failure)
      .orderBy(desc(count())),
  )
}

export type DeadLetter = Pick<
  Row<'outbox'>,
  'id' | 'channel' | 'cause' | 'causeId' | 'failure' | 'failedAt' | 'unknownAt' | 'attempts'
>

/** Messages that were given up, or of which nobody knows whether they arrived, newest first. */
export function* deadLetters(db: Db, limit: number): Work<DeadLetter[]> {
  const { outbox } = db.t
  const { id, channel, cause, causeId, failure, failedAt, unknownAt, attempts } = outbox
  return yield* exec(
    db
      .select({ id, channel, cause, causeId, failure, failedAt, unknownAt, attempts })
      .from(outbox)
      .where(or(isNotNull(failedAt), and(isNotNull(unknownAt), isNull(outbox.sentAt))))
      .orderBy(desc(id))
      .limit(limit),
  )
}
