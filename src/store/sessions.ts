import { and, eq, sql } from 'drizzle-orm'
import { prepared } from './prepared.ts'
import type { Row } from './schema.ts'
import { type Db, exec, LostRace, type Work } from './work.ts'

/** Where a chat stands, and when the person last wrote. */
export type Standing = Pick<Row<'sessions'>, 'rev' | 'stateSealed' | 'heardAt'>

type Heard = { contactId: string; stateSealed: string; heardAt: Date }

const update = prepared('session_save', (db, p: Record<keyof Heard | 'rev', unknown>) => {
  const { sessions } = db.t
  return db
    .update(sessions)
    .set({ stateSealed: p.stateSealed as string, heardAt: p.heardAt as Date, rev: sql`${sessions.rev} + 1` })
    .where(and(eq(sessions.contactId, p.contactId as string), eq(sessions.rev, p.rev as number)))
    .returning({ rev: sessions.rev })
})

const insert = prepared('session_open', (db, p: Record<keyof Heard, unknown>) =>
  db
    .insert(db.t.sessions)
    .values({
      contactId: p.contactId as string,
      rev: 1,
      stateSealed: p.stateSealed as string,
      heardAt: p.heardAt as Date,
    })
    .onConflictDoNothing()
    .returning({ rev: db.t.sessions.rev }),
)

/** Saves where a message left its chat, if that still stood at `rev` (null: nowhere); throws `LostRace` when it had moved on. */
export function* saveSession(db: Db, session: Heard, rev: number | null): Work<void> {
  const saved = rev === null ? yield* insert(db, { ...session }) : yield* update(db, { ...session, rev })
  if (saved.length === 0) throw new LostRace('session')
}

/** Puts a chat somewhere without the person having written; throws `LostRace` when it had moved on from `rev`. */
export function* moveSession(db: Db, contactId: string, stateSealed: string, rev: number | null): Work<void> {
  const { sessions } = db.t
  const moved = yield* exec(
    rev === null
      ? db.insert(sessions).values({ contactId, rev: 1, stateSealed }).onConflictDoNothing().returning()
      : db
          .update(sessions)
          .set({ stateSealed, rev: rev + 1 })
          .where(and(eq(sessions.contactId, contactId), eq(sessions.rev, rev)))
          .returning(),
  )
  if (moved.length === 0) throw new LostRace('session')
}

/** Where a chat stands; null where it has not begun. */
export function* sessionOf(db: Db, contactId: string): Work<Standing | null> {
  const { sessions } = db.t
  const [found] = yield* exec(
    db
      .select({ rev: sessions.rev, stateSealed: sessions.stateSealed, heardAt: sessions.heardAt })
      .from(sessions)
      .where(eq(sessions.contactId, contactId)),
  )
  return found ?? null
}
