import { personId } from '../../domain/register/person.ts'
import { freshSession } from '../../engine/session.ts'
import { contactsById } from '../../store/contacts.ts'
import { routeAnew, takeBackCampaigns, unlistNeedless } from '../../store/taken-back.ts'
import type { Db, Work } from '../../store/work.ts'
import { type Worker, workersById } from '../../store/workers.ts'
import { chatOf, startSession } from '../converse.ts'
import type { World } from '../world.ts'

/** Chats that are no longer proven to be somebody begin anew: what was shown in them stands in no session any more. */
export function* startAnew(db: Db, world: World, contactIds: readonly string[]): Work<void> {
  for (const contact of yield* contactsById(db, contactIds)) {
    const chat = yield* chatOf(db, contact)
    if (chat.session) yield* startSession(db, world, chat, freshSession())
  }
}

/**
 * After entries have parted, what waits is told as things stand now. News that went to the other's phone or door has not reached
 * its own person, and finds its way anew; where both have one phone it has been told there.
 */
export function* tellAnew(
  db: Db,
  before: readonly Worker[],
  since: Date,
  contactIds: readonly string[],
  now: Date,
): Work<void> {
  yield* takeBackCampaigns(db, contactIds, now)
  const ids = before.map(({ id }) => id)
  const after = new Map((yield* workersById(db, ids)).map((worker) => [worker.id, worker]))
  for (const entry of before) {
    const [was, is] = [after.get(personId(entry))!, after.get(personId(after.get(entry.id)!))!]
    if (was.id === is.id || (was.phoneHash !== null && was.phoneHash === is.phoneHash)) continue
    yield* routeAnew(db, entry.id, since, now)
    yield* unlistNeedless(db, was.id, since)
  }
}
