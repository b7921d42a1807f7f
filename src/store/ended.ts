import { type AnyColumn, eq, isNotNull, or, type SQL, sql } from 'drizzle-orm'
import { type Db, exec, type Work } from './work.ts'

/** The columns of the outbox that tell how a message ended, as `endingOf` reads them. */
export function endOf(db: Db) {
  const { sentAt, unknownAt, failedAt, cancelledAt, failure } = db.t.outbox
  return { sentAt, unknownAt, failedAt, cancelledAt, failure }
}

/** Whether a message waits no more. */
export function hasEnded(db: Db): SQL | undefined {
  const { sentAt, unknownAt, failedAt, cancelledAt } = db.t.outbox
  return or(isNotNull(sentAt), isNotNull(unknownAt), isNotNull(failedAt), isNotNull(cancelledAt))
}

/** The order of messages; behind a function, so that SQLite sorts the few open rows instead of walking through an index of all. */
export function inOrder(outboxId: AnyColumn): SQL {
  return sql`coalesce(${outboxId}, '')`
}

/** Of rows in the order of their messages, cut off at a limit, those of which no message is cut through. */
export function wholeMessages<R extends { outboxId: string }>(rows: readonly R[], limit: number): R[] {
  const last = rows.at(-1)?.outboxId
  const whole = rows.filter(({ outboxId }) => rows.length < limit || outboxId !== last)
  return whole.length > 0 ? whole : [...rows]
}

/** A message that had been settled has come to something else since: what becomes of whom it tells is open again. */
export function* unsettle(db: Db, outboxId: string): Work<void> {
  const { campaignRecipients, notices, journeys } = db.t
  yield* exec(
    db
      .update(campaignRecipients)
      .set({ result: null, settledAt: null })
      .where(eq(campaignRecipients.outboxId, outboxId)),
  )
  for (const told of [notices, journeys])
    yield* exec(db.update(told).set({ settledAt: null }).where(eq(told.outboxId, outboxId)))
}
