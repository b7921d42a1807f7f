import { noticesBy, recordNotices } from '../store/notices.ts'
import type { Db, Work } from '../store/work.ts'
import { visitInstead } from './unasked.ts'
import type { World } from './world.ts'

/** Whom a first notice was to tell that did not arrive is told face to face. Nothing where the message is no first notice. */
export function* visitUndelivered(db: Db, world: World, outboxId: string, now: Date): Work<void> {
  const told = yield* noticesBy(db, outboxId)
  if (told.length === 0) return
  const decided = { route: 'visit' as const, reason: 'undelivered' as const, decidedAt: now }
  yield* recordNotices(
    db,
    told.map(({ enrolmentId, workerId }) => ({ enrolmentId, workerId, ...decided })),
  )
  for (const person of told) yield* visitInstead(db, world, person, 'undelivered', now)
}
