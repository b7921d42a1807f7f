import { and, eq, gt, isNull, lt, or } from 'drizzle-orm'
import type { NewRow, Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

export type Invitation = Row<'invitations'>

/** Keeps a one-time link; earlier ones for the same officer (or the first admin) are used up. */
export function* keepInvitation(db: Db, invitation: NewRow<'invitations'>): Work<void> {
  const { invitations } = db.t
  const { officerId, createdAt } = invitation
  const whose = officerId ? eq(invitations.officerId, officerId) : isNull(invitations.officerId)
  yield* exec(
    db
      .update(invitations)
      .set({ usedAt: createdAt })
      .where(and(whose, isNull(invitations.usedAt))),
  )
  yield* exec(db.insert(invitations).values(invitation))
}

/** A one-time link that is neither used nor past its time. */
export function* openInvitation(db: Db, tokenHash: string, now: Date): Work<Invitation | undefined> {
  const { invitations } = db.t
  const [found] = yield* exec(
    db
      .select()
      .from(invitations)
      .where(and(eq(invitations.tokenHash, tokenHash), isNull(invitations.usedAt), gt(invitations.expiresAt, now))),
  )
  return found
}

/** Uses a link up; false when it was used meanwhile. */
export function* useInvitation(db: Db, tokenHash: string, at: Date): Work<boolean> {
  const { invitations } = db.t
  const used = yield* exec(
    db
      .update(invitations)
      .set({ usedAt: at })
      .where(and(eq(invitations.tokenHash, tokenHash), isNull(invitations.usedAt)))
      .returning({ tokenHash: invitations.tokenHash }),
  )
  return used.length > 0
}

/** Forgets one-time links that were used, or ran out, before a moment. */
export function* forgetInvitations(db: Db, before: Date): Work<void> {
  const { invitations } = db.t
  yield* exec(db.delete(invitations).where(or(lt(invitations.expiresAt, before), lt(invitations.usedAt, before))))
}
