import type { Ending } from '../domain/claims/claim.ts'
import type { Paper, PaperState } from '../domain/claims/papers.ts'
import type { ClaimKind, Told } from '../domain/claims/told.ts'
import { DomainError } from '../domain/errors.ts'
import { may, type Officer } from '../domain/officer.ts'
import { note } from '../store/audit.ts'
import {
  addClaimEvent,
  type Claim,
  caseById,
  claimEventsOf,
  keepClaimNotes,
  type OpenCase,
  openCases,
  papersOf,
} from '../store/claims.ts'
import { contactsById } from '../store/contacts.ts'
import type { Db, Work } from '../store/work.ts'
import type { World } from './world.ts'

/** So many cases are listed at once. */
const LISTED = 500

/** A case in an officer's list: nothing that a family has written. */
export interface ListedClaim {
  id: string
  kind: ClaimKind
  /** The worker who is reported dead, which nothing has proven; null where nobody knows yet who it is. */
  worker: { code: string; name: string; kelurahan: string | null } | null
  /** Circumstances in which an officer must look at who inherits. */
  difficulty: NonNullable<Told['difficulty']> | null
  openedAt: Date
  updatedAt: Date
}

/** A case as an officer reads it. */
export interface ReadClaim extends ListedClaim {
  code: string
  /** By which the officer finds the chat of whoever reported the death. */
  chatCode: string
  deceased: string | null
  notes: string | null
  told: Told
  papers: Partial<Record<Paper, PaperState>>
  state: 'open' | Ending
  closedAt: Date | null
  events: { at: Date; actor: string; event: string; detail: Record<string, string> }[]
}

/** The open cases of an officer's agency and kelurahan, oldest first. Throws `heirClaim.error.notAllowed`. */
export async function listClaims(world: World, officer: Officer): Promise<ListedClaim[]> {
  checkMayRead(officer)
  const cases = await world.database.run((db) => openCases(db, officer, LISTED))
  return cases.map(listed)
}

/**
 * One case, and a note in the audit of who has read it. Throws `heirClaim.error.notAllowed`, and `heirClaim.error.noClaim`
 * for a case that is not there or is not the officer's: nobody learns which.
 */
export async function readClaim(world: World, officer: Officer, claimId: string): Promise<ReadClaim> {
  checkMayRead(officer)
  return await world.database.run(function* (db) {
    const found = yield* caseFor(db, officer, claimId)
    yield* noted(db, world, officer, 'claim.read', claimId)
    const [contact] = yield* contactsById(db, [found.claim.contactId])
    const papers = yield* papersOf(db, claimId)
    const events = (yield* claimEventsOf(db, claimId)).map(({ at, actor, event, detail }) => ({
      at,
      actor,
      event,
      detail,
    }))
    return { ...listed(found), ...opened(world, found.claim), papers, events, chatCode: contact!.code }
  })
}

/** Keeps an officer's notes on an open case, in place of those that stood. Throws as `readClaim` does. */
export async function writeClaimNotes(world: World, officer: Officer, claimId: string, notes: string): Promise<void> {
  checkMayRead(officer)
  const now = world.clock.now()
  const sealed = world.vault.seal('claims.notes', notes)
  await world.database.run(function* (db) {
    yield* caseFor(db, officer, claimId)
    if (!(yield* keepClaimNotes(db, claimId, sealed, now))) throw new DomainError('heirClaim.error.noClaim')
    const event = { id: world.ids.next(now), claimId, at: now, actor: `officer:${officer.id}`, event: 'noted' as const }
    yield* addClaimEvent(db, { ...event, detail: {} })
    yield* noted(db, world, officer, 'claim.noted', claimId)
  })
}

function checkMayRead(officer: Officer): void {
  if (!may(officer, 'readClaims')) throw new DomainError('heirClaim.error.notAllowed')
}

function* caseFor(db: Db, officer: Officer, claimId: string): Work<OpenCase> {
  const found = yield* caseById(db, claimId)
  if (!found || !isTheirs(officer, found)) throw new DomainError('heirClaim.error.noClaim')
  return found
}

function isTheirs({ agencyId, kelurahan }: Officer, { worker }: OpenCase): boolean {
  return (
    (agencyId === null || worker?.agencyIds.includes(agencyId) === true) &&
    (kelurahan === null || worker?.kelurahan === kelurahan)
  )
}

function listed({ claim, worker }: OpenCase): ListedClaim {
  const { id, kind, difficulty, openedAt, updatedAt } = claim
  const shown = worker ? { code: worker.code, name: worker.name, kelurahan: worker.kelurahan } : null
  return { id, kind, worker: shown, difficulty, openedAt, updatedAt }
}

function opened({ vault }: World, claim: Claim) {
  const { cause, membership, scholars, relation, closer, several, difficulty } = claim
  const told = { cause, membership, scholars, relation, closer, several, difficulty }
  return {
    code: vault.open('claims.code', claim.codeSealed),
    deceased: claim.deceasedSealed === null ? null : vault.open('claims.deceased', claim.deceasedSealed),
    notes: claim.notesSealed === null ? null : vault.open('claims.notes', claim.notesSealed),
    told: Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null)) as Told,
    state: claim.state,
    closedAt: claim.closedAt,
  }
}

function* noted(db: Db, world: World, officer: Officer, action: string, claimId: string): Work<void> {
  const at = world.clock.now()
  const deed = { id: world.ids.next(at), at, actor: `officer:${officer.id}`, action, subject: `claim:${claimId}` }
  yield* note(db, { ...deed, detail: {} })
}
