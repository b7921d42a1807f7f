import { note } from '../store/audit.ts'
import { type Contact, changeContact } from '../store/contacts.ts'
import { cancelUnasked, markSent, noteReceipt, REPLIES_FIRST } from '../store/outbox.ts'
import type { Db, Work } from '../store/work.ts'
import { reachedByMessage } from './reach.ts'
import type { World } from './world.ts'

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
  await world.database.run(function* (db) {
    const noted = yield* noteReceipt(db, where, kind, at)
    if (!noted) return
    if (!noted.sentAt) yield* markSent(db, noted.id, at, noted.externalHash ?? '')
    if (noted.priority !== REPLIES_FIRST)
      yield* reachedByMessage(
        db,
        noted.id,
        kind === 'read' ? ['sent', 'delivered', 'read'] : ['sent', 'delivered'],
        channel,
        at,
      )
  })
}

/** The platform says that the person has stopped us there: nothing unasked goes to them until they start again. */
export function* optOutStopped(db: Db, world: World, contact: Contact, now: Date): Work<void> {
  yield* changeContact(db, contact.id, { optedOutAt: now })
  yield* cancelUnasked(db, contact.id, now)
  yield* note(db, {
    ...{ id: world.ids.next(now), at: now, actor: 'platform', action: 'contact.stopped' },
    ...{ subject: `contact:${contact.id}`, detail: { channel: contact.channel } },
  })
}
