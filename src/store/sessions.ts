import { and, eq, sql } from 'drizzle-orm'
import { prepared } from './prepared.ts'
import type { Row } from './schema.ts'
import { type Db, LostRace, type Work } from './work.ts'

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

type Moved = Record<'contactId' | 'stateSealed', unknown>

const begin = prepared('session_begin', (db, p: Moved) =>
  db
    .insert(db.t.sessions)
    .values({ contactId: p.contactId as string, rev: 1, stateSealed: p.stateSealed as string })
    .onConflictDoNothing()
    .returning({ rev: db.t.sessions.rev }),
)

const move = prepared('session_move', (db, p: Moved & { rev: unknown }) => {
  const { sessions } = db.t
  return db
    .update(sessions)
    .set({ stateSealed: p.stateSealed as string, rev: sql`${sessions.rev} + 1` })
    .where(and(eq(sessions.contactId, p.contactId as string), eq(sessions.rev, p.rev as number)))
    .returning({ rev: sessions.rev })
})

/** Puts a chat somewhere without the person having written; throws `LostRace` when it had moved on from `rev`. */
export function* moveSession(db: Db, contactId: string, stateSealed: string, rev: number | null): Work<void> {
  const moved =
    rev === null ? yield* begin(db, { contactId, stateSealed }) : yield* move(db, { contactId, stateSealed, rev })
  if (moved.length === 0) throw new LostRace('session')
}

const standing = prepared('session_of', (db, p: { contactId: unknown }) => {
  const { sessions } = db.t
  return db
    .select({ rev: sessions.rev, stateSealed: sessions.stateSealed, heardAt: sessions.heardAt })
    .from(sessions)
    .where(eq(sessions.contactId, p.contactId as string))
})

/** Where a chat stands; null where it has not begun. */
export function* sessionOf(db: Db, contactId: string): Work<Standing | null> {
  return (yield* standing(db, { contactId }))[0] ?? null
}
