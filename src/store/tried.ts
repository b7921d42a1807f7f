import { and, eq, inArray } from 'drizzle-orm'
import type { NewRow } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

/** Notes in which chats news for some persons came to nothing; each stands once. */
export function* noteTried(db: Db, rows: readonly NewRow<'triedContacts'>[]): Work<void> {
  if (rows.length > 0)
    yield* exec(
      db
        .insert(db.t.triedContacts)
        .values([...rows])
        .onConflictDoNothing(),
    )
}

/** The ids of the contacts in which some news came to nothing, by worker; whoever has none is not in the map. */
export function* triedAmong(
  db: Db,
  occasions: readonly string[],
  workerIds: readonly string[],
): Work<Map<string, Set<string>>> {
  if (occasions.length === 0) return new Map()
  const { triedContacts: tried } = db.t
  const rows = yield* exec(
    db
      .select({ workerId: tried.workerId, contactId: tried.contactId })
      .from(tried)
      .where(and(inArray(tried.occasion, [...new Set(occasions)]), inArray(tried.workerId, [...new Set(workerIds)]))),
  )
  const byWorker = Map.groupBy(rows, ({ workerId }) => workerId)
  return new Map([...byWorker].map(([workerId, of]) => [workerId, new Set(of.map(({ contactId }) => contactId))]))
}

/** Lets all chats of some persons be tried again for an occasion. */
export function* forgetTried(db: Db, occasion: string, workerIds: readonly string[]): Work<void> {
  const { triedContacts: tried } = db.t
  yield* exec(db.delete(tried).where(and(eq(tried.occasion, occasion), inArray(tried.workerId, [...workerIds]))))
}
