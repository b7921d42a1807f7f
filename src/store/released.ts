import { eq } from 'drizzle-orm'
import type { NewRow, Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

/** What an agency has released about cover that ends; undefined while it has decided nothing. */
export function* releasedBy(db: Db, agencyId: string): Work<Row<'released'> | undefined> {
  const { released } = db.t
  const [found] = yield* exec(db.select().from(released).where(eq(released.agencyId, agencyId)))
  return found
}

/** Releases an agency's words, in the place of those before. */
export function* release(db: Db, row: NewRow<'released'>): Work<void> {
  const { agencyId: _, ...set } = row
  const { released } = db.t
  yield* exec(db.insert(released).values(row).onConflictDoUpdate({ target: released.agencyId, set }))
}

export function* withdraw(db: Db, agencyId: string): Work<void> {
  yield* exec(db.delete(db.t.released).where(eq(db.t.released.agencyId, agencyId)))
}
