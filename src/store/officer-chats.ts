import { and, eq, gt, isNull, ne } from 'drizzle-orm'
import type { Contact } from './contacts.ts'
import type { Account } from './officers.ts'
import type { Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

export type OfficerChat = Row<'officerChats'>

/** Keeps a code by which an officer's own chat is linked; an earlier one ends, a linked chat stays. */
export function* keepChatCode(db: Db, officerId: string, codeHash: string, codeExpiresAt: Date): Work<void> {
  const { officerChats } = db.t
  const set = { codeHash, codeExpiresAt }
  yield* exec(
    db
      .insert(officerChats)
      .values({ officerId, ...set })
      .onConflictDoUpdate({ target: officerChats.officerId, set }),
  )
}

/** Links the chat that has sent a code to the officer whose code it is, and uses it up; the officer's id, undefined for a code that is not good. */
export function* linkChat(db: Db, codeHash: string, contactId: string, now: Date): Work<string | undefined> {
  const { officerChats } = db.t
  const good = and(eq(officerChats.codeHash, codeHash), gt(officerChats.codeExpiresAt, now))
  const [found] = yield* exec(db.select({ officerId: officerChats.officerId }).from(officerChats).where(good))
  if (!found) return undefined
  // One chat is one officer's: whoever links it takes it over.
  yield* exec(
    db
      .update(officerChats)
      .set({ contactId: null, linkedAt: null })
      .where(and(eq(officerChats.contactId, contactId), ne(officerChats.officerId, found.officerId))),
  )
  const linked = yield* exec(
    db
      .update(officerChats)
      .set({ codeHash: null, codeExpiresAt: null, contactId, linkedAt: now })
      .where(good)
      .returning({ officerId: officerChats.officerId }),
  )
  return linked[0]?.officerId
}

/** Forgets an officer's chat and code; false where there was none. */
export function* unlinkChat(db: Db, officerId: string): Work<boolean> {
  const { officerChats } = db.t
  const gone = yield* exec(
    db.delete(officerChats).where(eq(officerChats.officerId, officerId)).returning({ id: officerChats.officerId }),
  )
  return gone.length > 0
}

export function* chatLinkOf(db: Db, officerId: string): Work<OfficerChat | undefined> {
  const { officerChats } = db.t
  const [found] = yield* exec(db.select().from(officerChats).where(eq(officerChats.officerId, officerId)))
  return found
}

/** The officers who have linked a chat and whose account is open. */
export function* linkedOfficers(db: Db): Work<{ officer: Account; contact: Contact }[]> {
  const { officerChats, officers, contacts } = db.t
  return yield* exec(
    db
      .select({ officer: officers, contact: contacts })
      .from(officerChats)
      .innerJoin(officers, eq(officers.id, officerChats.officerId))
      .innerJoin(contacts, eq(contacts.id, officerChats.contactId))
      .where(isNull(officers.disabledAt)),
  )
}
