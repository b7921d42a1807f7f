import { and, eq, gte, inArray, isNull, notExists, type SQL, sql } from 'drizzle-orm'
import { open } from './outbox.ts'
import { takeBack } from './unasked.ts'
import { type Db, exec, type Work } from './work.ts'

/** Takes back what campaigns have queued for some contacts and nobody has in hand; it is made anew as things stand then. */
export function* takeBackCampaigns(db: Db, contactIds: readonly string[], at: Date): Work<void> {
  if (contactIds.length === 0) return
  const { outbox } = db.t
  const theirs = and(inArray(outbox.contactId, [...contactIds]), eq(outbox.cause, 'campaign'))
  // As a pause takes them back: that is how a campaign knows that they are to be made again.
  yield* takeBack(db, theirs, at, 'paused')
}

/** Forgets that a person was to be visited since a moment: the visit was another's, and theirs is listed anew. */
export function* visitAnew(db: Db, workerId: string, since: Date): Work<void> {
  const { notices } = db.t
  yield* forgetRoutes(
    db,
    and(eq(notices.workerId, workerId), eq(notices.route, 'visit'), gte(notices.decidedAt, since)),
  )
}

/** News whose way is forgotten finds it anew; says the messages that spoke of it. */
function* forgetRoutes(db: Db, which: SQL | undefined): Work<string[]> {
  const { notices, enrolments } = db.t
  const forgotten = yield* exec(
    db.delete(notices).where(which).returning({ outboxId: notices.outboxId, enrolmentId: notices.enrolmentId }),
  )
  const ids = forgotten.map(({ enrolmentId }) => enrolmentId)
  yield* exec(db.update(enrolments).set({ routedAt: null }).where(inArray(enrolments.id, ids)))
  return forgotten.flatMap(({ outboxId }) => outboxId ?? [])
}

/** Takes a person off the visit list who was put there since a moment for what is not theirs any more. */
export function* unlistNeedless(db: Db, workerId: string, since: Date): Work<void> {
  const { visits, notices, campaignRecipients: recipients } = db.t
  const one = { one: sql`1` }
  const news = db
    .select(one)
    .from(notices)
    .where(and(eq(notices.workerId, workerId), eq(notices.route, 'visit')))
  const campaigns = db
    .select(one)
    .from(recipients)
    .where(and(eq(recipients.workerId, workerId), eq(recipients.outcome, 'visit')))
  yield* exec(
    db
      .delete(visits)
      .where(
        and(
          eq(visits.workerId, workerId),
          gte(visits.listedAt, since),
          isNull(visits.visitedAt),
          notExists(news),
          notExists(campaigns),
        ),
      ),
  )
}

/** News of which some messages spoke finds its way anew. */
export function* newsAnew(db: Db, outboxIds: readonly string[]): Work<void> {
  if (outboxIds.length > 0) yield* forgetRoutes(db, inArray(db.t.notices.outboxId, [...outboxIds]))
}

/**
 * Forgets how the news of a list's entry for a worker was routed since a moment, so that it finds its way anew; a message
 * that speaks of it and has not left is taken back for all of whom it speaks.
 */
export function* routeAnew(db: Db, listedAs: string, since: Date, at: Date): Work<void> {
  const { notices, enrolments } = db.t
  const of = db.select({ id: enrolments.id }).from(enrolments).where(eq(enrolments.listedAs, listedAs))
  yield* unroute(db, and(inArray(notices.enrolmentId, of), gte(notices.decidedAt, since)), at)
}

/** Takes back the news of an enrolment that is no longer one; others of whom the same message speaks are told anew. */
export function* takeBackNews(db: Db, enrolmentId: string, at: Date): Work<void> {
  yield* unroute(db, eq(db.t.notices.enrolmentId, enrolmentId), at)
}

function* unroute(db: Db, which: SQL | undefined, at: Date): Work<void> {
  const { outbox } = db.t
  const ids = yield* forgetRoutes(db, which)
  if (ids.length === 0) return
  const unsent = yield* exec(
    db
      .update(outbox)
      .set({ cancelledAt: at, failure: 'separated' })
      .where(and(inArray(outbox.id, ids), isNull(outbox.leasedUntil), open(db)))
      .returning({ id: outbox.id }),
  )
  const also = unsent.map(({ id }) => id)
  yield* newsAnew(db, also)
}
