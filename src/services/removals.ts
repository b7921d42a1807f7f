import type { Contact } from '../store/contacts.ts'
import { queueReply } from '../store/outbox.ts'
import type { Db, Work } from '../store/work.ts'
import type { World } from './world.ts'

/**
 * Has a message taken out of the chat in which it stands: a row of the outbox that removes instead of says, so that it is
 * tried until it is done. `inboundId` is our own id of that message, `removable` the platform's way to it.
 */
export function* queueRemoval(
  db: Db,
  world: World,
  contact: Contact,
  inboundId: string,
  removable: string,
  now: Date,
): Work<void> {
  yield* queueReply(db, {
    ...{ id: world.ids.next(now), contactId: contact.id, channel: contact.channel },
    ...{ cause: 'removal', causeId: inboundId, createdAt: now, notBefore: now },
    bodySealed: world.vault.seal('outbox.body', JSON.stringify({ removable })),
  })
}

/** What stands in the row of a removal. */
export function removableOf(body: string): string {
  return (JSON.parse(body) as { removable: string }).removable
}
