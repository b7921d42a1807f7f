import { setTimeout } from 'node:timers/promises'
import type { Channel, Outgoing as ChannelMessage, Sent } from '../channels/channel.ts'
import { UNAUTHORISED } from '../domain/alarm.ts'
import { isSilencedSince } from '../domain/correction.ts'
import type { SpokenPrompt } from '../domain/message.ts'
import { mayLeaveAt } from '../domain/quiet-hours.ts'
import { type Halt, haltedCampaigns } from '../store/campaigns.ts'
import { type Contact, changeContact, contactsById } from '../store/contacts.ts'
import { askedAt } from '../store/corrections.ts'
import {
  cancel,
  holdChat,
  lapsed,
  markFailed,
  markSent,
  markUnknown,
  type Outgoing,
  REPLIES_FIRST,
  release,
  takeDue,
  takeThese,
} from '../store/outbox.ts'
import { noteReceipt } from '../store/receipts.ts'
import { refusedMessages } from '../store/refusals.ts'
import { type Db, runRacing, type Work } from '../store/work.ts'
import type { Reply } from './converse.ts'
import { atPace, noteReplies, type Paced, replyNoted } from './paces.ts'
import { reachedByMessage } from './reach.ts'
import { optOutStopped } from './receipts.ts'
import { removableOf } from './removals.ts'
import { comeOut } from './unasked.ts'
import type { World } from './world.ts'

const LEASE_MS = 60_000
/** So many are taken at once by a sweep. */
export const BATCH = 200
/** Five tries that the message itself failed at; then an officer is to look. */
const TRIES = 5

const NOTHING: SpokenPrompt = { text: '', choices: [] }

/** A message that this process holds the lease of. */
interface Held {
  id: string
  contact: Contact
  prompt: SpokenPrompt
  attempts: number
  /** It says nothing, but takes a message out of the chat. */
  removes?: string
  /** Nobody asked for it: it is held against consent and the ledger. */
  unasked: boolean
}

/** Sends what has just been answered, without reading it back from the database; says of each chat when it is through. */
export async function deliverReplies(
  world: World,
  replies: readonly Reply[],
  through: (contactId: string) => void = () => {},
): Promise<void> {
  const now = world.clock.now()
  const ready = replies.filter(({ notBefore, contact }) => notBefore <= now && world.channels.has(contact.channel))
  if (ready.length === 0) return
  const taken = await world.database.run((db) =>
    takeThese(
      db,
      ready.map(({ id }) => id),
      now,
      leaseEnd(now),
    ),
  )
  const held = ready.filter(({ id }) => taken.has(id)).map((reply) => ({ ...reply, attempts: 1, unasked: false }))
  for (const { contact } of held) noteReplies(world.channels.get(contact.channel)!, 1)
  await sendAll(world, held, through)
}

/**
 * Sends a batch of what is due; says how many it took. Zero means that nothing is due now. Replies younger than `restMs`
 * are left to whoever has just queued them, so that a chat's messages keep their order.
 */
export async function deliverDue(world: World, restMs = 0): Promise<number> {
  return (await deliverBatch(world, restMs)).took
}

/** Sends all that is due and that the channels may be handed now, batch after batch. */
export async function deliverAllDue(world: World, restMs = 0): Promise<void> {
  while ((await deliverDue(world, restMs)) > 0);
}

/**
 * Sends what is due for about `forMs`, waiting for channels that may be handed more within that time, so that many messages
 * leave evenly and not with each stroke of the clock.
 */
export async function deliverEvenly(world: World, restMs: number, forMs: number): Promise<void> {
  const until = world.clock.now().getTime() + forMs
  for (;;) {
    const { took, waitMs } = await deliverBatch(world, restMs)
    if (took > 0) continue
    if (waitMs === 0 || world.clock.now().getTime() + waitMs >= until) return
    await setTimeout(waitMs)
  }
}

async function deliverBatch(world: World, restMs: number): Promise<{ took: number; waitMs: number }> {
  const now = world.clock.now()
  const madeBy = new Date(now.getTime() - restMs)
  const { held, paced } = await runRacing(world.database, (db) => takeBatch(db, world, now, madeBy))
  for (const [channel, { replies }] of paced) replyNoted(channel, replies)
  await sendAll(world, held)
  const waits = [...paced.values()].flatMap(({ waitMs }) => (waitMs > 0 ? [waitMs] : []))
  return { took: held.length, waitMs: waits.length > 0 ? Math.min(...waits) : 0 }
}

interface Batch {
  held: Held[]
  paced: Map<Channel, Paced<Outgoing>>
}

/** Replies first, all that fit; then what nobody asked for, in its hours and no faster than each channel takes it. */
function* takeBatch(db: Db, world: World, now: Date, madeBy: Date): Work<Batch> {
  const due = { now, until: leaseEnd(now), madeBy }
  const replies = yield* takeDue(db, { ...due, limit: BATCH, channels: [...world.channels.keys()], unasked: false })
  const paced = yield* takeUnasked(db, world, due, replies)
  const rows = [...replies, ...[...paced.values()].flatMap(({ taken }) => taken)]
  return { held: yield* heldAmong(db, world, rows, now), paced }
}

function* heldAmong(db: Db, world: World, rows: readonly Outgoing[], now: Date): Work<Held[]> {
  const unasked = rows.filter(({ priority }) => priority !== REPLIES_FIRST)
  const refused = yield* refusedMessages(
    db,
    unasked.map(({ id }) => id),
  )
  const halted = yield* haltedCampaigns(db, causesIn(rows, 'campaign'))
  const wished = yield* askedAt(db, causesIn(rows, 'correction'))
  const contacts = new Map(
    (yield* contactsById(
      db,
      rows.map((row) => row.contactId),
    )).map((contact) => [contact.id, contact]),
  )
  const held: Held[] = []
  for (const row of rows) {
    const contact = contacts.get(row.contactId)!
    const known = { halted: halted.get(row.causeId), isRefused: refused.has(row.id), wished: wished.get(row.causeId) }
    const bar = row.priority === REPLIES_FIRST ? undefined : barTo(row, contact, known, now)
    const message = bar === undefined ? yield* heldOf(db, world, row, contact, now) : undefined
    if (message) held.push(message)
    else if (bar) yield* cancel(db, row.id, now, bar)
    else yield* markFailed(db, row.id, now, 'unreadable')
  }
  return held
}

function* takeUnasked(
  db: Db,
  world: World,
  due: { now: Date; until: Date; madeBy: Date },
  replies: readonly Outgoing[],
): Work<Batch['paced']> {
  const paced: Batch['paced'] = new Map()
  if (!mayLeaveAt(due.now, world.settings())) return paced
  let left = BATCH - replies.length
  for (const channel of world.channels.values()) {
    const { name, abilities } = channel
    const more = { channels: [name], unasked: true, perChat: abilities.perChat }
    const answers = replies.filter((row) => row.channel === name && row.cause !== 'removal').length
    const room = { most: left, answers, now: due.now }
    const one = yield* atPace(db, channel, room, (limit) => takeDue(db, { ...due, ...more, limit }))
    left -= one.taken.length
    paced.set(channel, one)
  }
  return paced
}

function causesIn(rows: readonly Outgoing[], wanted: Outgoing['cause']): string[] {
  return [...new Set(rows.filter(({ cause }) => cause === wanted).map(({ causeId }) => causeId))]
}

/** Why something that nobody asked for may not be sent any more. */
function barTo(
  row: Outgoing,
  contact: Contact,
  { halted, isRefused, wished }: { halted: Halt | undefined; isRefused: boolean; wished: Date | undefined },
  now: Date,
): string | undefined {
  const expired = row.expiresAt && row.expiresAt <= now ? 'expired' : undefined
  if (halted) return halted
  // The answer to what somebody has asked for goes out, unless they want silence since.
  if (wished) return isSilencedSince(wished, contact) ? 'silenced' : expired
  if (contact.optedOutAt || isRefused) return 'optedOut'
  // News of a family's own case is for those who mourn.
  return contact.bereavedAt && row.cause !== 'claim' ? 'bereaved' : expired
}

/** Undefined where the row cannot be opened: one damaged row must not keep all others from going. */
function* heldOf(db: Db, world: World, row: Outgoing, contact: Contact, now: Date): Work<Held | undefined> {
  const read = readBody(world, row)
  if (!read) return undefined
  const { id, attempts } = row
  const unasked = row.priority !== REPLIES_FIRST
  const prompt = unasked ? yield* comeOut(db, world, contact, { id, body: read.prompt }, now) : read.prompt
  return { id, contact, attempts, unasked, ...read, prompt }
}

function readBody(world: World, { id, cause, bodySealed }: Outgoing): Pick<Held, 'prompt' | 'removes'> | undefined {
  try {
    const body = world.vault.open('outbox.body', bodySealed)
    if (cause === 'removal') return { prompt: NOTHING, removes: removableOf(body) }
    return { prompt: JSON.parse(body) as SpokenPrompt }
  } catch {
    world.log.error({ outboxId: id }, 'a message could not be read back; it will not be sent')
    return undefined
  }
}

/** Messages to one chat go one after another, those to different chats side by side; no message waits for a removal. */
async function sendAll(
  world: World,
  held: readonly Held[],
  through: (contactId: string) => void = () => {},
): Promise<void> {
  const chats = Map.groupBy(held, ({ id, contact, removes }) => (removes === undefined ? contact.id : id))
  await Promise.all([...chats].map(([id, chat]) => sendChat(world, chat).then(() => through(id))))
}

/** Sends what one chat is to get, in order; after one that must wait, the rest waits too. */
async function sendChat(world: World, chat: readonly Held[]): Promise<void> {
  const outcomes: [Held, Sent][] = []
  for (const message of chat) {
    const [, last] = outcomes.at(-1) ?? []
    if (last && !last.sent && last.because === 'retry') outcomes.push([message, { ...last, free: true }])
    else outcomes.push([message, await sendOne(world, message)])
  }
  const now = world.clock.now()
  await world.database.run(function* (db) {
    for (const [message, sent] of outcomes) yield* settle(db, world, message, sent, now)
  })
}

async function sendOne(world: World, { id, contact, prompt, removes }: Held): Promise<Sent> {
  const channel = world.channels.get(contact.channel) as Channel
  try {
    const address = world.vault.open('contacts.address', contact.addressSealed)
    if (removes !== undefined) return await remove(channel, address, removes)
    const message: ChannelMessage = { id, prompt, address }
    return await channel.send(message)
  } catch (error) {
    world.log.error(
      { outboxId: id, channel: channel.name, why: error instanceof Error ? error.name : 'unknown' },
      'a channel threw while sending',
    )
    return { sent: false, because: 'unknown', failure: 'thrown' }
  }
}

async function remove(channel: Channel, address: string, removable: string): Promise<Sent> {
  const removed = await channel.remove?.({ address, removable })
  return removed ?? { sent: false, because: 'refused', failure: 'cannotRemove' }
}

function* settle(db: Db, world: World, message: Held, sent: Sent, now: Date): Work<void> {
  // From here on an answer may be one to the notice; what still waits for the morning cannot be answered.
  if (message.unasked && (sent.sent || sent.because === 'unknown'))
    yield* changeContact(db, message.contact.id, { noticedAt: now })
  if (sent.sent) {
    yield* markSent(
      db,
      message.id,
      now,
      sent.externalId === undefined ? '' : world.vault.hash('message', sent.externalId),
    )
    if (sent.delivered) yield* noteReceipt(db, { id: message.id }, 'delivered', now)
    if (message.unasked)
      yield* reachedByMessage(
        db,
        message.id,
        sent.delivered ? ['sent', 'delivered'] : ['sent'],
        message.contact.channel,
        now,
      )
    return
  }
  const attempts = message.attempts - (sent.because === 'retry' && sent.free ? 1 : 0)
  if (sent.because === 'retry' && attempts < TRIES) {
    const until = new Date(now.getTime() + sent.afterMs)
    yield* release(db, message.id, until, attempts, sent.unauthorised && UNAUTHORISED)
    if (message.removes === undefined) yield* holdChat(db, message.contact.id, until)
    return
  }
  if (sent.because === 'retry') return yield* markFailed(db, message.id, now, 'tooManyTries')
  if (sent.because === 'unknown') return yield* markUnknown(db, message.id, now)
  yield* markFailed(db, message.id, now, sent.failure)
  if (sent.because === 'stopped') yield* optOutStopped(db, world, message.contact, now)
}

/** Settles messages whose sender died with them in hand: sent again only where a platform shows one id once. */
export async function settleLapsed(world: World): Promise<number> {
  const now = world.clock.now()
  return await world.database.run(function* (db) {
    const rows = yield* lapsed(db, now, BATCH)
    for (const { id, channel, cause } of rows) {
      if (cause === 'removal' || world.channels.get(channel)?.abilities.idempotent) yield* release(db, id, now)
      else yield* markUnknown(db, id, now)
    }
    return rows.length
  })
}

function leaseEnd(now: Date): Date {
  return new Date(now.getTime() + LEASE_MS)
}
