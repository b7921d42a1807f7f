import { and, eq, gt, gte, inArray, isNull, lt } from 'drizzle-orm'
import type { Attempts } from '../domain/proof.ts'
import { prepared } from './prepared.ts'
import type { NewRow, Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

/** The failures counted against some subjects; a subject without any is not in the map. */
export function* attemptsOf(db: Db, subjects: readonly string[]): Work<Map<string, Attempts>> {
  const { attempts } = db.t
  const rows = yield* exec(
    db
      .select()
      .from(attempts)
      .where(inArray(attempts.subjectHash, [...subjects])),
  )
  return new Map(rows.map(({ subjectHash, ...counted }) => [subjectHash, counted]))
}

export function* saveAttempts(db: Db, subjectHash: string, counted: Attempts): Work<void> {
  yield* exec(
    db
      .insert(db.t.attempts)
      .values({ subjectHash, ...counted })
      .onConflictDoUpdate({ target: db.t.attempts.subjectHash, set: counted }),
  )
}

/** Forgets the failures of a subject that has been proven. */
export function* forgetAttempts(db: Db, subjects: readonly string[]): Work<void> {
  yield* exec(db.delete(db.t.attempts).where(inArray(db.t.attempts.subjectHash, [...subjects])))
}

/** Forgets tries of before a moment: whoever has not failed for so long begins anew. */
export function* forgetAttemptsBefore(db: Db, before: Date): Work<void> {
  yield* exec(db.delete(db.t.attempts).where(lt(db.t.attempts.lastAt, before)))
}

/** The slip whose personal code has this hash, if it has neither been used nor revoked. */
export function* openSlip(db: Db, codeHash: string): Work<Row<'slips'> | undefined> {
  const { slips } = db.t
  const [found] = yield* exec(
    db
      .select()
      .from(slips)
      .where(and(eq(slips.codeHash, codeHash), isNull(slips.usedAt), isNull(slips.revokedAt))),
  )
  return found
}

/** The slip that stands open for a worker, if one has been issued. */
const openSlips = prepared('slip_open', (db, p: { workerId: unknown }) => {
  const { slips } = db.t
  return db
    .select()
    .from(slips)
    .where(and(eq(slips.workerId, p.workerId as string), isNull(slips.usedAt), isNull(slips.revokedAt)))
    .limit(1)
})

export function* openSlipOf(db: Db, workerId: string): Work<Row<'slips'> | undefined> {
  const [found] = yield* openSlips(db, { workerId })
  return found
}

type Issued = Omit<NewRow<'slips'>, 'usedAt' | 'revokedAt'>

const issue = prepared('slip_issue', (db, p: Record<keyof Issued, unknown>) => {
  const { id, workerId, codeSealed, codeHash, issuedAt } = p as Issued
  return db
    .insert(db.t.slips)
    .values({ id, workerId, codeSealed, codeHash, issuedAt })
    .onConflictDoNothing()
    .returning({ id: db.t.slips.id })
})

/** Issues a slip; false where another has the same code. */
export function* issueSlip(db: Db, slip: Issued): Work<boolean> {
  return (yield* issue(db, slip)).length > 0
}

/** Uses a personal code up; false when it was used or revoked meanwhile. */
export function* useSlip(db: Db, id: string, at: Date): Work<boolean> {
  const { slips } = db.t
  const used = yield* exec(
    db
      .update(slips)
      .set({ usedAt: at })
      .where(and(eq(slips.id, id), isNull(slips.usedAt), isNull(slips.revokedAt)))
      .returning({ id: slips.id }),
  )
  return used.length > 0
}

export function* keepStatusLink(db: Db, link: NewRow<'statusLinks'>): Work<void> {
  yield* exec(db.insert(db.t.statusLinks).values(link))
}

/** A one-time link that is neither used nor past its time. */
export function* openStatusLink(db: Db, tokenHash: string, now: Date): Work<Row<'statusLinks'> | undefined> {
  const { statusLinks } = db.t
  const [found] = yield* exec(
    db
      .select()
      .from(statusLinks)
      .where(and(eq(statusLinks.tokenHash, tokenHash), isNull(statusLinks.usedAt), gt(statusLinks.expiresAt, now))),
  )
  return found
}

/** Uses a link up; false when it was used meanwhile. */
export function* useStatusLink(db: Db, tokenHash: string, at: Date): Work<boolean> {
  const { statusLinks } = db.t
  const used = yield* exec(
    db
      .update(statusLinks)
      .set({ usedAt: at })
      .where(and(eq(statusLinks.tokenHash, tokenHash), isNull(statusLinks.usedAt)))
      .returning({ tokenHash: statusLinks.tokenHash }),
  )
  return used.length > 0
}

/** The chats that are proven to be a worker. */
export function* linksOf(db: Db, workerId: string): Work<string[]> {
  const { contactWorkers } = db.t
  const rows = yield* exec(
    db.select({ id: contactWorkers.contactId }).from(contactWorkers).where(eq(contactWorkers.workerId, workerId)),
  )
  return rows.map(({ id }) => id)
}

/** Takes away proofs that a worker was given since a moment; says of which chats. */
export function* dropLinksSince(db: Db, workerId: string, since: Date): Work<string[]> {
  const { contactWorkers } = db.t
  const rows = yield* exec(
    db
      .delete(contactWorkers)
      .where(and(eq(contactWorkers.workerId, workerId), gte(contactWorkers.provenAt, since)))
      .returning({ id: contactWorkers.contactId }),
  )
  return rows.map(({ id }) => id)
}
