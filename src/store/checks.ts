import { and, eq } from 'drizzle-orm'
import type { Question } from '../domain/teach-back.ts'
import { occasionOf } from './reach.ts'
import type { NewRow } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

/** The last question that a chat was asked about an entry. */
export function* lastChecked(db: Db, contactId: string, enrolmentId: string): Work<Question | null> {
  const { checks } = db.t
  const its = and(eq(checks.contactId, contactId), eq(checks.enrolmentId, enrolmentId))
  const [found] = yield* exec(db.select({ question: checks.question }).from(checks).where(its))
  return found?.question ?? null
}

/** Notes which question a chat was asked; the last one counts. */
export function* noteCheck(db: Db, row: NewRow<'checks'>): Work<void> {
  const { checks } = db.t
  const { question, askedAt } = row
  yield* exec(
    db
      .insert(checks)
      .values(row)
      .onConflictDoUpdate({ target: [checks.contactId, checks.enrolmentId], set: { question, askedAt } }),
  )
}

/** Whether a worker has shown to understand the news of an entry, in whatever chat. */
export function* isUnderstood(db: Db, workerId: string, enrolmentId: string): Work<boolean> {
  const { reach } = db.t
  const fact = and(
    eq(reach.workerId, workerId),
    eq(reach.kind, 'understood'),
    eq(reach.occasion, occasionOf.enrolment(enrolmentId)),
  )
  return (yield* exec(db.select({ at: reach.at }).from(reach).where(fact))).length > 0
}
