import type { NotSent, Receipt } from '../channels/channel.ts'
import type { ReachKind } from '../domain/reach.ts'
import { WINDOW_CLOSED } from '../domain/window.ts'
import { note } from '../store/audit.ts'
import { type Contact, changeContact, contactsById } from '../store/contacts.ts'
import { unsettle } from '../store/ended.ts'
import { markFailed, markSent, type Outgoing, REPLIES_FIRST, reopen } from '../store/outbox.ts'
import { keepEarly, messageNamed, type Named, noteReceipt, takeEarly } from '../store/receipts.ts'
import { cancelUnasked } from '../store/unasked.ts'
import type { Db, Work } from '../store/work.ts'
import { reasonOf, TRIES } from './not-sent.ts'
import { reachedByMessage } from './reach.ts'
import type { World } from './world.ts'

const DELIVERED: ReachKind[] = ['sent', 'delivered']
const READ: ReachKind[] = [...DELIVERED, 'read']
// A receipt of a message that is not ours, or that a crash has made nameless, is kept for two days in vain.
const EARLY_KEEPS_MS = 2 * 86_400_000
const SLICE = 200
/** What failed behind our back is not sent again at once, however short its platform's wait. */
const AGAIN_MS = 60_000

type Told = { channel: string; at: Date } & (
  | { kind: 'sent' | 'delivered' | 'read' }
  | { kind: 'failed'; outcome: NotSent }
)

/** Notes a receipt; late, repeated and disordered ones do no harm. It also settles a message whose sending was in doubt. */
export async function takeReceipt(world: World, receipt: Receipt & { channel: string }): Promise<void> {
  const { message, at = world.clock.now(), ...told } = receipt
  const theirs = 'theirs' in message && message.theirs !== undefined ? message.theirs : undefined
  const names = {
    ...('ours' in message && { id: message.ours }),
    ...(theirs !== undefined && { externalHash: world.vault.hash('message', theirs) }),
  }
  await world.database.run((db) => take(db, world, names, { ...told, at }))
}

interface Names {
  id?: string
  externalHash?: string
}

function* take(db: Db, world: World, names: Names, told: Told): Work<void> {
  if (told.kind === 'failed') return yield* takeFailure(db, world, names, told)
  if (told.kind === 'sent') return yield* takeSending(db, names, told)
  const { channel, kind, at } = told
  const noted = yield* noteReceipt(db, namedBy(names, channel), kind, at)
  if (!noted) {
    // A platform may be quicker to tell of a message than we are to note what id it gave it.
    if (names.id === undefined && !(yield* messageNamed(db, namedBy(names, channel))))
      yield* keepEarly(db, { channel, externalHash: names.externalHash!, kind, at, outcome: null })
    return
  }
  if (!noted.sentAt) yield* markSent(db, noted.id, at, noted.externalHash ?? names.externalHash ?? '')
  if (noted.priority === REPLIES_FIRST) return
  yield* reachedByMessage(db, noted.id, kind === 'read' ? READ : DELIVERED, channel, at)
}

function namedBy({ id, externalHash }: Names, channel: string): Named {
  return id === undefined ? { channel, externalHash: externalHash! } : { id }
}

/** That a platform has taken a message is news where its sending was in doubt. */
function* takeSending(db: Db, names: Names, { channel, at }: Told): Work<void> {
  const message = yield* messageNamed(db, namedBy(names, channel))
  if (!message?.unknownAt || message.sentAt) return
  yield* markSent(db, message.id, at, names.externalHash ?? '')
  if (message.priority !== REPLIES_FIRST) yield* reachedByMessage(db, message.id, ['sent'], channel, at)
}

/** A message that its platform had taken came to nothing. One that has arrived has arrived, whatever is said later. */
function* takeFailure(db: Db, world: World, names: Names, told: Told & { kind: 'failed' }): Work<void> {
  const { channel, at, outcome } = told
  const message = yield* messageNamed(db, namedBy(names, channel))
  if (!message?.sentAt && !message?.unknownAt) {
    // It is in hand still, or not known by that name: it is taken note of once it is.
    if (names.externalHash !== undefined && !message?.failedAt && !message?.cancelledAt)
      yield* keepEarly(db, {
        ...{ channel, externalHash: names.externalHash, kind: 'failed', at },
        outcome: JSON.stringify(outcome),
      })
    return
  }
  if (message.deliveredAt || message.readAt || message.failedAt || message.cancelledAt) return
  yield* unsettle(db, message.id)
  yield* failLater(db, world, message, outcome)
}

function* failLater(db: Db, world: World, message: Outgoing, outcome: NotSent): Work<void> {
  const now = world.clock.now()
  if (outcome.because !== 'retry' && outcome.because !== 'deferred') {
    yield* markFailed(db, message.id, now, outcome.failure)
    const [contact] = outcome.because === 'stopped' ? yield* contactsById(db, [message.contactId]) : []
    if (contact) yield* optOutStopped(db, world, contact, now)
    return
  }
  const isFree = outcome.because === 'deferred' || outcome.free === true
  if (!isFree && message.attempts >= TRIES) return yield* markFailed(db, message.id, now, 'tooManyTries')
  const notBefore = new Date(now.getTime() + Math.max(outcome.afterMs, AGAIN_MS))
  const attempts = isFree ? message.attempts - 1 : message.attempts
  yield* reopen(db, message.id, { notBefore, attempts, failure: reasonOf(outcome) ?? null })
  if (reasonOf(outcome) === WINDOW_CLOSED) yield* changeContact(db, message.contactId, { windowUntil: null })
}

/** Notes the receipts that came before our own note of the sending. */
export async function settleEarly(world: World): Promise<void> {
  const before = new Date(world.clock.now().getTime() - EARLY_KEEPS_MS)
  await world.database.run(function* (db) {
    for (const { channel, externalHash, kind, at, outcome } of yield* takeEarly(db, before, SLICE)) {
      const told: Told =
        kind === 'failed' ? { kind, channel, at, outcome: JSON.parse(outcome!) as NotSent } : { kind, channel, at }
      yield* take(db, world, { externalHash }, told)
    }
  })
}

/** The platform says that the person has stopped us there: nothing unasked goes to them until they start again. */
export function* optOutStopped(db: Db, world: World, contact: Contact, now: Date): Work<void> {
  yield* changeContact(db, contact.id, { optedOutAt: now, stoppedAt: now })
  yield* cancelUnasked(db, contact.id, now)
  yield* note(db, {
    ...{ id: world.ids.next(now), at: now, actor: 'platform', action: 'contact.stopped' },
    ...{ subject: `contact:${contact.id}`, detail: { channel: contact.channel } },
  })
}
