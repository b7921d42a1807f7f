import type { Channel } from '../channels/channel.ts'
import { isSilencedSince } from '../domain/correction.ts'
import type { SpokenPrompt } from '../domain/message.ts'
import { mayLeaveAt } from '../domain/quiet-hours.ts'
import { isClosed, WINDOW_CLOSED } from '../domain/window.ts'
import { type Halt, haltedCampaigns } from '../store/campaigns.ts'
import { type Contact, contactsById } from '../store/contacts.ts'
import { askedAt } from '../store/corrections.ts'
import { type Due, takeDue } from '../store/due.ts'
import { cancel, markFailed, type Outgoing, REPLIES_FIRST, release } from '../store/outbox.ts'
import { type Barred, barredMessages } from '../store/refusals.ts'
import type { Db, Work } from '../store/work.ts'
import { noteAlarms, noteHanded, roomWithCare } from './care.ts'
import { atPace, type Paced } from './paces.ts'
import { removableOf } from './removals.ts'
import type { Held } from './send.ts'
import { comeOut } from './unasked.ts'
import type { World } from './world.ts'

const LEASE_MS = 60_000
/** So many are taken at once by a sweep. */
export const BATCH = 200
/** What waits for its person to write, or for its words to be approved, is looked at so often. */
const CLOSED_MS = 3_600_000
const NOTHING: SpokenPrompt = { text: '', choices: [] }

interface Batch {
  held: Held[]
  paced: Map<Channel, Paced<Outgoing>>
}

/** Replies first, all that fit; then what nobody asked for, in its hours and no faster than each channel takes it. */
export function* takeBatch(db: Db, world: World, now: Date, madeBy: Date): Work<Batch> {
  const due = { now, until: leaseEnd(now), madeBy }
  const replies = yield* takeDue(db, { ...due, limit: BATCH, channels: [...world.channels.keys()], unasked: false })
  const paced = yield* takeUnasked(db, world, due, replies)
  const rows = [...replies, ...[...paced.values()].flatMap(({ taken }) => taken)]
  return { held: yield* heldAmong(db, world, rows, now), paced }
}

function* heldAmong(db: Db, world: World, rows: readonly Outgoing[], now: Date): Work<Held[]> {
  const unasked = rows.filter(({ priority }) => priority !== REPLIES_FIRST)
  const barred = yield* barredMessages(
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
    const known = { halted: halted.get(row.causeId), about: barred.get(row.id), wished: wished.get(row.causeId) }
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
  yield* noteAlarms(db, world, due.now)
  if (!mayLeaveAt(due.now, world.settings())) return paced
  let left = BATCH - replies.length
  for (const channel of world.channels.values()) {
    const { name, abilities } = channel
    const more = { channels: [name], unasked: true, perChat: abilities.perChat }
    const answers = replies.filter((row) => row.channel === name && row.cause !== 'removal').length
    const { caution } = abilities
    const most = caution ? Math.min(left, yield* roomWithCare(db, world, channel, caution, due.now)) : left
    const room = { most, answers, now: due.now }
    const one = yield* atPace(db, channel, room, (limit) => takeGoing(db, world, channel, { ...due, ...more, limit }))
    if (caution && one.taken.length > 0) yield* noteHanded(db, world, channel, caution, due.now)
    left -= one.taken.length
    paced.set(channel, one)
  }
  return paced
}

/** What is due and can go: what may not be the first word to somebody who has not written of late waits, and costs no room. */
function* takeGoing(db: Db, world: World, channel: Channel, due: Due): Work<Outgoing[]> {
  const rows = yield* takeDue(db, due)
  const { windowMs } = channel.abilities
  if (windowMs === undefined || rows.length === 0) return rows
  const contacts = yield* contactsById(
    db,
    rows.map(({ contactId }) => contactId),
  )
  const closed = contacts.filter((one) => one.optedOutAt === null && isClosed(one.windowUntil, windowMs, due.now))
  const chats = new Set(closed.map(({ id }) => id))
  const waits = (row: Outgoing) => {
    const isOver = row.expiresAt !== null && row.expiresAt <= due.now
    const read = chats.has(row.contactId) && !isOver ? readBody(world, row) : undefined
    return read !== undefined && channel.opens?.(read.prompt) !== true
  }
  const waiting = new Set(rows.filter(waits))
  const until = new Date(due.now.getTime() + CLOSED_MS)
  for (const { id, attempts } of waiting) yield* release(db, id, until, attempts - 1, WINDOW_CLOSED)
  return rows.filter((row) => !waiting.has(row))
}

function causesIn(rows: readonly Outgoing[], wanted: Outgoing['cause']): string[] {
  return [...new Set(rows.filter(({ cause }) => cause === wanted).map(({ causeId }) => causeId))]
}

/** Why something that nobody asked for may not be sent any more. */
function barTo(
  row: Outgoing,
  contact: Contact,
  { halted, about, wished }: { halted: Halt | undefined; about: Barred | undefined; wished: Date | undefined },
  now: Date,
): string | undefined {
  const expired = row.expiresAt && row.expiresAt <= now ? 'expired' : undefined
  if (halted) return halted
  // The answer to what somebody has asked for goes out, unless they want silence since.
  if (wished) return isSilencedSince(wished, contact) ? 'silenced' : expired
  if (contact.optedOutAt) return 'optedOut'
  if (about) return about
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

/** Until when whoever takes a message now has it in hand. */
export function leaseEnd(now: Date): Date {
  return new Date(now.getTime() + LEASE_MS)
}
