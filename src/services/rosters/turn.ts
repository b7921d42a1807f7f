import { DomainError } from '../../domain/errors.ts'
import { dropLease, holdLease } from '../../store/leases.ts'
import type { Db, Work } from '../../store/work.ts'
import type { World } from '../world.ts'

const LEASE = 'import'
// Renewed with every batch, none of which takes a second; whoever was killed keeps others waiting no longer than this.
const LEASE_MS = 20_000

/** Takes or keeps an import's turn at the register. Throws `operation.importRunning` while another has it. */
export function* keepTurn(db: Db, world: World, importId: string): Work<void> {
  const now = world.clock.now()
  const held = yield* holdLease(db, LEASE, importId, now, new Date(now.getTime() + LEASE_MS))
  if (!held) throw new DomainError('operation.importRunning', { seconds: LEASE_MS / 1000 })
}

export function* endTurn(db: Db, importId: string): Work<void> {
  yield* dropLease(db, LEASE, importId)
}
