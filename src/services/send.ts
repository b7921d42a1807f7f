import type { Channel, Outgoing as ChannelMessage, Media, Sent } from '../channels/channel.ts'
import type { SpokenPrompt } from '../domain/message.ts'
import { isClosed, WINDOW_CLOSED } from '../domain/window.ts'
import { type Contact, changeContact, markNoticed } from '../store/contacts.ts'
import { holdChat, markFailed, markSent, markUnknown, release } from '../store/outbox.ts'
import { noteReceipt } from '../store/receipts.ts'
import type { Db, Work } from '../store/work.ts'
import { mediaOf } from './media/kept-media.ts'
import { reasonOf, TRIES } from './not-sent.ts'
import { reachedByMessage } from './reach.ts'
import { optOutStopped } from './receipts.ts'
import type { World } from './world.ts'

/** Nothing has left yet. */
const LATER: Sent = { sent: false, because: 'retry', afterMs: 10_000, free: true }

/** What nobody asked for is looked at again when it has been in hand for so long behind another: it may be stopped meanwhile. */
const IN_HAND_MS = 500
const TAKEN_BACK = { sent: false, because: 'retry', afterMs: 0, free: true } as const

/** A message that this process holds the lease of. */
export interface Held {
  id: string
  contact: Contact
  prompt: SpokenPrompt
  attempts: number
  /** It says nothing, but takes a message out of the chat. */
  removes?: string
  /** Nobody asked for it: it is held against consent and the ledger. */
  unasked: boolean
}

/** Messages to one chat go one after another, those to different chats side by side; no message waits for a removal. */
export async function sendAll(
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
  const since = world.clock.now().getTime()
  for (const message of chat) {
    const [, last] = outcomes.at(-1) ?? []
    const isLate = message.unasked && world.clock.now().getTime() - since > IN_HAND_MS
    if (last && !last.sent && last.because === 'retry') outcomes.push([message, { ...last, free: true }])
    else if (isLate) outcomes.push([message, TAKEN_BACK])
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
    const isLate = isClosed(contact.windowUntil, channel.abilities.windowMs, world.clock.now())
    const message: ChannelMessage = { id, prompt, address, ...(isLate && { isClosed: true }) }
    const media = await mediaFor(world, channel, prompt)
    if (media === 'later') return LATER
    return await channel.send(media ? { ...message, media } : message)
  } catch (error) {
    world.log.error(
      { outboxId: id, channel: channel.name, why: error instanceof Error ? error.name : 'unknown' },
      'a channel threw while sending',
    )
    return { sent: false, because: 'unknown', failure: 'thrown' }
  }
}

/** The file of a message where its channel carries it; otherwise the words go alone. `later`: it could not be looked for now. */
async function mediaFor(
  world: World,
  { abilities }: Channel,
  { file }: SpokenPrompt,
): Promise<Media | 'later' | undefined> {
  if (!file || !abilities.carries?.includes(file.type)) return undefined
  try {
    return await mediaOf(world, file.id)
  } catch (error) {
    world.log.warn({ error, fileId: file.id }, 'a file could not be read; its message waits')
    return 'later'
  }
}

async function remove(channel: Channel, address: string, removable: string): Promise<Sent> {
  const removed = await channel.remove?.({ address, removable })
  return removed ?? { sent: false, because: 'refused', failure: 'cannotRemove' }
}

function* settle(db: Db, world: World, message: Held, sent: Sent, now: Date): Work<void> {
  // From here on an answer may be one to the notice; what still waits for the morning cannot be answered.
  if (message.unasked && (sent.sent || sent.because === 'unknown')) yield* markNoticed(db, message.contact.id, now)
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
  if (sent.because === 'deferred') return yield* defer(db, message, sent, now)
  const attempts = message.attempts - (sent.because === 'retry' && sent.free ? 1 : 0)
  if (sent.because === 'retry' && attempts < TRIES) {
    const until = new Date(now.getTime() + sent.afterMs)
    yield* release(db, message.id, until, attempts, reasonOf(sent))
    if (message.removes === undefined) yield* holdChat(db, message.contact.id, until)
    return
  }
  if (sent.because === 'retry') return yield* markFailed(db, message.id, now, 'tooManyTries')
  if (sent.because === 'unknown') {
    const named = sent.externalId === undefined ? undefined : world.vault.hash('message', sent.externalId)
    return yield* markUnknown(db, message.id, now, sent.failure, named)
  }
  yield* markFailed(db, message.id, now, sent.failure)
  if (sent.because === 'stopped') yield* optOutStopped(db, world, message.contact, now)
}

/** It waits by itself, so that what else goes to the chat need not. */
function* defer(
  db: Db,
  { id, contact, attempts }: Held,
  sent: Extract<Sent, { because: 'deferred' }>,
  now: Date,
): Work<void> {
  yield* release(db, id, new Date(now.getTime() + sent.afterMs), attempts - 1, sent.failure)
  if (sent.failure === WINDOW_CLOSED && contact.windowUntil !== null)
    yield* changeContact(db, contact.id, { windowUntil: null })
}
