import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm'
import type { NewRow, Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

export type Merge = Row<'merges'>

export function* addMerge(db: Db, merge: NewRow<'merges'>): Work<void> {
  yield* exec(db.insert(db.t.merges).values(merge))
}

export function* mergeById(db: Db, id: string): Work<Merge | undefined> {
  const [found] = yield* exec(db.select().from(db.t.merges).where(eq(db.t.merges.id, id)))
  return found
}

/** The merge by which a decision stands. */
export function* mergeOfDoubt(db: Db, doubtId: string): Work<Merge | undefined> {
  const { merges } = db.t
  const [found] = yield* exec(
    db
      .select()
      .from(merges)
      .where(and(eq(merges.doubtId, doubtId), isNull(merges.undoneAt))),
  )
  return found
}

/** The merges that stand between some entries, oldest first. */
export function* mergesAmong(db: Db, workerIds: readonly string[]): Work<Merge[]> {
  if (workerIds.length === 0) return []
  const { merges } = db.t
  const ids = [...workerIds]
  return yield* exec(
    db
      .select()
      .from(merges)
      .where(and(isNull(merges.undoneAt), or(inArray(merges.workerId, ids), inArray(merges.intoId, ids))))
      .orderBy(asc(merges.at), asc(merges.id)),
  )
}

/** Writes down what a merge has moved; done again, it moves other things. */
export function* keepMoved(db: Db, id: string, moved: Merge['moved']): Work<void> {
  yield* exec(db.update(db.t.merges).set({ moved }).where(eq(db.t.merges.id, id)))
}

/** Ends a merge that stands; false where it was undone meanwhile. */
export function* endMerge(db: Db, id: string, at: Date, by: string): Work<boolean> {
  const { merges } = db.t
  const ended = yield* exec(
    db
      .update(merges)
      .set({ undoneAt: at, undoneBy: by })
      .where(and(eq(merges.id, id), isNull(merges.undoneAt)))
      .returning({ id: merges.id }),
  )
  return ended.length > 0
}
