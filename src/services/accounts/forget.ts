import { LONGEST_SESSION_MS } from '../../domain/log-in.ts'
import { FORGIVEN_AFTER_MS } from '../../domain/proof.ts'
import { forgetFormKeys } from '../../store/form-keys.ts'
import { forgetInvitations } from '../../store/invitations.ts'
import { forgetSessions } from '../../store/officer-sessions.ts'
import { forgetAttemptsBefore } from '../../store/proofs.ts'
import type { World } from '../world.ts'

/** So long an ended session or a used link is kept, for an officer who asks what happened: the audit has it for ever. */
const KEPT_MS = 30 * 86_400_000

/** Forgets sessions, one-time links, keys of forms and failed tries that count for nothing any more. */
export async function forgetEntries(world: World): Promise<void> {
  const now = world.clock.now().getTime()
  await world.database.run(function* (db) {
    yield* forgetSessions(db, new Date(now - KEPT_MS))
    yield* forgetInvitations(db, new Date(now - KEPT_MS))
    yield* forgetAttemptsBefore(db, new Date(now - FORGIVEN_AFTER_MS))
    yield* forgetFormKeys(db, new Date(now - 2 * LONGEST_SESSION_MS))
  })
}
