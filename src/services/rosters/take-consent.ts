import type { RosterRow } from '../../domain/roster/row.ts'
import { recordConsent, withdrawConsent } from '../../store/register.ts'
import type { Db, Work } from '../../store/work.ts'
import type { World } from '../world.ts'
import type { TakingIn } from './taking-in.ts'

/** Records the leave to write that a row tells of, or withdraws what the agency said before. */
export function* takeConsent(
  db: Db,
  { vault, ids, clock }: World,
  { agencyId, importId }: TakingIn,
  { phone, consent }: RosterRow,
): Work<void> {
  if (phone === null || consent === null) return
  const now = clock.now()
  const phoneHash = vault.hash('phone', phone)
  if (!consent.given) return yield* withdrawConsent(db, phoneHash, agencyId, now)
  const { source, on: givenOn } = consent
  yield* recordConsent(db, { id: ids.next(now), phoneHash, agencyId, source, givenOn, importId, recordedAt: now })
}
