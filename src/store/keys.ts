import { asc } from 'drizzle-orm'
import type { Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

export function* keptKeys(db: Db): Work<Row<'dataKeys'>[]> {
  return yield* exec(db.select().from(db.t.dataKeys).orderBy(asc(db.t.dataKeys.createdAt), asc(db.t.dataKeys.id)))
}

/** Keeps the first keys of an installation, and gives back those that stand: another process may have been quicker. */
export function* keepFirstKeys(db: Db, keys: Row<'dataKeys'>[]): Work<Row<'dataKeys'>[]> {
  yield* exec(db.insert(db.t.dataKeys).values(keys).onConflictDoNothing())
  return yield* keptKeys(db)
}
