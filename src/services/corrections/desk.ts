import { isLate, isSilencedSince } from '../../domain/correction.ts'
import { DomainError } from '../../domain/errors.ts'
import { may, type Officer } from '../../domain/officer.ts'
import { contactsById } from '../../store/contacts.ts'
import {
  type Correction,
  correctionById,
  countOpenCorrections,
  type KnownCorrection,
  listedEntries,
  openCorrections,
} from '../../store/corrections.ts'
import { namesOfOfficers } from '../../store/officers.ts'
import type { Db, Work } from '../../store/work.ts'
import { audited } from '../accounts/audited.ts'
import type { World } from '../world.ts'
import { LISTED_VALUES, type ListedValue } from './listed-value.ts'
import { openAnswer, openWish, type Wished } from './wish.ts'

/** So many corrections are listed at once. */
const LISTED = 500

/** A correction in a list: nothing that the worker has written. */
export interface ListedCorrection extends Pick<Correction, 'id' | 'field' | 'openedAt' | 'dueAt'> {
  worker: { code: string; name: string; kelurahan: string | null }
  agency: { code: string; name: string }
  isLate: boolean
}

/** A correction as an officer reads it. */
export interface ReadCorrection extends ListedCorrection, Pick<Correction, 'outcome' | 'closedAt'> {
  said: Wished[]
  listed: ListedValue[]
  answer: string | null
  closedBy: string | null
  /** How often the worker has said something: what a form stands on. */
  rev: number
  /** The worker has asked since to be left alone, so that an answer waits until they ask. */
  isSilenced: boolean
}

/**
 * The open corrections that are an officer's to answer, whichever is due first, and how many there are. Throws
 * `console.corrections.notAllowed`.
 */
export async function listCorrections(
  world: World,
  officer: Officer,
): Promise<{ open: ListedCorrection[]; total: number }> {
  checkMayAnswer(officer)
  const now = world.clock.now()
  return await world.database.run(function* (db) {
    const open = yield* openCorrections(db, officer, LISTED)
    const total = open.length < LISTED ? open.length : yield* countOpenCorrections(db, officer)
    return { open: open.map((one) => listedOf(one, now)), total }
  })
}

/**
 * One correction, and a note in the audit of who has read it. Throws `console.corrections.notAllowed`, and
 * `console.corrections.notFound` for one that is not there or is not the officer's: nobody learns which.
 */
export async function readCorrection(world: World, officer: Officer, id: string): Promise<ReadCorrection> {
  return await world.database.run(function* (db) {
    const found = yield* correctionFor(db, officer, id)
    yield* audited(db, world, officer, 'mending.read', `correction:${id}`)
    return yield* readOf(db, world, found)
  })
}

/** A correction that is an officer's to answer. Throws as `readCorrection` does. */
export function* correctionFor(db: Db, officer: Officer, id: string): Work<KnownCorrection> {
  checkMayAnswer(officer)
  const found = yield* correctionById(db, id, officer)
  if (!found) throw new DomainError('console.corrections.notFound')
  return found
}

function listedOf({ correction, worker, agency }: KnownCorrection, now: Date): ListedCorrection {
  const { id, field, openedAt, dueAt } = correction
  const { code, name, kelurahan } = worker
  return { id, field, openedAt, dueAt, agency, worker: { code, name, kelurahan }, isLate: isLate(correction, now) }
}

function* readOf(db: Db, world: World, found: KnownCorrection): Work<ReadCorrection> {
  const { correction, worker } = found
  const { outcome, closedAt, closedBy, answerSealed, wishSealed, workerId, agencyId, field, openedAt } = correction
  const [contact] = yield* contactsById(db, [correction.contactId])
  const entries = yield* listedEntries(db, workerId, agencyId)
  const said = openWish(world.vault, wishSealed)
  const names = yield* namesOfOfficers(db, closedBy === null ? [] : [closedBy])
  return {
    ...{ ...listedOf(found, world.clock.now()), outcome, closedAt, said, rev: said.length },
    listed: LISTED_VALUES[field](entries, entries[0]?.listed ?? worker, world.vault),
    answer: answerSealed && openAnswer(world.vault, answerSealed),
    closedBy: closedBy && (names[closedBy] ?? null),
    isSilenced: contact !== undefined && isSilencedSince(openedAt, contact),
  }
}

function checkMayAnswer(officer: Officer): void {
  if (!may(officer, 'answerCorrections')) throw new DomainError('console.corrections.notAllowed')
}
