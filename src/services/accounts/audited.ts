import type { Officer } from '../../domain/officer.ts'
import { note } from '../../store/audit.ts'
import type { Db, Work } from '../../store/work.ts'
import type { World } from '../world.ts'

/** Who does something to accounts: an officer, whoever has the shell of the installation, or nobody known. */
export type Actor = Pick<Officer, 'id'> | 'operator' | 'anybody'

export function actorName(by: Actor): string {
  return typeof by === 'string' ? by : `officer:${by.id}`
}

/** Notes what was done to an account or by an officer. */
export function* audited(
  db: Db,
  world: World,
  by: Actor,
  action: string,
  subject: string,
  detail: Record<string, string | number> = {},
): Work<void> {
  const at = world.clock.now()
  yield* note(db, { id: world.ids.next(at), at, actor: actorName(by), action, subject, detail })
}
