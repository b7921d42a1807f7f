import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import type { Proof } from '../domain/proof.ts'
import { prepared } from './prepared.ts'
import type { NewRow, Row } from './schema.ts'
import type { Standing } from './sessions.ts'
import { type Db, exec, LostRace, type Work } from './work.ts'

export type Contact = Row<'contacts'>

/** A contact and where its chat stands. */
export interface Chat {
  contact: Contact
  session: Standing | null
}

/** A chat and the hand-over that is open in it, in one look. */
export interface Known extends Chat {
  handover: Pick<Row<'handovers'>, 'id' | 'rev' | 'officerAt'> | null
}

function whole(db: Db) {
  const { contacts, sessions, handovers } = db.t
  return db
    .select({
      contact: contacts,
      session: { rev: sessions.rev, stateSealed: sessions.stateSealed, heardAt: sessions.heardAt },
      handover: { id: handovers.id, rev: handovers.rev, officerAt: handovers.officerAt },
    })
    .from(contacts)
    .leftJoin(sessions, eq(sessions.contactId, contacts.id))
    .leftJoin(handovers, and(eq(handovers.contactId, contacts.id), isNull(handovers.closedAt)))
}

const known = prepared('contact_at', (db, p: { channel: unknown; addressHash: unknown }) => {
  const { contacts } = db.t
  return whole(db).where(
    and(eq(contacts.channel, p.channel as string), eq(contacts.addressHash, p.addressHash as string)),
  )
})

export function* contactAt(db: Db, channel: string, addressHash: string): Work<Known | undefined> {
  const [found] = yield* known(db, { channel, addressHash })
  return found
}

const knownByAka = prepared('contact_by_aka', (db, p: { channel: unknown; akaHash: unknown }) => {
  const { contacts } = db.t
  return whole(db).where(and(eq(contacts.channel, p.channel as string), eq(contacts.akaHash, p.akaHash as string)))
})

/** The contact of a channel that goes by another name too. */
export function* contactByAka(db: Db, channel: string, akaHash: string): Work<Known | undefined> {
  const [found] = yield* knownByAka(db, { channel, akaHash })
  return found
}

/** All contacts that some phones are known to be, on any channel. */
export function* contactsByPhones(db: Db, phoneHashes: readonly string[]): Work<Contact[]> {
  if (phoneHashes.length === 0) return []
  const { contacts } = db.t
  return yield* exec(
    db
      .select()
      .from(contacts)
      .where(inArray(contacts.phoneHash, [...new Set(phoneHashes)])),
  )
}

/** The contacts that were proven to be some workers, with the worker of each link. */
export function* contactsOfWorkers(
  db: Db,
  workerIds: readonly string[],
): Work<{ workerId: string; contact: Contact }[]> {
  if (workerIds.length === 0) return []
  const { contacts, contactWorkers } = db.t
  return yield* exec(
    db
      .select({ workerId: contactWorkers.workerId, contact: contacts })
      .from(contactWorkers)
      .innerJoin(contacts, eq(contacts.id, contactWorkers.contactId))
      .where(inArray(contactWorkers.workerId, [...workerIds]))
      .orderBy(contactWorkers.provenAt, contacts.id),
  )
}

/** When something was last heard in some contacts, by their ids. */
export function* heardIn(db: Db, contactIds: readonly string[]): Work<Map<string, Date>> {
  if (contactIds.length === 0) return new Map()
  const { sessions } = db.t
  const rows = yield* exec(
    db
      .select({ contactId: sessions.contactId, heardAt: sessions.heardAt })
      .from(sessions)
      .where(and(inArray(sessions.contactId, [...new Set(contactIds)]), isNotNull(sessions.heardAt))),
  )
  return new Map(rows.map(({ contactId, heardAt }) => [contactId, heardAt!]))
}

/** Adds a contact; throws `LostRace` when the same address was added meanwhile. */
export function* addContact(db: Db, contact: NewRow<'contacts'>): Work<Contact> {
  const [added] = yield* exec(db.insert(db.t.contacts).values(contact).onConflictDoNothing().returning())
  if (!added) throw new LostRace('contact')
  return added
}

export function* changeContact(
  db: Db,
  id: string,
  change: Partial<
    Pick<
      Contact,
      | ('addressSealed' | 'addressHash' | 'akaHash' | 'phoneHash' | 'windowUntil')
      | ('locale' | 'optedInAt' | 'optedInSource' | 'optedOutAt' | 'stoppedAt' | 'bereavedAt')
    >
  >,
): Work<void> {
  yield* exec(db.update(db.t.contacts).set(change).where(eq(db.t.contacts.id, id)))
}

const setNoticed = prepared('contact_noticed', (db, p: { id: unknown; at: unknown }) =>
  db
    .update(db.t.contacts)
    .set({ noticedAt: p.at as Date })
    .where(eq(db.t.contacts.id, p.id as string)),
)

/** Notes that something nobody asked for has left for a contact, or may have left. */
export function* markNoticed(db: Db, id: string, at: Date): Work<void> {
  yield* setNoticed(db, { id, at })
}

/** Links a contact to the workers it was proven to be; a link that stands keeps its first proof. */
export function* linkWorkers(
  db: Db,
  contactId: string,
  workerIds: readonly string[],
  proof: { proof: Proof; provenAt: Date; provenBy: string },
): Work<void> {
  if (workerIds.length === 0) return
  const rows = workerIds.map((workerId) => ({ contactId, workerId, ...proof }))
  yield* exec(db.insert(db.t.contactWorkers).values(rows).onConflictDoNothing())
}

const linked = prepared('contact_workers', (db, p: { contactId: unknown }) => {
  const { contactWorkers } = db.t
  return db
    .select({ workerId: contactWorkers.workerId })
    .from(contactWorkers)
    .where(eq(contactWorkers.contactId, p.contactId as string))
    .orderBy(contactWorkers.provenAt, contactWorkers.workerId)
})

/** The ids of the workers that a contact was proven to be, in the order of the proofs. */
export function* linkedWorkers(db: Db, contactId: string): Work<string[]> {
  return (yield* linked(db, { contactId })).map(({ workerId }) => workerId)
}

/** The names of the workers that some contacts were proven to be, in the order of the proofs. */
export function* provenNames(db: Db, contactIds: readonly string[]): Work<Map<string, string[]>> {
  if (contactIds.length === 0) return new Map()
  const { contactWorkers, workers } = db.t
  const rows = yield* exec(
    db
      .select({ contactId: contactWorkers.contactId, name: workers.name })
      .from(contactWorkers)
      .innerJoin(workers, eq(workers.id, contactWorkers.workerId))
      .where(and(inArray(contactWorkers.contactId, [...contactIds]), isNull(workers.mergedInto)))
      .orderBy(contactWorkers.provenAt, contactWorkers.workerId),
  )
  const byContact = Map.groupBy(rows, ({ contactId }) => contactId)
  return new Map([...byContact].map(([contactId, named]) => [contactId, named.map(({ name }) => name)]))
}

/** Whether a contact has asked for a person and no officer has closed that yet. */
export function* hasOpenWish(db: Db, contactId: string): Work<boolean> {
  return (yield* openWishOf(db, contactId)) !== undefined
}

const wish = prepared('handover_open', (db, p: { contactId: unknown }) => {
  const { handovers } = db.t
  return db
    .select({ id: handovers.id })
    .from(handovers)
    .where(and(eq(handovers.contactId, p.contactId as string), isNull(handovers.closedAt)))
})

/** The id of the hand-over that is open in a chat. */
export function* openWishOf(db: Db, contactId: string): Work<string | undefined> {
  return (yield* wish(db, { contactId }))[0]?.id
}

/** Opens a hand-over, or leaves the one that is open. */
export function* wishForPerson(db: Db, wish: NewRow<'handovers'>): Work<void> {
  yield* exec(db.insert(db.t.handovers).values(wish).onConflictDoNothing())
}

/** Whether the newest notice to a contact has not been answered yet. */
export function awaitsAnswer({ contact: { noticedAt }, session }: Chat): boolean {
  const heardAt = session?.heardAt ?? null
  return noticedAt !== null && (heardAt === null || heardAt < noticedAt)
}

/** The first instant at which something new may go to a chat: now, or when its platform lets us. */
export function freeFrom({ waitsUntil }: Contact, now: Date): Date {
  return waitsUntil !== null && waitsUntil > now ? waitsUntil : now
}

export function* contactsById(db: Db, ids: readonly string[]): Work<Contact[]> {
  if (ids.length === 0) return []
  return yield* exec(
    db
      .select()
      .from(db.t.contacts)
      .where(inArray(db.t.contacts.id, [...new Set(ids)])),
  )
}

/** The contact whose chat code an officer was shown. */
export function* contactByCode(db: Db, code: string): Work<Contact | undefined> {
  const [found] = yield* exec(db.select().from(db.t.contacts).where(eq(db.t.contacts.code, code)))
  return found
}
