import { and, asc, count, desc, eq, exists, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Ending } from '../domain/claims/claim.ts'
import type { Paper, PaperState } from '../domain/claims/papers.ts'
import { kindOf, type Told } from '../domain/claims/told.ts'
import type { Officer } from '../domain/officer.ts'
import type { NewRow, Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

export type Claim = Row<'claims'>
type Event = NewRow<'claimEvents'>

/** Opens a case; false when it is open already, as when a turn is run again. */
export function* openClaim(db: Db, claim: NewRow<'claims'>): Work<boolean> {
  const opened = yield* exec(db.insert(db.t.claims).values(claim).onConflictDoNothing().returning())
  return opened.length > 0
}

/** Writes the beginning of an open case again, when it was told wrongly; what is not told again stays. */
export function* writeAgain(db: Db, claim: NewRow<'claims'>): Work<void> {
  const { id, cause, kind, bornHash, workerId, deceasedSealed, updatedAt } = claim
  const optional = { ...(workerId != null && { workerId }), ...(deceasedSealed != null && { deceasedSealed }) }
  yield* changeOpen(db, id, { cause, kind, bornHash, updatedAt, ...optional })
}

/** Adds to what happened to a case; nothing of it is ever changed. */
export function* addClaimEvent(db: Db, event: Event): Work<void> {
  yield* exec(db.insert(db.t.claimEvents).values(event))
}

export function* claimById(db: Db, id: string): Work<Claim | undefined> {
  const [found] = yield* exec(db.select().from(db.t.claims).where(eq(db.t.claims.id, id)))
  return found
}

/** The open case that has this code. */
export function* openClaimByCode(db: Db, codeHash: string): Work<Claim | undefined> {
  const { claims } = db.t
  const [found] = yield* exec(
    db
      .select()
      .from(claims)
      .where(and(eq(claims.codeHash, codeHash), isNull(claims.closedAt))),
  )
  return found
}

/** The open cases that a contact has reported, newest first. */
export function* openClaimsOf(db: Db, contactId: string): Work<Claim[]> {
  const { claims } = db.t
  return yield* exec(
    db
      .select()
      .from(claims)
      .where(and(eq(claims.contactId, contactId), isNull(claims.closedAt)))
      .orderBy(desc(claims.openedAt), desc(claims.id)),
  )
}

/** The open cases that a contact has reported or taken up, newest first. */
export function* openClaimsHeldBy(db: Db, contactId: string): Work<Claim[]> {
  const { claims, claimEvents } = db.t
  const tookPart = db
    .select({ one: sql`1` })
    .from(claimEvents)
    .where(and(eq(claimEvents.claimId, claims.id), eq(claimEvents.actor, `contact:${contactId}`)))
  return yield* exec(
    db
      .select()
      .from(claims)
      .where(and(isNull(claims.closedAt), or(eq(claims.contactId, contactId), exists(tookPart))))
      .orderBy(desc(claims.openedAt), desc(claims.id)),
  )
}

/** Keeps what a family has told of an open case; false where the case is not open. */
export function* noteTold(db: Db, id: string, told: Told, at: Date): Work<boolean> {
  const set = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined))
  return yield* changeOpen(db, id, { ...set, ...(told.cause && { kind: kindOf(told.cause) }), updatedAt: at })
}

/** Closes an open case; false where it is closed already. */
export function* closeClaim(db: Db, id: string, state: Ending, at: Date): Work<boolean> {
  return yield* changeOpen(db, id, { state, updatedAt: at, closedAt: at })
}

/** Keeps notes on an open case that nobody has changed since it was seen; false otherwise. */
export function* keepClaimNotes(
  db: Db,
  { id, updatedAt }: Pick<Claim, 'id' | 'updatedAt'>,
  notesSealed: string,
  at: Date,
): Work<boolean> {
  return yield* changeOpen(db, id, { notesSealed, updatedAt: at }, updatedAt)
}

function* changeOpen(db: Db, id: string, set: Partial<NewRow<'claims'>>, seen?: Date): Work<boolean> {
  const { claims } = db.t
  const changed = yield* exec(
    db
      .update(claims)
      .set(set)
      .where(and(eq(claims.id, id), isNull(claims.closedAt), seen && eq(claims.updatedAt, seen)))
      .returning({ id: claims.id }),
  )
  return changed.length > 0
}

export function* keepPaper(db: Db, claimId: string, paper: Paper, state: PaperState, at: Date): Work<void> {
  const set = { state, updatedAt: at }
  const { claimDocuments } = db.t
  yield* exec(
    db
      .insert(claimDocuments)
      .values({ claimId, paper, ...set })
      .onConflictDoUpdate({ target: [claimDocuments.claimId, claimDocuments.paper], set }),
  )
}

/** What a family has said of the papers of a case. */
export function* papersOf(db: Db, claimId: string): Work<Partial<Record<Paper, PaperState>>> {
  const { claimDocuments } = db.t
  const rows = yield* exec(db.select().from(claimDocuments).where(eq(claimDocuments.claimId, claimId)))
  return Object.fromEntries(rows.map(({ paper, state }) => [paper, state]))
}

export function* claimEventsOf(db: Db, claimId: string): Work<Row<'claimEvents'>[]> {
  const { claimEvents } = db.t
  return yield* exec(
    db
      .select()
      .from(claimEvents)
      .where(eq(claimEvents.claimId, claimId))
      .orderBy(asc(claimEvents.at), asc(claimEvents.id)),
  )
}

/** An open case with what decides whose it is: the agencies that have the worker on a list, and the kelurahan. */
export interface OpenCase {
  claim: Claim
  /** Undefined where nobody knows yet who has died. */
  worker?: { code: string; name: string; kelurahan: string | null; agencyIds: readonly string[] }
}

/** The part of the register whose cases are looked at; null stands for all of it. */
export type Scope = Pick<Officer, 'agencyId' | 'kelurahan'>

/** The open cases of a scope, oldest first; one of which nobody knows who died belongs to those who see everything. */
export function* openCases(db: Db, scope: Scope, limit: number): Work<OpenCase[]> {
  const { claims } = db.t
  const open = yield* exec(
    db
      .select()
      .from(claims)
      .where(and(isNull(claims.closedAt), ...inScope(db, scope)))
      .orderBy(asc(claims.openedAt), asc(claims.id))
      .limit(limit),
  )
  return yield* withWorkers(db, open)
}

/** How many cases are open in a scope. */
export function* countOpenCases(db: Db, scope: Scope): Work<number> {
  const { claims } = db.t
  const [row] = yield* exec(
    db
      .select({ n: count() })
      .from(claims)
      .where(and(isNull(claims.closedAt), ...inScope(db, scope))),
  )
  return row!.n
}

function inScope(db: Db, { agencyId, kelurahan }: Scope) {
  const { claims, enrolments, workers } = db.t
  const ofAgency = db.select({ id: enrolments.workerId }).from(enrolments)
  const ofKelurahan = db.select({ id: workers.id }).from(workers)
  return [
    ...(agencyId === null ? [] : [inArray(claims.workerId, ofAgency.where(eq(enrolments.agencyId, agencyId)))]),
    ...(kelurahan === null ? [] : [inArray(claims.workerId, ofKelurahan.where(eq(workers.kelurahan, kelurahan)))]),
  ]
}

/** One case, open or closed. */
export function* caseById(db: Db, id: string): Work<OpenCase | undefined> {
  const claim = yield* claimById(db, id)
  return claim && (yield* withWorkers(db, [claim]))[0]
}

function* withWorkers(db: Db, found: readonly Claim[]): Work<OpenCase[]> {
  const ids = [...new Set(found.flatMap(({ workerId }) => workerId ?? []))]
  if (ids.length === 0) return found.map((claim) => ({ claim }))
  const { workers, enrolments } = db.t
  const people = yield* exec(db.select().from(workers).where(inArray(workers.id, ids)))
  const entries = yield* exec(
    db
      .selectDistinct({ workerId: enrolments.workerId, agencyId: enrolments.agencyId })
      .from(enrolments)
      .where(inArray(enrolments.workerId, ids)),
  )
  return found.map((claim) => {
    const worker = people.find(({ id }) => id === claim.workerId)
    if (!worker) return { claim }
    const agencyIds = entries.filter(({ workerId }) => workerId === worker.id).map(({ agencyId }) => agencyId)
    const { code, name, kelurahan } = worker
    return { claim, worker: { code, name, kelurahan, agencyIds } }
  })
}
