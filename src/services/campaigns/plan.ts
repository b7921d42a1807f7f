import { type Audience, EVERYBODY, entriesAbout } from '../../domain/audience.ts'
import type { CampaignTexts } from '../../domain/campaign-text.ts'
import { dayOf } from '../../domain/clock.ts'
import type { Enrolment } from '../../domain/cover.ts'
import type { MediaRef } from '../../domain/media.ts'
import { routesBehind, type VisitReason } from '../../domain/notice-route.ts'
import { inOrderOfInterest } from '../../flows/status-words.ts'
import type { Agency } from '../../store/agencies.ts'
import { type Contact, contactsByPhones, contactsOfWorkers, leading } from '../../store/contacts.ts'
import { phonesWithConsent } from '../../store/notices.ts'
import { refusing } from '../../store/refusals.ts'
import { toldDead } from '../../store/visits.ts'
import type { Db, Work } from '../../store/work.ts'
import { crowdedPhones, enrolmentsOf, type Worker, workersById } from '../../store/workers.ts'
import { firstWriter } from '../unasked.ts'
import type { World } from '../world.ts'

/** What a plan is made for: a campaign that stands, or one that an officer is still writing. */
export interface Planning {
  agency: Agency
  texts: CampaignTexts
  audience: Audience
  /** What goes with its own words. */
  file?: MediaRef | undefined
}

/** A recipient with the entry on the list that the campaign is about. */
export interface Person {
  workerId: string
  worker: Worker
  entry: Enrolment
}

/** Why a recipient gets nothing: the period is over, or the entry no longer stands as the audience wants it. */
export type SkipReason = 'periodEnded' | 'changed'

/** What is to happen to some recipients, by what is known of them at this moment. */
export type Planned =
  | {
      do: 'message'
      persons: Person[]
      /** Null: a phone that nobody has written from. */
      contact: Contact | null
      channel: string
      /** The chat was proven to be this one person's. */
      isProven: boolean
    }
  | { do: 'visit'; persons: Person[]; reason: VisitReason }
  | { do: 'skip'; workerIds: string[]; reason: SkipReason }

type Link = { workerId: string; contact: Contact }
type Message = Extract<Planned, { do: 'message' }>

/** Finds the way to each of some workers: one message to all whom one chat reaches, otherwise a visit. Writes nothing. */
export function* planFor(
  db: Db,
  world: World,
  planning: Planning,
  workerIds: readonly string[],
  now: Date,
): Work<Planned[]> {
  const workers = new Map((yield* workersById(db, workerIds)).map((worker) => [worker.id, worker]))
  const { entries, skipped } = yield* entriesNow(db, planning, workerIds, now)
  const persons = workerIds.flatMap((workerId): Person[] => {
    const [worker, entry] = [workers.get(workerId), entries.get(workerId)]
    return worker && entry ? [{ workerId, worker, entry }] : []
  })
  return [
    ...[...skipped].map(([reason, workerIds]) => ({ do: 'skip' as const, workerIds, reason })),
    ...(yield* routesFor(db, world, planning.agency.id, persons)),
  ]
}

/** The same of persons whose entry is known, on an agency's list. */
export function* routesFor(db: Db, world: World, agencyId: string, persons: readonly Person[]): Work<Planned[]> {
  const workerIds = persons.map(({ workerId }) => workerId)
  const links = yield* contactsOfWorkers(db, workerIds)
  const phones = yield* phonesOf(db, persons)
  const agreed = yield* phonesWithConsent(db, agencyId, [...phones.keys()])
  const crowded = yield* crowdedPhones(db, [...phones.keys()])
  const silent = { dead: yield* toldDead(db, workerIds), refusers: yield* refusing(db, workerIds) }
  return together(waysTo(world, persons, links, { phones, agreed, crowded }, silent), links)
}

/** The entry of each worker that the audience is about now, and who has none any more. */
function* entriesNow(
  db: Db,
  { agency, audience }: Planning,
  workerIds: readonly string[],
  now: Date,
): Work<{ entries: Map<string, Enrolment>; skipped: Map<SkipReason, string[]> }> {
  const today = dayOf(now)
  const all = Map.groupBy(yield* enrolmentsOf(db, workerIds), ({ workerId }) => workerId)
  const entries = new Map<string, Enrolment>()
  const without: string[] = []
  for (const workerId of workerIds) {
    const [entry] = inOrderOfInterest(entriesAbout(audience, agency.id, all.get(workerId) ?? [], today), today)
    if (entry) entries.set(workerId, entry)
    else without.push(workerId)
  }
  const isOver = (workerId: string) =>
    !audience.states?.includes('ended') &&
    entriesAbout(EVERYBODY, agency.id, all.get(workerId) ?? [], today).length === 0
  return { entries, skipped: Map.groupBy(without, (workerId) => (isOver(workerId) ? 'periodEnded' : 'changed')) }
}

function* phonesOf(db: Db, persons: readonly Person[]): Work<Map<string, Contact[]>> {
  const hashes = new Set(persons.flatMap(({ worker }) => worker.phoneHash ?? []))
  const contacts = Map.groupBy(yield* contactsByPhones(db, [...hashes]), ({ phoneHash }) => phoneHash!)
  return new Map([...hashes].map((hash) => [hash, contacts.get(hash) ?? []]))
}

type Way = { person: Person; reason: VisitReason } | { person: Person; contact: Contact | null; channel: string }

/** The phones on the list: who writes from each, which the agency may write to, and which a crowd shares. */
interface Phones {
  phones: ReadonlyMap<string, Contact[]>
  agreed: ReadonlySet<string>
  crowded: ReadonlySet<string>
}

/**
 * The way to each person: in mourning, told to have died, or once they have asked to be left alone, none; else by the phone on the list, else in
 * an own chat that asked for it.
 */
function waysTo(
  world: World,
  persons: readonly Person[],
  links: readonly Link[],
  { phones, agreed, crowded }: Phones,
  { dead, refusers }: { dead: ReadonlySet<string>; refusers: ReadonlySet<string> },
): Way[] {
  const channel = firstWriter(world)
  const own = (workerId: string) => links.filter((link) => link.workerId === workerId).map(({ contact }) => contact)
  const grieves = ({ workerId, worker }: Person) =>
    dead.has(workerId) ||
    [...own(workerId), ...(phones.get(worker.phoneHash ?? '') ?? [])].some(({ bereavedAt }) => bereavedAt !== null)
  const barTo = (person: Person) =>
    grieves(person) ? 'bereaved' : refusers.has(person.workerId) ? 'optedOut' : undefined
  const barred = persons.flatMap((person): Way[] => {
    const reason = barTo(person)
    return reason ? [{ person, reason }] : []
  })
  const others = persons.filter((person) => barTo(person) === undefined)
  const groups = Map.groupBy(others, ({ worker, workerId }) => worker.phoneHash ?? `none:${workerId}`)
  const ways = [...groups].flatMap(([phone, group]): Way[] => {
    const contact = leading((phones.get(phone) ?? []).filter((known) => known.channel === channel))
    const given = new Set(agreed.has(phone) ? group.map(({ workerId }) => workerId) : [])
    const behind = group.map((person) => ({ person, workerId: person.workerId, phoneHash: person.worker.phoneHash }))
    const known = { contact, agreed: given, hasChannel: channel !== undefined, isCrowded: crowded.has(phone) }
    return routesBehind(behind, known).flatMap(([route, those]) =>
      those.map(({ person }): Way => {
        if (route === 'message') return { person, contact: contact ?? null, channel: channel! }
        const chat = own(person.workerId).find((known) => wantsNews(world, known))
        return chat ? { person, contact: chat, channel: chat.channel } : { person, reason: route }
      }),
    )
  })
  return [...barred, ...ways]
}

function wantsNews(world: World, { channel, optedInAt, optedOutAt }: Contact): boolean {
  return world.channels.has(channel) && optedInAt !== null && optedOutAt === null
}

/** Several whom one chat reaches get one message; visits are told one by one. */
function together(ways: readonly Way[], links: readonly Link[]): Planned[] {
  const visits = ways.flatMap((way): Planned[] =>
    'reason' in way ? [{ do: 'visit', persons: [way.person], reason: way.reason }] : [],
  )
  const told = ways.filter((way) => 'channel' in way)
  const chats = Map.groupBy(told, ({ contact, person }) => contact?.id ?? `phone:${person.worker.phoneHash}`)
  const messages = [...chats.values()].map((group): Message => {
    const [{ contact, channel }] = group as [(typeof group)[0]]
    const persons = group.map(({ person }) => person)
    const isProven =
      persons.length === 1 &&
      links.some((link) => link.workerId === persons[0]!.workerId && link.contact.id === contact?.id)
    return { do: 'message', persons, contact, channel, isProven }
  })
  return [...visits, ...messages]
}
