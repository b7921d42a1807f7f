import { and, eq, sql } from 'drizzle-orm'
import { prepared } from './prepared.ts'
import { type Db, LostRace, type Work } from './work.ts'

type Saved = { contactId: string; stateSealed: string; updatedAt: Date }

const update = prepared('session_save', (db, p: Record<keyof Saved | 'rev', unknown>) => {
  const { sessions } = db.t
  return db
    .update(sessions)
    .set({ stateSealed: p.stateSealed as string, updatedAt: p.updatedAt as Date, rev: sql`${sessions.rev} + 1` })
    .where(and(eq(sessions.contactId, p.contactId as string), eq(sessions.rev, p.rev as number)))
    .returning({ rev: sessions.rev })
})

const insert = prepared('session_open', (db, p: Record<keyof Saved, unknown>) =>
  db
    .insert(db.t.sessions)
    .values({
      contactId: p.contactId as string,
      rev: 1,
      stateSealed: p.stateSealed as string,
      updatedAt: p.updatedAt as Date,
    })
    .onConflictDoNothing()
    .returning({ rev: db.t.sessions.rev }),
)

/** Saves where a chat stands if it still stood at `rev` (null: nowhere); throws `LostRace` when it had moved on. */
export function* saveSession(db: Db, session: Saved, rev: number | null): Work<void> {
  const saved = rev === null ? yield* insert(db, { ...session }) : yield* update(db, { ...session, rev })
  if (saved.length === 0) throw new LostRace('session')
}

const standing = prepared('session_of', (db, p: { contactId: unknown }) => {
  const { sessions } = db.t
  return db
    .select({ rev: sessions.rev, stateSealed: sessions.stateSealed, updatedAt: sessions.updatedAt })
    .from(sessions)
    .where(eq(sessions.contactId, p.contactId as string))
})

/** Where a chat stands; null where it has not begun. */
export function* sessionOf(
  db: Db,
  contactId: string,
): Work<{ rev: number; stateSealed: string; updatedAt: Date } | null> {
  return (yield* standing(db, { contactId }))[0] ?? null
}
