import type { Arrival } from '../channels/channel.ts'
import { PERSONAL_CODE, readCode } from '../domain/code.ts'
import { isSilent } from '../domain/handover.ts'
import type { Heard } from '../domain/heard.ts'
import { readMeetingCode } from '../domain/meeting.ts'
import type { Input } from '../domain/message.ts'
import { readPhone } from '../domain/phone.ts'
import type { Turn } from '../engine/turn.ts'
import { awaitsAnswer, type Known } from '../store/contacts.ts'
import { isRecorded, recordInbound } from '../store/inbound.ts'
import { queueReply } from '../store/outbox.ts'
import { type Db, runRacing, type Work } from '../store/work.ts'
import { clean } from '../understanding/clean.ts'
import { hear } from '../understanding/hear.ts'
import { chatCodeIn, linkByCode } from './accounts/own-chat.ts'
import { wantAttached } from './chat-files/fetch.ts'
import { converse, listen, offeredTo, type Reply, spoken } from './converse.ts'
import { noteNeed } from './needs.ts'
import { answeredBy } from './reach.ts'
import { optOutStopped } from './receipts.ts'
import { queueRemoval } from './removals.ts'
import { hearStop, leaveThread, placeOf } from './silence.ts'
import { moveAccount, type Names, namesOf, whoWrites } from './who-writes.ts'
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
  names: Names
  saidAt: Date | undefined
  /** By which what is attached can be fetched. */
  file: string | undefined
  bodySealed: string
  /** What the message can be taken out of the chat by, where it holds what must not stay there. */
  removes: string | undefined
  stopped: boolean
  /** The names by which the account goes from now on. */
  movesTo: Names | undefined
  /** Of a code by which an officer may be linking the own chat. */
  chatCode: string | undefined
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
  return {
    now: world.clock.now(),
    channel,
    heard,
    externalHash: vault.hash('message', arrival.externalId),
    names: namesOf(world, arrival, readPhone(arrival.sharedPhone ?? arrival.phone ?? '')),
    saidAt: arrival.saidAt,
    file: arrival.file,
    bodySealed: vault.seal('inbound.body', JSON.stringify(heard.input)),
    removes: heard.input.nikTyped ? arrival.removable : undefined,
    stopped: arrival.stopped ?? false,
    movesTo: arrival.moved && namesOf(world, arrival.moved, readPhone(arrival.moved.phone ?? '')),
    chatCode: chatCodeIn(world, arrival.openedWith, arrival.text),
  }
}

function inputOf(arrival: Arrival): Input {
  const { text, nikTyped } = clean(arrival.text ?? '')
  const phone = readPhone(arrival.sharedPhone ?? '')
  const code = readCode(arrival.openedWith ?? '', PERSONAL_CODE)
  const meeting = readMeetingCode(arrival.openedWith ?? '')
  return {
    text,
    ...(nikTyped && { nikTyped }),
    ...(arrival.choice !== undefined && { choice: arrival.choice.slice(0, 200) }),
    ...(arrival.asked !== undefined && { asked: arrival.asked }),
    ...(phone !== undefined && { phone }),
    ...(code !== undefined && { code }),
    ...(meeting !== undefined && { meeting }),
    ...(arrival.attachment && { attachment: arrival.attachment }),
  }
}

function* takeIn(db: Db, world: World, arrived: Prepared): Work<Received> {
  if (arrived.movesTo) return unanswered(yield* move(db, world, arrived, arrived.movesTo), 'moved')
  const known = yield* whoWrites(db, world, arrived)
  if (!known) return unanswered('', 'repeated')
  const { contact } = known
  const inboundId = world.ids.next(arrived.now)
  const recorded = yield* recordInbound(db, {
    id: inboundId,
    channel: arrived.channel,
    externalHash: arrived.externalHash,
    contactId: contact.id,
    bodySealed: arrived.bodySealed,
    receivedAt: arrived.now,
  })
  if (!recorded) return unanswered(contact.id, 'repeated')
  if (arrived.stopped) {
    yield* optOutStopped(db, world, contact, arrived.now)
    return unanswered(contact.id, 'stopped')
  }
  if (arrived.removes !== undefined) yield* queueRemoval(db, world, contact, inboundId, arrived.removes, arrived.now)
  if (arrived.chatCode !== undefined && (yield* linkByCode(db, world, contact, arrived.chatCode, arrived.now)))
    return yield* saysOnly(db, world, known, ['reports.linked', 'officer'], arrived.now)
  if (awaitsAnswer(known)) yield* answeredBy(db, contact, arrived.now)
  const keeps = yield* wantAttached(db, world, known, { inboundId, file: arrived.file }, arrived.now)
  const isHeld = isSilent(known.handover, arrived.now)
  const heard = isHeld ? hearStop(arrived.heard, offeredTo(world, known)) : arrived.heard
  const place = placeOf(known.handover, heard, arrived.now)
  if (place === 'silent') {
    const { flow, step } = yield* listen(db, world, known, arrived.now)
    return { repeated: false, contactId: contact.id, replies: [], intent: 'handover', session: { flow, step } }
  }
  if (keeps && heard.input.text === '')
    return yield* saysOnly(db, world, known, ['human.fileKept', 'attachment'], arrived.now)
  if (place === 'called') yield* leaveThread(db, world, contact, known.handover, arrived.now)
  const { turn, replies } = yield* converse(db, world, known, heard, arrived.now)
  yield* noteNeed(db, world, contact, heard, turn, arrived.now)
  const { flow, step } = turn.session
  return {
    repeated: false,
    contactId: contact.id,
    replies,
    intent: intentOf(heard, turn),
    session: { flow, step },
  }
}

/** An account goes by other names from now on; once, since those may be somebody's again. Gives the id of its contact. */
function* move(
  db: Db,
  world: World,
  { now, channel, externalHash, names, bodySealed }: Prepared,
  to: Names,
): Work<string> {
  if (yield* isRecorded(db, channel, externalHash)) return ''
  const contactId = (yield* moveAccount(db, world, channel, { from: names, to }, now))?.id ?? ''
  yield* recordInbound(db, { id: world.ids.next(now), channel, externalHash, contactId, bodySealed, receivedAt: now })
  return contactId
}

/** Says one thing; the conversation stays where it stood. */
function* saysOnly(
  db: Db,
  world: World,
  known: Known,
  [text, intent]: [text: string, intent: string],
  now: Date,
): Work<Received> {
  const { contact } = known
  const { flow, step } = yield* listen(db, world, known, now)
  const prompt = spoken(world, contact.locale, { text })
  const reply: Reply = { id: world.ids.next(now), contact, prompt, notBefore: now }
  yield* queueReply(db, {
    ...{ id: reply.id, contactId: contact.id, channel: contact.channel, cause: 'reply', causeId: contact.id },
    ...{ bodySealed: world.vault.seal('outbox.body', JSON.stringify(prompt)), createdAt: now, notBefore: now },
  })
  return { repeated: false, contactId: contact.id, replies: [reply], intent, session: { flow, step } }
}

function unanswered(contactId: string, intent: 'repeated' | 'stopped' | 'moved'): Received {
  return { repeated: intent === 'repeated', contactId, replies: [], intent, session: { flow: null, step: '' } }
}

function intentOf(heard: Heard, { took, word }: Turn): string {
  if (word) return word
  if (took === 'topic' && heard.distress) return 'distress'
  if ((took === 'topic' || took === 'aside') && heard.topic) return heard.topic
  if (took === 'nod') return 'thanks'
  return took === 'unread' ? 'out_of_scope' : took
}
