import { prepared, wholeRow } from './prepared.ts'
import type { NewRow } from './schema.ts'
import type { Db, Work } from './work.ts'

const append = prepared('change_append', (db, p: Record<keyof NewRow<'changes'>, unknown>) =>
  db.insert(db.t.changes).values(wholeRow(db.t.changes, p)),
)

/** Adds to the history of a worker; nothing of it is ever changed. */
export function* appendChange(db: Db, row: NewRow<'changes'>): Work<void> {
  yield* append(db, { importId: null, line: null, changeSealed: null, ...row })
}
