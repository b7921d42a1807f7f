import { and, count, desc, eq, gt, gte, isNull, lt, or, sql, sum } from 'drizzle-orm'
import type { Day } from '../domain/clock.ts'
import type { NewRow, Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

export type Unanswered = Row<'unanswered'>

/** Counts a question that nothing answered; one that is known already is only counted. */
export function* countUnanswered(db: Db, asked: Omit<NewRow<'unanswered'>, 'times' | 'firstAt'>): Work<void> {
  const { unanswered } = db.t
  yield* exec(
    db
      .insert(unanswered)
      .values({ ...asked, times: 1, firstAt: asked.lastAt })
      .onConflictDoUpdate({
        target: unanswered.textHash,
        set: { times: sql`${unanswered.times} + 1`, lastAt: asked.lastAt },
      }),
  )
}

export function* howManyUnanswered(db: Db): Work<number> {
  const [row] = yield* exec(db.select({ n: count() }).from(db.t.unanswered))
  return row!.n
}

/** Questions that wait for an officer, the most frequent first: never handled, or asked again since. */
export function* openUnanswered(db: Db, limit: number): Work<Unanswered[]> {
  const { unanswered } = db.t
  return yield* exec(
    db
      .select()
      .from(unanswered)
      .where(or(isNull(unanswered.handledAt), gt(unanswered.lastAt, unanswered.handledAt)))
      .orderBy(desc(unanswered.times), desc(unanswered.lastAt))
      .limit(limit),
  )
}

/** Marks a question as taken care of; false where it is not there. */
export function* handleUnanswered(db: Db, id: string, at: Date, by: string): Work<boolean> {
  const { unanswered } = db.t
  const handled = yield* exec(
    db
      .update(unanswered)
      .set({ handledAt: at, handledBy: by })
      .where(eq(unanswered.id, id))
      .returning({ id: unanswered.id }),
  )
  return handled.length > 0
}

/** Forgets what nobody has asked since a moment, and was asked once or has been taken care of. */
export function* forgetUnanswered(db: Db, before: Date): Work<void> {
  const { unanswered } = db.t
  const isSettled = or(eq(unanswered.times, 1), sql`${unanswered.handledAt} is not null`)
  yield* exec(db.delete(unanswered).where(and(lt(unanswered.lastAt, before), isSettled)))
}

export function* countUnmet(db: Db, need: Omit<NewRow<'unmetNeeds'>, 'times'>): Work<void> {
  const { unmetNeeds } = db.t
  yield* exec(
    db
      .insert(unmetNeeds)
      .values({ ...need, times: 1 })
      .onConflictDoUpdate({
        target: [unmetNeeds.day, unmetNeeds.kind, unmetNeeds.channel],
        set: { times: sql`${unmetNeeds.times} + 1` },
      }),
  )
}

/** How often each kind was sent since a day, the most frequent first. */
export function* unmetSince(db: Db, day: Day): Work<{ kind: string; times: number }[]> {
  const { unmetNeeds } = db.t
  const rows = yield* exec(
    db
      .select({ kind: unmetNeeds.kind, times: sum(unmetNeeds.times) })
      .from(unmetNeeds)
      .where(gte(unmetNeeds.day, day))
      .groupBy(unmetNeeds.kind)
      .orderBy(desc(sum(unmetNeeds.times))),
  )
  return rows.map(({ kind, times }) => ({ kind, times: Number(times) }))
}
