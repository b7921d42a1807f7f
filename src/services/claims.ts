import type { Ending } from '../domain/claims/claim.ts'
import { missingOf, type Paper, type PaperState, papersFor } from '../domain/claims/papers.ts'
import type { ClaimKind, Told } from '../domain/claims/told.ts'
import { dayOf } from '../domain/clock.ts'
import { DomainError } from '../domain/errors.ts'
import { factsOn } from '../domain/facts/facts.ts'
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
import { type Contact, contactsById, freeFrom } from '../store/contacts.ts'
import type { NewRow } from '../store/schema.ts'
import { queueUnasked } from '../store/unasked.ts'
import { type Db, LostRace, runRacing, type Work } from '../store/work.ts'
import { clean } from '../understanding/clean.ts'
import { officersAmong } from './actors.ts'
import { closeCase } from './close-case.ts'
import { spoken } from './converse.ts'
import { once, type RowForm } from './once.ts'
import type { World } from './world.ts'

/** So many cases are listed at once. */
const LISTED = 500

export const LONGEST_NOTES = 2000

/** A week later nobody waits for it any more. */
const TELLS_FOR_MS = 7 * 86_400_000

const OFFICER = 'officer:'

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
  /** The papers that the case wants, in their order, and those of them that the family has not got. */
  wanted: readonly Paper[]
  missing: readonly Paper[]
  /** How often notes were kept: what a form for them stands on. */
  notesRev: number
  /** How much has happened to the case: what a form to close it stands on. */
  rev: number
  state: 'open' | Ending
  closedAt: Date | null
  events: ClaimEvent[]
  /** Names of the officers among the actors, by actor. */
  officers: Record<string, string>
}

interface ClaimEvent {
  at: Date
  actor: string
  event: NewRow<'claimEvents'>['event']
  detail: Record<string, string>
}

/** The open cases of an officer's agency and kelurahan, oldest first. Throws `familyCase.notAllowed`. */
export async function listClaims(world: World, officer: Officer): Promise<ListedClaim[]> {
  checkMayRead(officer)
  const cases = await world.database.run((db) => openCases(db, officer, LISTED))
  return cases.map(listed)
}

/**
 * One case, and a note in the audit of who has read it. Throws `familyCase.notAllowed`, and `familyCase.noClaim`
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
    const shown = opened(world, found.claim)
    const wanted = papersFor(factsOn(dayOf(world.clock.now())), shown.told)
    return {
      ...{ ...listed(found), ...shown, papers, wanted, missing: missingOf(wanted, papers), events },
      ...{
        chatCode: contact!.code,
        notesRev: timesNoted(events),
        rev: events.length,
        officers: yield* officersAmong(
          db,
          events.map(({ actor }) => actor),
        ),
      },
    }
  })
}

/**
 * Keeps an officer's notes on an open case, in place of those that stood. Throws as `readClaim` does, and
 * `familyCase.isClosed`, `.longNotes`, `.nikInNotes`; of a form also `console.twice`, and `console.stale` when
 * somebody else has kept notes since it was made.
 */
export async function writeClaimNotes(
  world: World,
  officer: Officer,
  claimId: string,
  typed: string,
  form?: RowForm,
): Promise<void> {
  checkMayRead(officer)
  const now = world.clock.now()
  const sealed = world.vault.seal('claims.notes', readNotes(typed))
  await runRacing(world.database, function* (db) {
    const { claim } = yield* caseFor(db, officer, claimId)
    if (form) {
      yield* once(db, world, form, now)
      if (timesNoted(yield* claimEventsOf(db, claimId)) !== form.rev) throw new DomainError('console.stale')
    }
    if (claim.closedAt) throw new DomainError('familyCase.isClosed')
    if (!(yield* keepClaimNotes(db, claim, sealed, now))) throw new LostRace('notes')
    const event = { id: world.ids.next(now), claimId, at: now, actor: OFFICER + officer.id, event: 'noted' as const }
    yield* addClaimEvent(db, { ...event, detail: {} })
    yield* noted(db, world, officer, 'claim.noted', claimId)
  })
}

/**
 * Closes a family's case for it and tells so in its chats, in the hours for what nobody asked for. Throws as `readClaim`
 * does, and `familyCase.isClosed`, `console.twice`, and `console.stale` when something has happened to the case since
 * the form was made.
 */
export async function closeClaimAs(
  world: World,
  officer: Officer,
  claimId: string,
  as: Ending,
  form: RowForm,
): Promise<void> {
  checkMayRead(officer)
  await runRacing(world.database, function* (db) {
    const now = world.clock.now()
    const { claim } = yield* caseFor(db, officer, claimId)
    yield* once(db, world, form, now)
    if (claim.closedAt) throw new DomainError('familyCase.isClosed')
    if ((yield* claimEventsOf(db, claimId)).length !== form.rev) throw new DomainError('console.stale')
    const chats = yield* closeCase(db, world, { claimId, as }, OFFICER + officer.id, now)
    if (!chats) throw new LostRace('claim')
    for (const contact of yield* contactsById(db, chats)) yield* tellClosed(db, world, contact, claimId, as, now)
  })
}

/** It names nobody: whoever holds the phone by now learns no more than that there was a case. */
function* tellClosed(db: Db, world: World, contact: Contact, claimId: string, as: Ending, now: Date): Work<void> {
  const body = spoken(world, contact.locale, { text: `heirClaim.closedByOfficer.${as}` })
  yield* queueUnasked(db, {
    ...{ id: world.ids.next(now), cause: 'claim', causeId: claimId, contactId: contact.id, channel: contact.channel },
    ...{ bodySealed: world.vault.seal('outbox.body', JSON.stringify(body)), createdAt: now },
    ...{ notBefore: freeFrom(contact, now), expiresAt: new Date(now.getTime() + TELLS_FOR_MS) },
  })
}

function readNotes(typed: string): string {
  const { text, nikTyped } = clean(typed)
  if ([...typed.replaceAll('\r', '')].length > LONGEST_NOTES)
    throw new DomainError('familyCase.longNotes', { most: LONGEST_NOTES })
  if (nikTyped) throw new DomainError('familyCase.nikInNotes')
  return text
}

function timesNoted(events: readonly { event: string }[]): number {
  return events.filter(({ event }) => event === 'noted').length
}

function checkMayRead(officer: Officer): void {
  if (!may(officer, 'readClaims')) throw new DomainError('familyCase.notAllowed')
}

function* caseFor(db: Db, officer: Officer, claimId: string): Work<OpenCase> {
  const found = yield* caseById(db, claimId)
  if (!found || !isTheirs(officer, found)) throw new DomainError('familyCase.noClaim')
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
  const deed = { id: world.ids.next(at), at, actor: OFFICER + officer.id, action, subject: `claim:${claimId}` }
  yield* note(db, { ...deed, detail: {} })
}
