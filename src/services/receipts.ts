import type { ReachKind } from '../domain/reach.ts'
import { note } from '../store/audit.ts'
import { type Contact, changeContact } from '../store/contacts.ts'
import { markSent, REPLIES_FIRST } from '../store/outbox.ts'
import { isOurs, keepEarly, type Named, noteReceipt, takeEarly } from '../store/receipts.ts'
import { cancelUnasked } from '../store/unasked.ts'
import type { Db, Work } from '../store/work.ts'
import { reachedByMessage } from './reach.ts'
import type { World } from './world.ts'

const DELIVERED: ReachKind[] = ['sent', 'delivered']
const READ: ReachKind[] = [...DELIVERED, 'read']
// A receipt of a message that is not ours, or that a crash has made nameless, is kept for two days in vain.
const EARLY_KEEPS_MS = 2 * 86_400_000
const SLICE = 200

/** What a platform says later about a message: by our own id, or by the id that it gave. */
export interface Receipt {
  channel: string
  message: { ours: string } | { theirs: string }
  kind: 'delivered' | 'read'
  at: Date
}

/** Notes a receipt; late, repeated and disordered ones do no harm. It also settles a message whose sending was in doubt. */
export async function takeReceipt(world: World, { channel, message, kind, at }: Receipt): Promise<void> {
  const where =
    'ours' in message ? { id: message.ours } : { channel, externalHash: world.vault.hash('message', message.theirs) }
  await world.database.run((db) => take(db, where, { channel, kind, at }))
}

type Told = Pick<Receipt, 'channel' | 'kind' | 'at'>

function* take(db: Db, named: Named, { channel, kind, at }: Told): Work<void> {
  const noted = yield* noteReceipt(db, named, kind, at)
  if (!noted) {
    // A platform may be quicker to tell of a message than we are to note what id it gave it.
    if ('externalHash' in named && !(yield* isOurs(db, named))) yield* keepEarly(db, { ...named, kind, at })
    return
  }
  if (!noted.sentAt) yield* markSent(db, noted.id, at, noted.externalHash ?? '')
  if (noted.priority === REPLIES_FIRST) return
  yield* reachedByMessage(db, noted.id, kind === 'read' ? READ : DELIVERED, channel, at)
}

/** Notes the receipts that came before our own note of the sending. */
export async function settleEarly(world: World): Promise<void> {
  const before = new Date(world.clock.now().getTime() - EARLY_KEEPS_MS)
  await world.database.run(function* (db) {
    for (const { channel, externalHash, kind, at } of yield* takeEarly(db, before, SLICE))
      yield* take(db, { channel, externalHash }, { channel, kind, at })
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
