import { and, eq, lte, or } from 'drizzle-orm'
import { type Db, exec, type Work } from './work.ts'

/** Takes or keeps a lease; false while another holder's stands. */
export function* holdLease(db: Db, name: string, holder: string, now: Date, until: Date): Work<boolean> {
  const { leases } = db.t
  const held = yield* exec(
    db
      .insert(leases)
      .values({ name, holder, until })
      .onConflictDoUpdate({
        target: leases.name,
        set: { holder, until },
        setWhere: or(eq(leases.holder, holder), lte(leases.until, now))!,
      })
      .returning({ name: leases.name }),
  )
  return held.length > 0
}

export function* dropLease(db: Db, name: string, holder: string): Work<void> {
  const { leases } = db.t
  yield* exec(db.delete(leases).where(and(eq(leases.name, name), eq(leases.holder, holder))))
}
