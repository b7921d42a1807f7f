import type { Ending } from '../domain/claims/claim.ts'
import { note } from '../store/audit.ts'
import { addClaimEvent, claimById, claimEventsOf, closeClaim, openClaimsHeldBy } from '../store/claims.ts'
import { changeContact } from '../store/contacts.ts'
import type { Db, Work } from '../store/work.ts'
import type { World } from './world.ts'

const CHAT = 'contact:'

/**
 * Closes an open case and says the ids of the chats that reported it or took it up; undefined where it is closed already.
 * Where nobody has died the mourning that came of it ends in all of them.
 */
export function* closeCase(
  db: Db,
  world: World,
  { claimId, as }: { claimId: string; as: Ending },
  actor: string,
  now: Date,
): Work<string[] | undefined> {
  if (!(yield* closeClaim(db, claimId, as, now))) return undefined
  const chats = yield* chatsWith(db, claimId)
  yield* addClaimEvent(db, {
    ...{ id: world.ids.next(now), claimId, at: now, actor, event: 'closed', detail: { as } },
  })
  yield* note(db, {
    ...{ id: world.ids.next(now), at: now, actor, action: 'claim.closed', subject: `claim:${claimId}`, detail: { as } },
  })
  if (as === 'mistaken') for (const contactId of chats) yield* liftMourning(db, world, contactId, actor, now)
  return chats
}

/** Ends a chat's mourning, unless another death that it reported, or whose case it took up, still stands. */
export function* liftMourning(db: Db, world: World, contactId: string, actor: string, now: Date): Work<void> {
  if ((yield* openClaimsHeldBy(db, contactId)).length > 0) return
  yield* changeContact(db, contactId, { bereavedAt: null })
  yield* note(db, {
    ...{ id: world.ids.next(now), at: now, actor, action: 'contact.unbereaved' },
    ...{ subject: `contact:${contactId}`, detail: {} },
  })
}

function* chatsWith(db: Db, claimId: string): Work<string[]> {
  const claim = yield* claimById(db, claimId)
  const actors = (yield* claimEventsOf(db, claimId)).map(({ actor }) => actor)
  const chats = actors.filter((actor) => actor.startsWith(CHAT)).map((actor) => actor.slice(CHAT.length))
  return [...new Set([claim!.contactId, ...chats])]
}
