import { DomainError } from '../../domain/errors.ts'
import { isInPost, may, type Officer } from '../../domain/officer.ts'
import type { VisitNote } from '../../domain/visit.ts'
import { readWorkerCode, workerNumber } from '../../domain/worker-code.ts'
import { note as audit } from '../../store/audit.ts'
import { type Contact, changeContact, contactsByPhones, contactsOfWorkers } from '../../store/contacts.ts'
import { cancelUnasked } from '../../store/unasked.ts'
import { visitorNames } from '../../store/visitors.ts'
import {
  deathsTold,
  missVisit,
  openByKelurahan,
  type ShownVisit,
  type VisitRow,
  visitsByCode,
  visitsMade,
  visitsToMake,
} from '../../store/visits.ts'
import type { Db, Work } from '../../store/work.ts'
import { crowdedPhones, workersById } from '../../store/workers.ts'
import { actorName } from '../accounts/audited.ts'
import { officersAmong } from '../actors.ts'
import { liftMourning } from '../close-case.ts'
import { type Form, once } from '../once.ts'
import type { World } from '../world.ts'
import { noteVisits } from './note.ts'

const MOST_SHOWN = 300
const LOOKS_BACK_MS = 14 * 86_400_000
const CHAT = 'contact:'

export interface VisitsDesk {
  /** At which somebody was said to have died. */
  deaths: ShownVisit[]
  toMake: ShownVisit[]
  /** Of the last fortnight. */
  made: ShownVisit[]
  byKelurahan: { kelurahan: string | null; n: number }[]
  /** Names of whoever noted something, by actor. */
  names: Record<string, string>
}

/** The visits of an officer's scope, of one kelurahan where one is asked for. Throws `operation.notYours`. */
export async function visitsDesk(world: World, officer: Officer, kelurahan: string | null): Promise<VisitsDesk> {
  if (!may(officer, 'keepVisits')) throw new DomainError('operation.notYours')
  const scope = { agencyId: officer.agencyId, kelurahan: officer.kelurahan ?? kelurahan }
  const since = new Date(world.clock.now().getTime() - LOOKS_BACK_MS)
  return await world.database.run(function* (db) {
    const deaths = yield* deathsTold(db, scope, MOST_SHOWN)
    const toMake = yield* visitsToMake(db, scope, MOST_SHOWN)
    const made = yield* visitsMade(db, scope, since, MOST_SHOWN)
    const byKelurahan = yield* openByKelurahan(db, officer)
    const noted = [...deaths, ...toMake, ...made].flatMap(({ visit }) => visit.visitedBy ?? visit.failedBy ?? [])
    return { deaths, toMake, made, byKelurahan, names: yield* namesOf(db, noted) }
  })
}

/** The names of officers and visitors among some actors. */
export function* namesOf(db: Db, actors: readonly string[]): Work<Record<string, string>> {
  const chats = [...new Set(actors)].filter((actor) => actor.startsWith(CHAT)).map((actor) => actor.slice(CHAT.length))
  const visitors = [...(yield* visitorNames(db, chats))].map(([id, name]) => [CHAT + id, name] as const)
  return { ...(yield* officersAmong(db, actors)), ...Object.fromEntries(visitors) }
}

/** What an officer does with a visit: notes it as visitors do, or settles a death that was told. */
export type DeskDeed = VisitNote['deed'] | 'confirmDeath' | 'noDeath'

/**
 * Does something with the visit of a worker, told by code. Throws `visits.notFound`, also for one that is not the officer's,
 * `visits.noDeath` where none was told, `console.twice`.
 */
export async function settleVisit(
  world: World,
  officer: Officer,
  { code, deed, failure }: { code: string; deed: DeskDeed; failure?: VisitNote['failure'] },
  form: Form,
): Promise<void> {
  const now = world.clock.now()
  await world.database.run(function* (db) {
    yield* once(db, world, form, now)
    const visit = yield* visitOf(db, officer, code)
    const by = actorName(officer)
    if (deed === 'confirmDeath') return yield* confirmDeath(db, world, visit, by, now)
    const isDeath = visit.failure === 'died' && visit.visitedAt === null
    if (deed === 'noDeath' && !isDeath) throw new DomainError('visits.noDeath')
    if (isDeath) yield* unmourn(db, world, visit, by, now)
    const note = deed === 'noDeath' ? 'undo' : deed
    const numbers = [workerNumber(readWorkerCode(code)!)]
    yield* noteVisits(db, world, { deed: note, numbers, ...(failure && { failure }) }, [visit.workerId], by, now)
    // What an officer says of a death is more than hearsay.
    if (failure === 'died') yield* confirmDeath(db, world, { ...visit, failure }, by, now)
  })
}

function* visitOf(db: Db, officer: Officer, typed: string): Work<VisitRow> {
  const code = readWorkerCode(typed)
  const visit = code === undefined ? undefined : (yield* visitsByCode(db, [code])).get(code)
  if (!visit || !may(officer, 'keepVisits') || !isInPost(officer, visit)) throw new DomainError('visits.notFound')
  return visit
}

/** The worker's own chats fall silent: an officer has made sure of the death. */
function* confirmDeath(db: Db, world: World, visit: VisitRow, by: string, now: Date): Work<void> {
  if (visit.failure !== 'died' || visit.visitedAt !== null) throw new DomainError('visits.noDeath')
  yield* missVisit(db, visit.workerId, 'died', by, now)
  for (const contact of yield* chatsOf(db, visit)) {
    if (contact.bereavedAt !== null) continue
    yield* changeContact(db, contact.id, { bereavedAt: now })
    yield* cancelUnasked(db, contact.id, now)
  }
  yield* noted(db, world, 'visit.deathConfirmed', visit, by, now)
}

/** The chats that a confirmed death has silenced, and only those, are spoken to again. */
function* unmourn(db: Db, world: World, visit: VisitRow, by: string, now: Date): Work<void> {
  for (const contact of yield* chatsOf(db, visit)) {
    if (contact.bereavedAt?.getTime() === visit.failedAt?.getTime()) yield* liftMourning(db, world, contact.id, by, now)
  }
}

/** The chats that were proven to be the worker's, and those at the worker's phone where no crowd shares it. */
function* chatsOf(db: Db, { workerId }: VisitRow): Work<Contact[]> {
  const linked = (yield* contactsOfWorkers(db, [workerId])).map(({ contact }) => contact)
  const phones = (yield* workersById(db, [workerId])).flatMap(({ phoneHash }) => phoneHash ?? [])
  const crowded = yield* crowdedPhones(db, phones)
  const atPhone = yield* contactsByPhones(
    db,
    phones.filter((phone) => !crowded.has(phone)),
  )
  return [...new Map([...linked, ...atPhone].map((contact) => [contact.id, contact])).values()]
}

function* noted(db: Db, world: World, action: string, visit: VisitRow, by: string, now: Date): Work<void> {
  const subject = `worker:${visit.workerId}`
  yield* audit(db, { id: world.ids.next(now), at: now, actor: by, action, subject, detail: {} })
}
