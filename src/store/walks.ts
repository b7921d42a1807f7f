import { and, eq } from 'drizzle-orm'
import type { Walk } from '../domain/walk.ts'
import type { NewRow } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

/** Where a contact stands in a walk; null where it has none under way. */
export function* placeIn(db: Db, contactId: string, walk: Walk): Work<string | null> {
  const { walks } = db.t
  const [found] = yield* exec(
    db
      .select({ place: walks.place })
      .from(walks)
      .where(its(db, contactId, walk)),
  )
  return found?.place ?? null
}

/** Keeps where a contact stands; the last place counts. */
export function* keepPlace(db: Db, row: NewRow<'walks'>): Work<void> {
  const { walks } = db.t
  const { place, reachedAt } = row
  yield* exec(
    db
      .insert(walks)
      .values(row)
      .onConflictDoUpdate({ target: [walks.contactId, walks.walk], set: { place, reachedAt } }),
  )
}

export function* forgetPlace(db: Db, contactId: string, walk: Walk): Work<void> {
  yield* exec(db.delete(db.t.walks).where(its(db, contactId, walk)))
}

function its(db: Db, contactId: string, walk: Walk) {
  const { walks } = db.t
  return and(eq(walks.contactId, contactId), eq(walks.walk, walk))
}
