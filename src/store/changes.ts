import { desc, eq } from 'drizzle-orm'
import { prepared, wholeRow } from './prepared.ts'
import type { NewRow, Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

const append = prepared('change_append', (db, p: Record<keyof NewRow<'changes'>, unknown>) =>
  db.insert(db.t.changes).values(wholeRow(db.t.changes, p)),
)

/** Adds to the history of a worker; nothing of it is ever changed. */
export function* appendChange(db: Db, row: NewRow<'changes'>): Work<void> {
  yield* append(db, { importId: null, line: null, changeSealed: null, ...row })
}

/** What befell a worker's entry, newest first. */
export function* changesOf(db: Db, workerId: string, limit: number): Work<Row<'changes'>[]> {
  const { changes } = db.t
  return yield* exec(
    db
      .select()
      .from(changes)
      .where(eq(changes.workerId, workerId))
      .orderBy(desc(changes.at), desc(changes.id))
      .limit(limit),
  )
}
