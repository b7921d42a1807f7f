import { and, desc, eq, gt, gte, lt } from 'drizzle-orm'
import { REPLIES_FIRST } from './outbox.ts'
import { type Db, exec, type Work } from './work.ts'

/**
 * Of the last messages of a channel that nobody asked for and that left between two times, so many at the most: how many, and
 * after how many of them their person has written.
 */
export function* answersSince(
  db: Db,
  channel: string,
  { since, before }: { since: Date; before: Date },
  among: number,
): Work<{ asked: number; answered: number }> {
  const { outbox, sessions } = db.t
  const left = and(
    eq(outbox.channel, channel),
    gt(outbox.priority, REPLIES_FIRST),
    gte(outbox.sentAt, since),
    lt(outbox.sentAt, before),
  )
  const rows = yield* exec(
    db
      .select({ sentAt: outbox.sentAt, heardAt: sessions.heardAt })
      .from(outbox)
      .leftJoin(sessions, eq(sessions.contactId, outbox.contactId))
      .where(left)
      .orderBy(desc(outbox.id))
      .limit(among),
  )
  const answered = rows.filter(({ sentAt, heardAt }) => heardAt !== null && heardAt >= sentAt!)
  return { asked: rows.length, answered: answered.length }
}
