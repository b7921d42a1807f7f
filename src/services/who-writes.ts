import type { Account } from '../channels/channel.ts'
import { CHAT_CODE, makeCode } from '../domain/code.ts'
import { isClosed, windowAfter } from '../domain/window.ts'
import { note } from '../store/audit.ts'
import { addContact, type Contact, changeContact, contactAt, contactByAka, type Known } from '../store/contacts.ts'
import { isRecorded } from '../store/inbound.ts'
import { letGo, takeBackAll } from '../store/unasked.ts'
import type { Db, Work } from '../store/work.ts'
import type { World } from './world.ts'

/** By what a writer is known on a channel, hashed before the work. */
export interface Names {
  address: string
  addressHash: string
  akaHash: string | null
  phoneHash: string | null
}

/** Hashes the names of an account; `phone` in the spelling of `readPhone`. */
export function namesOf({ vault }: World, { address, aka }: Account, phone?: string): Names {
  return {
    address,
    addressHash: vault.hash('address', address),
    akaHash: aka === undefined ? null : vault.hash('address', aka),
    phoneHash: phone === undefined ? null : vault.hash('phone', phone),
  }
}

/** A message as far as it tells who writes. */
export interface Written {
  channel: string
  externalHash: string
  names: Names
  saidAt: Date | undefined
  now: Date
}

/**
 * The contact that writes, made when it is new; its names, its phone and its window are brought up to date. Where the same id
 * or phone stands for another account by now, that begins anew, proven to be nobody. Undefined for a message that has been
 * received before and whose names are out of date by now: nobody is to be taken for another by it.
 */
export function* whoWrites(db: Db, world: World, written: Written): Work<Known | undefined> {
  const { channel, names, saidAt, now } = written
  const found = yield* contactAt(db, channel, names.addressHash)
  if (!(found && isSame(found.contact, names)) && (yield* isRecorded(db, channel, written.externalHash)))
    return undefined
  // The usual case: nothing of it has changed.
  const known = found && isSame(found.contact, names) ? found : yield* recognised(db, world, channel, names, found, now)
  const { contact } = known
  const change = { ...phoneOf(contact, names), ...windowOf(world, contact, saidAt ?? now, now) }
  if (Object.keys(change).length === 0) return known
  yield* changeContact(db, contact.id, change)
  if (change.windowUntil && isClosed(contact.windowUntil, 0, now)) yield* letGo(db, contact.id, now)
  return { ...known, contact: { ...contact, ...change } }
}

function isSame({ akaHash }: Contact, names: Names): boolean {
  return names.akaHash === null || akaHash === names.akaHash
}

function phoneOf({ phoneHash }: Contact, names: Names): Partial<Pick<Contact, 'phoneHash'>> {
  return names.phoneHash === null || names.phoneHash === phoneHash ? {} : { phoneHash: names.phoneHash }
}

function windowOf(world: World, contact: Contact, saidAt: Date, now: Date): { windowUntil?: Date } {
  const windowMs = world.channels.get(contact.channel)?.abilities.windowMs
  if (windowMs === undefined) return {}
  const until = windowAfter(contact.windowUntil, saidAt < now ? saidAt : now, windowMs)
  return until && until > now ? { windowUntil: until } : {}
}

/** Finds out whose names these are where they do not stand so; retires whoever has them no longer. */
function* recognised(
  db: Db,
  world: World,
  channel: string,
  names: Names,
  found: Known | undefined,
  now: Date,
): Work<Known> {
  const holder = yield* contactByAka(db, channel, names.akaHash ?? names.addressHash)
  // The message came without the id under which its phone is known.
  if (!found && names.akaHash === null && holder) return holder
  const byPhone = found || names.akaHash === null ? undefined : yield* contactAt(db, channel, names.akaHash)
  const met = found?.contact.akaHash === null ? found : byPhone
  const gone = [found, holder].filter((one) => one !== undefined && one !== met).map((one) => one!.contact)
  for (const contact of gone) yield* retire(db, world, contact, now)
  if (!met) return yield* begin(db, world, channel, names, gone, now)
  const { address, addressHash, akaHash } = names
  const addressSealed = world.vault.seal('contacts.address', address)
  const change = { addressSealed, addressHash, akaHash, ...wishesOf(gone, met.contact) }
  yield* changeContact(db, met.contact.id, change)
  return { ...met, contact: { ...met.contact, ...change } }
}

function* begin(
  db: Db,
  world: World,
  channel: string,
  { address, ...hashes }: Names,
  before: readonly Contact[],
  now: Date,
): Work<Known> {
  const contact = yield* addContact(db, {
    id: world.ids.next(now),
    code: makeCode(world.ids.random(CHAT_CODE)),
    addressSealed: world.vault.seal('contacts.address', address),
    ...{ channel, ...hashes, locale: before[0]?.locale ?? ('id' as const), createdAt: now },
    ...wishesOf(before),
  })
  return { contact, session: null, handover: null }
}

/** Who wanted to be left alone, or mourned, under names that are another's now, is left alone under those too. */
function wishesOf(
  before: readonly Contact[],
  own?: Contact,
): Partial<Pick<Contact, 'optedOutAt' | 'stoppedAt' | 'bereavedAt'>> {
  const silent = before.find(({ optedOutAt }) => optedOutAt !== null)
  const mourning = before.find(({ bereavedAt }) => bereavedAt !== null)
  const isFree = own?.optedOutAt == null && own?.optedInAt == null
  return {
    ...(silent && isFree && { optedOutAt: silent.optedOutAt, stoppedAt: silent.stoppedAt }),
    ...(mourning && own?.bereavedAt == null && { bereavedAt: mourning.bereavedAt }),
  }
}

/**
 * Nobody writes from this contact any more, and nothing goes to it. What was proven there stays proven there and nowhere else,
 * and its wish to be left alone stays the person's.
 */
function* retire(db: Db, world: World, contact: Contact, now: Date): Work<void> {
  yield* changeContact(db, contact.id, {
    ...{ addressSealed: world.vault.seal('contacts.address', ''), akaHash: null, phoneHash: null, windowUntil: null },
    addressHash: world.vault.hash('address', `retired ${contact.id}`),
    ...{ optedInAt: null, optedInSource: null },
  })
  yield* takeBackAll(db, contact.id, now, 'numberChanged')
  yield* note(db, {
    ...{ id: world.ids.next(now), at: now, actor: 'platform', action: 'contact.retired' },
    ...{ subject: `contact:${contact.id}`, detail: { channel: contact.channel } },
  })
}

/** An account goes by other names from now on; its chat begins anew under them. Gives its contact; undefined where it is not known. */
export function* moveAccount(
  db: Db,
  world: World,
  channel: string,
  { from, to }: { from: Names; to: Names },
  now: Date,
): Work<Contact | undefined> {
  const before =
    (yield* contactAt(db, channel, from.addressHash)) ??
    (from.akaHash === null ? undefined : yield* contactAt(db, channel, from.akaHash)) ??
    (yield* contactByAka(db, channel, from.akaHash ?? from.addressHash))
  if (!before) return undefined
  yield* retire(db, world, before.contact, now)
  const there = yield* contactAt(db, channel, to.addressHash)
  if (!there) return (yield* begin(db, world, channel, to, [before.contact], now)).contact
  const wishes = wishesOf([before.contact], there.contact)
  if (Object.keys(wishes).length > 0) yield* changeContact(db, there.contact.id, wishes)
  return there.contact
}
