import { asc, count, desc, eq, gt, gte, inArray, isNull, lt, or, sql, sum } from 'drizzle-orm'
import type { Day } from '../domain/clock.ts'
import type { NewRow, Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

export type Unanswered = Row<'unanswered'>

type Asked = Omit<NewRow<'unanswered'>, 'times' | 'firstAt'>

/**
 * Counts a question that nothing answered: once more where it is known. A new one is kept beside at most so many; then the one
 * that was asked least, and longest ago, makes room.
 */
export function* countUnanswered(db: Db, asked: Asked, mostKept: number): Work<void> {
  if (yield* askedAgain(db, asked)) return
  if ((yield* howManyUnanswered(db)) >= mostKept) yield* makeRoom(db)
  yield* exec(
    db
      .insert(db.t.unanswered)
      .values({ ...asked, times: 1, firstAt: asked.lastAt })
      .onConflictDoUpdate({ target: db.t.unanswered.textHash, set: onceMore(db, asked.lastAt) }),
  )
}

function onceMore(db: Db, lastAt: Date) {
  return { times: sql`${db.t.unanswered.times} + 1`, lastAt }
}

function* askedAgain(db: Db, { textHash, lastAt }: Asked): Work<boolean> {
  const { unanswered } = db.t
  const counted = yield* exec(
    db
      .update(unanswered)
      .set(onceMore(db, lastAt))
      .where(eq(unanswered.textHash, textHash))
      .returning({ id: unanswered.id }),
  )
  return counted.length > 0
}

export function* howManyUnanswered(db: Db): Work<number> {
  const [row] = yield* exec(db.select({ n: count() }).from(db.t.unanswered))
  return row!.n
}

function* makeRoom(db: Db): Work<void> {
  const { unanswered } = db.t
  const least = db
    .select({ id: unanswered.id })
    .from(unanswered)
    .orderBy(asc(unanswered.times), asc(unanswered.lastAt))
    .limit(1)
  yield* exec(db.delete(unanswered).where(inArray(unanswered.id, least)))
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

/** Forgets what nobody has asked since a moment. */
export function* forgetUnanswered(db: Db, before: Date): Work<void> {
  yield* exec(db.delete(db.t.unanswered).where(lt(db.t.unanswered.lastAt, before)))
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
