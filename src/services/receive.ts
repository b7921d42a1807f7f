import type { Arrival } from '../channels/channel.ts'
import { CHAT_CODE, makeCode } from '../domain/code.ts'
import type { Heard } from '../domain/heard.ts'
import type { Input } from '../domain/message.ts'
import { readPhone } from '../domain/phone.ts'
import type { Turn } from '../engine/turn.ts'
import { addContact, awaitsAnswer, changeContact, contactAt, heardFrom, type Known } from '../store/contacts.ts'
import { recordInbound } from '../store/inbound.ts'
import { type Db, runRacing, type Work } from '../store/work.ts'
import { clean } from '../understanding/clean.ts'
import { hear } from '../understanding/hear.ts'
import { converse, type Reply } from './converse.ts'
import { answeredBy } from './reach.ts'
import type { World } from './world.ts'

export interface Received {
  /** This delivery had been received before; nothing was done. */
  repeated: boolean
  contactId: string
  replies: Reply[]
  /** What the message was taken for, in one word, for tests and the terminal. */
  intent: string
  session: { flow: string | null; step: string }
}

/** What was computed of an arrival before its transaction: ciphers, hashes, what was understood. */
interface Prepared {
  now: Date
  channel: string
  heard: Heard
  externalHash: string
  addressHash: string
  addressSealed: string
  bodySealed: string
  phoneHash: string | null
}

/**
 * Takes one arrival in, in one transaction: the message is stored, understood and answered, or none of it.
 * A repeated delivery changes nothing. Rejects with a `StoreError` when it could not be stored; then it must not be confirmed.
 */
export async function receive(world: World, channel: string, arrival: Arrival): Promise<Received> {
  const prepared = prepare(world, channel, arrival)
  return await runRacing(world.database, (db) => takeIn(db, world, prepared))
}

function prepare(world: World, channel: string, arrival: Arrival): Prepared {
  const { vault } = world
  const heard = hear(inputOf(arrival))
  const phone = readPhone(arrival.sharedPhone ?? arrival.phone ?? '')
  return {
    now: world.clock.now(),
    channel,
    heard,
    externalHash: vault.hash('message', arrival.externalId),
    addressHash: vault.hash('address', arrival.address),
    addressSealed: vault.seal('contacts.address', arrival.address),
    bodySealed: vault.seal('inbound.body', JSON.stringify(heard.input)),
    phoneHash: phone === undefined ? null : vault.hash('phone', phone),
  }
}

function inputOf(arrival: Arrival): Input {
  const { text, nikTyped } = clean(arrival.text ?? '')
  const phone = readPhone(arrival.sharedPhone ?? '')
  return {
    text,
    ...(nikTyped && { nikTyped }),
    ...(arrival.choice !== undefined && { choice: arrival.choice.slice(0, 200) }),
    ...(phone !== undefined && { phone }),
    ...(arrival.attachment && { attachment: arrival.attachment }),
  }
}

function* takeIn(db: Db, world: World, arrived: Prepared): Work<Received> {
  const known = yield* whoWrites(db, world, arrived)
  const { contact } = known
  const recorded = yield* recordInbound(db, {
    id: world.ids.next(arrived.now),
    channel: arrived.channel,
    externalHash: arrived.externalHash,
    contactId: contact.id,
    bodySealed: arrived.bodySealed,
    receivedAt: arrived.now,
  })
  if (!recorded)
    return { repeated: true, contactId: contact.id, replies: [], intent: 'repeated', session: { flow: null, step: '' } }
  if (awaitsAnswer(contact)) yield* answeredBy(db, contact, arrived.now)
  yield* heardFrom(db, contact.id, arrived.now)
  const { turn, replies } = yield* converse(db, world, known, arrived.heard, arrived.now)
  const { flow, step } = turn.session
  return {
    repeated: false,
    contactId: contact.id,
    replies,
    intent: intentOf(arrived.heard, turn),
    session: { flow, step },
  }
}

/** The contact that writes, made when it is new; its phone is brought up to date. */
function* whoWrites(
  db: Db,
  world: World,
  { channel, addressHash, addressSealed, phoneHash, now }: Prepared,
): Work<Known> {
  const known = yield* contactAt(db, channel, addressHash)
  if (!known) {
    const contact = yield* addContact(db, {
      id: world.ids.next(now),
      code: makeCode(world.ids.random(CHAT_CODE)),
      ...{ channel, addressSealed, addressHash, phoneHash, locale: 'id' as const, createdAt: now },
    })
    return { contact, session: null }
  }
  if (phoneHash !== null && known.contact.phoneHash !== phoneHash) {
    yield* changeContact(db, known.contact.id, { phoneHash })
    return { ...known, contact: { ...known.contact, phoneHash } }
  }
  return known
}

function intentOf(heard: Heard, { took, word }: Turn): string {
  if (word) return word
  if (took === 'topic' && heard.topic) return heard.topic
  if (took === 'nod') return 'thanks'
  return took === 'unread' ? 'out_of_scope' : took
}
