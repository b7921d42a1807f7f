import type { Change, ChangeKind } from '../../domain/roster/change.ts'
import { appendChange } from '../../store/changes.ts'
import type { Db, Work } from '../../store/work.ts'
import type { World } from '../world.ts'
import type { ListOf } from './judge-rows.ts'

/** The file out of which rows are taken in, and who does it. */
export interface TakingIn extends ListOf {
  importId: string
  agencyCode: string
  by: string
}

/** Adds to a worker's history what a line of a file has told. */
export function* remember(
  db: Db,
  { vault, ids, clock }: World,
  { importId, by }: TakingIn,
  line: number,
  workerId: string,
  kind: ChangeKind,
  change?: Change,
): Work<void> {
  const at = clock.now()
  const changeSealed = change ? vault.seal('changes.change', JSON.stringify(change)) : null
  yield* appendChange(db, { id: ids.next(at), workerId, at, actor: by, kind, importId, line, changeSealed })
}
