import { and, desc, eq, gt, isNull, lt, or } from 'drizzle-orm'
import type { Account } from './officers.ts'
import type { NewRow, Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

export type OfficerSession = Row<'officerSessions'>

export function* openOfficerSession(db: Db, session: NewRow<'officerSessions'>): Work<void> {
  yield* exec(db.insert(db.t.officerSessions).values(session))
}

/** A session and whose it is, by its token's hash, whether it still stands or not. */
export function* officerSessionBy(
  db: Db,
  tokenHash: string,
): Work<{ session: OfficerSession; officer: Account; agency: string | null } | undefined> {
  const { officerSessions, officers, agencies } = db.t
  const [found] = yield* exec(
    db
      .select({ session: officerSessions, officer: officers, agency: agencies.name })
      .from(officerSessions)
      .innerJoin(officers, eq(officers.id, officerSessions.officerId))
      .leftJoin(agencies, eq(agencies.id, officers.agencyId))
      .where(eq(officerSessions.tokenHash, tokenHash)),
  )
  return found
}

export function* seenOfficerSession(db: Db, id: string, at: Date): Work<void> {
  yield* exec(db.update(db.t.officerSessions).set({ lastSeenAt: at }).where(eq(db.t.officerSessions.id, id)))
}

/** The sessions of an officer that have not been ended and were used after a moment, newest first. */
export function* standingSessions(db: Db, officerId: string, now: Date, seenAfter: Date): Work<OfficerSession[]> {
  const { officerSessions } = db.t
  return yield* exec(
    db
      .select()
      .from(officerSessions)
      .where(
        and(
          eq(officerSessions.officerId, officerId),
          isNull(officerSessions.revokedAt),
          gt(officerSessions.expiresAt, now),
          gt(officerSessions.lastSeenAt, seenAfter),
        ),
      )
      .orderBy(desc(officerSessions.createdAt)),
  )
}

/** Ends one session of an officer, or all of them; says how many ended. */
export function* endSessions(db: Db, officerId: string, at: Date, id?: string): Work<number> {
  const { officerSessions } = db.t
  const ended = yield* exec(
    db
      .update(officerSessions)
      .set({ revokedAt: at })
      .where(
        and(
          eq(officerSessions.officerId, officerId),
          isNull(officerSessions.revokedAt),
          id === undefined ? undefined : eq(officerSessions.id, id),
        ),
      )
      .returning({ id: officerSessions.id }),
  )
  return ended.length
}

/** Forgets sessions that ended, or ran out, before a moment. */
export function* forgetSessions(db: Db, before: Date): Work<void> {
  const { officerSessions } = db.t
  yield* exec(
    db.delete(officerSessions).where(or(lt(officerSessions.expiresAt, before), lt(officerSessions.revokedAt, before))),
  )
}
