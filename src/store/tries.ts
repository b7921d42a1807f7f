import { sql } from 'drizzle-orm'
import { type Db, exec, type Work } from './work.ts'

/**
 * Counts one more try against a subject and says how many there have been. Tries at the same moment wait for each other,
 * so that no two of them count as one.
 */
export function* countTry(db: Db, subjectHash: string, at: Date): Work<number> {
  const { attempts } = db.t
  const [counted] = yield* exec(
    db
      .insert(attempts)
      .values({ subjectHash, failures: 1, lockedUntil: null, lastAt: at })
      .onConflictDoUpdate({
        target: attempts.subjectHash,
        set: { failures: sql`${attempts.failures} + 1`, lastAt: at },
      })
      .returning({ tries: attempts.failures }),
  )
  return counted!.tries
}
