import { type AnyColumn, and, eq, exists, inArray, type SQL, sql } from 'drizzle-orm'
import { type Db, exec, type Work } from './work.ts'

/** Of some workers those of whose death somebody was told at a visit, and which nobody has taken back. */
export function* toldDead(db: Db, workerIds: readonly string[]): Work<Set<string>> {
  if (workerIds.length === 0) return new Set()
  const { visits } = db.t
  const rows = yield* exec(
    db
      .select({ workerId: visits.workerId })
      .from(visits)
      .where(and(inArray(visits.workerId, [...workerIds]), eq(visits.failure, 'died'))),
  )
  return new Set(rows.map(({ workerId }) => workerId))
}

/** Whether a worker is told to have died: by a visitor, or by an officer who has made sure. */
export function isToldDead(db: Db, workerId: AnyColumn): SQL {
  const { visits } = db.t
  return exists(
    db
      .select({ one: sql`1` })
      .from(visits)
      .where(and(eq(visits.workerId, workerId), eq(visits.failure, 'died'))),
  )
}
