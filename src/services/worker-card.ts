import { dayOf } from '../domain/clock.ts'
import { type CoverCounts, coverCounts } from '../domain/cover-counts.ts'
import { DomainError } from '../domain/errors.ts'
import { sourceOf } from '../domain/facts/answer.ts'
import { factsOn } from '../domain/facts/facts.ts'
import type { Text } from '../domain/message.ts'
import { nameKey } from '../domain/name-key.ts'
import { may, type Officer } from '../domain/officer.ts'
import { kelurahanOf } from '../domain/region/kelurahan.ts'
import { readWorkerCode } from '../domain/worker-code.ts'
import { entriesWithSource, mergedInto, personsNamed, type RegisterScope } from '../store/cards.ts'
import type { Db, Work } from '../store/work.ts'
import { enrolmentsOf, type Worker, workerByCode, workersById } from '../store/workers.ts'
import { audited } from './accounts/audited.ts'
import { overlapsOfPerson, type PersonPair } from './overlaps.ts'
import { type CardEvent, historyFor } from './worker-card/history.ts'
import { type CardEntry, type CardList, cardLists, entriesFor } from './worker-card/lists.ts'
import type { World } from './world.ts'

/** A worker as an officer looks one up. */
export interface WorkerCard {
  code: string
  name: string
  bornOn: string
  kelurahan: string | null
  /** Codes of the entries that were found to be this person. */
  merged: string[]
  /** Newest period first; of lists that are not the reader's affair the agency's name and the period alone. */
  entries: CardEntry[]
  /** The own lists, told in their order: renewals, lapses, what ends soon. */
  lists: CardList[]
  counts: CoverCounts
  /** What is paid for more than once, as far as it is the reader's affair. */
  overlaps: PersonPair[]
  /** On whose word the sums of the overlaps rest; null where there are none. */
  overlapSource: Text | null
  /** Newest first. */
  history: CardEvent[]
}

/**
 * The card of a worker by the code or the visit number; of an entry that was merged, the person's. Each look by an officer
 * stands in the audit. Throws `operation.noWorker` for one that is not there or is not the reader's: nobody learns which.
 */
export async function workerCard(world: World, typed: string, reader?: Officer): Promise<WorkerCard> {
  const code = readWorkerCode(typed)
  return await world.database.run(function* (db) {
    const person = code === undefined ? undefined : yield* personByCode(db, code)
    const card = person && (yield* cardOf(db, world, person, reader))
    if (!card) throw new DomainError('operation.noWorker')
    if (reader) yield* audited(db, world, reader, 'worker.read', `worker:${person.id}`)
    return card
  })
}

function* personByCode(db: Db, code: string): Work<Worker | undefined> {
  const entry = yield* workerByCode(db, code)
  if (!entry?.mergedInto) return entry
  return (yield* workersById(db, [entry.mergedInto]))[0]
}

function* cardOf(db: Db, world: World, person: Worker, reader: Officer | undefined): Work<WorkerCard | undefined> {
  const sourced = yield* entriesWithSource(db, person.id)
  if (
    reader &&
    !isTheirs(
      reader,
      person,
      sourced.map(({ agency }) => agency.id),
    )
  )
    return undefined
  const day = dayOf(world.clock.now())
  const merged = yield* mergedInto(db, person.id)
  const entries = yield* entriesFor(db, sourced, reader)
  const overlaps = yield* overlapsOfPerson(db, person.id, day, reader?.agencyId ?? null)
  return {
    code: person.code,
    name: person.name,
    bornOn: person.bornOn,
    kelurahan: kelurahanOf(person.kelurahan ?? '')?.name ?? null,
    merged: merged.map(({ code }) => code),
    entries,
    lists: cardLists(entries, day),
    counts: coverCounts(factsOn(day), yield* enrolmentsOf(db, [person.id]), day),
    overlaps: overlaps.pairs,
    overlapSource: overlaps.cites.length === 0 ? null : sourceOf(factsOn(day), overlaps.cites),
    history: yield* historyFor(db, world, [person, ...merged], reader),
  }
}

function isTheirs(reader: Officer, { kelurahan }: Worker, agencyIds: readonly string[]): boolean {
  if (!may(reader, 'readRegister')) return false
  if (reader.kelurahan !== null && reader.kelurahan !== kelurahan) return false
  return reader.agencyId === null || agencyIds.includes(reader.agencyId)
}

/** A person as a search finds one. */
export interface FoundWorker {
  code: string
  name: string
  bornOn: string
  kelurahan: string | null
}

/** So many are shown; with more the name is to be typed more fully. */
export const MOST_FOUND = 50

/** Persons of a reader's part of the register by some of the words of their name; one more than `MOST_FOUND` where there are more. */
export async function findWorkers(world: World, typed: string, reader: Officer): Promise<FoundWorker[]> {
  if (!may(reader, 'readRegister')) throw new DomainError('operation.notYours')
  const words = nameKey(typed).split(' ').filter(Boolean)
  const scope: RegisterScope = { agencyId: reader.agencyId, kelurahan: reader.kelurahan }
  const found = await world.database.run((db) => personsNamed(db, scope, words, MOST_FOUND + 1))
  return found.map((one) => ({ ...one, kelurahan: kelurahanOf(one.kelurahan ?? '')?.name ?? null }))
}
