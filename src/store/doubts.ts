import { and, inArray, isNotNull } from 'drizzle-orm'
import type { Decision } from '../domain/roster/decision.ts'
import type { NewRow } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

/** Of some pairs those about which an officer has decided, and what. */
export function* decidedPairs(db: Db, pairHashes: readonly string[]): Work<Map<string, Decision>> {
  if (pairHashes.length === 0) return new Map()
  const { pairHash, decision } = db.t.doubts
  const rows = yield* exec(
    db
      .select({ pairHash, decision })
      .from(db.t.doubts)
      .where(and(inArray(pairHash, [...pairHashes]), isNotNull(decision))),
  )
  return new Map(rows.map((row) => [row.pairHash, row.decision!]))
}

export function* raiseDoubts(db: Db, raised: readonly NewRow<'doubts'>[]): Work<void> {
  if (raised.length > 0)
    yield* exec(
      db
        .insert(db.t.doubts)
        .values([...raised])
        .onConflictDoNothing(),
    )
}
