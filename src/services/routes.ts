import { firstWriterOf, type VisitReason, wayTo } from '../domain/route.ts'
import { type Contact, contactsByPhones, contactsOfWorkers, heardIn } from '../store/contacts.ts'
import { leavesAt } from '../store/notices.ts'
import { refusing } from '../store/refusals.ts'
import { toldDead } from '../store/told-deaths.ts'
import { triedAmong } from '../store/tried.ts'
import type { Db, Work } from '../store/work.ts'
import { crowdedPhones } from '../store/workers.ts'
import type { World } from './world.ts'

/** Somebody to be told something that they have not asked for, as one list names them. */
export interface Addressee {
  workerId: string
  phoneHash: string | null
  phoneSealed: string | null
  agencyId: string
  /** What it is about, as the ledger of reach writes it: chats in which it came to nothing are not tried again. */
  occasion: string
}

/** What is to happen to some persons, by what is known of them at this moment. */
export type Routed<P> = ToMessage<P> | ToVisit<P>

/** One message to all whom one chat reaches. */
export interface ToMessage<P> {
  do: 'message'
  persons: P[]
  /** Null: a phone that nobody has written from. */
  contact: Contact | null
  channel: string
  /** The chat was proven to be this one person's. */
  isProven: boolean
}

export interface ToVisit<P> {
  do: 'visit'
  persons: P[]
  reason: VisitReason
}

/** The channel that may write to a phone first, when the installation has one. */
export function firstWriter(world: World): string | undefined {
  return firstWriterOf(meansOf(world))
}

/**
 * Finds the way to each of some persons, as `wayTo` ranks them, in a few statements for all: one message to all whom one chat
 * reaches, otherwise a visit. Somebody whom two lists name has given leave where either has it. Writes nothing.
 */
export function* routesFor<P extends Addressee>(db: Db, world: World, persons: readonly P[]): Work<Routed<P>[]> {
  if (persons.length === 0) return []
  const means = meansOf(world)
  const known = yield* knownOf(db, persons)
  const ways = [...Map.groupBy(persons, ({ workerId }) => workerId).values()].map((entries) => ({
    entries,
    way: wayTo(known(entries), means),
  }))
  const visits = ways.flatMap(({ entries, way }): ToVisit<P>[] =>
    typeof way === 'string' ? [{ do: 'visit', persons: entries, reason: way }] : [],
  )
  const told = ways.flatMap(({ entries, way }) => (typeof way === 'string' ? [] : [{ entries, ...way }]))
  const chats = Map.groupBy(told, ({ chat, entries }) => chat?.id ?? `phone:${entries[0]!.phoneHash}`)
  const messages = [...chats.values()].map((group): ToMessage<P> => {
    const { chat, channel, entries } = group[0]!
    const isProven = group.length === 1 && known(entries).own.some(({ id }) => id === chat?.id)
    return { do: 'message', persons: group.flatMap((one) => one.entries), contact: chat, channel, isProven }
  })
  return [...visits, ...messages]
}

/** Reads what decides the way to some persons; gives it for the entries of one of them. */
function* knownOf(db: Db, persons: readonly Addressee[]) {
  const workerIds = [...new Set(persons.map(({ workerId }) => workerId))]
  const hashes = [...new Set(persons.flatMap(({ phoneHash }) => phoneHash ?? []))]
  const links = yield* contactsOfWorkers(db, workerIds)
  const contacts = yield* contactsByPhones(db, hashes)
  const leaves = yield* leavesAt(db, hashes)
  const crowded = yield* crowdedPhones(db, hashes)
  const dead = yield* toldDead(db, workerIds)
  const refusers = yield* refusing(db, workerIds)
  const occasions = persons.map(({ occasion }) => occasion)
  const tried = yield* triedAmong(db, occasions, workerIds)
  const ids = [...links.map(({ contact }) => contact.id), ...contacts.map(({ id }) => id)]
  const heardAt = yield* heardIn(db, ids)
  const own = Map.groupBy(links, ({ workerId }) => workerId)
  const atPhone = Map.groupBy(contacts, ({ phoneHash }) => phoneHash)
  return (entries: readonly Addressee[]) => {
    const { workerId, phoneHash } = entries[0]!
    const isAgreed = ({ agencyId }: Addressee) => leaves.get(phoneHash!)?.has(agencyId) ?? false
    const phone = phoneHash === null ? null : { chats: atPhone.get(phoneHash) ?? [], isCrowded: crowded.has(phoneHash) }
    return {
      own: (own.get(workerId) ?? []).map(({ contact }) => contact),
      phone: phone && { ...phone, hasLeave: entries.some(isAgreed) },
      ...{ isDead: dead.has(workerId), refuses: refusers.has(workerId), heardAt },
      tried: tried.get(workerId) ?? new Set<string>(),
    }
  }
}

/** By which channels news may go. */
export function meansOf({ channels }: World) {
  return new Map([...channels].map(([name, { abilities }]) => [name, abilities]))
}
