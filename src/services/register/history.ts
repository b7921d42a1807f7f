import type { Change, ChangeKind } from '../../domain/roster/change.ts'
import { note } from '../../store/audit.ts'
import { appendChange } from '../../store/changes.ts'
import type { Doubt } from '../../store/doubts.ts'
import type { Db, Work } from '../../store/work.ts'
import type { Worker } from '../../store/workers.ts'
import type { World } from '../world.ts'

/** From which file and line something came to be asked. */
export type Source = Pick<Doubt, 'importId' | 'line'> | null

/** Writes into a worker's history. `actor` is `officer:ID` or `operator`. */
export function* befell(
  db: Db,
  { vault, ids }: World,
  workerId: string,
  { kind, change, source }: { kind: ChangeKind; change: Change; source: Source },
  actor: string,
  at: Date,
): Work<void> {
  const changeSealed = vault.seal('changes.change', JSON.stringify(change))
  const { importId = null, line = null } = source ?? {}
  yield* appendChange(db, { id: ids.next(at), workerId, at, actor, kind, importId, line, changeSealed })
}

/** Writes into both histories that two entries are one person, or no longer, and into the audit. */
export function* befellBoth(
  db: Db,
  world: World,
  kind: 'merged' | 'separated',
  [entry, into]: readonly [Worker, Worker],
  source: Source,
  actor: string,
  at: Date,
): Work<void> {
  for (const [one, other] of [
    [entry, into],
    [into, entry],
  ] as const) {
    const change = { person: kind === 'merged' ? { from: null, to: other.code } : { from: other.code, to: null } }
    yield* befell(db, world, one.id, { kind, change, source }, actor, at)
  }
  const deed = { id: world.ids.next(at), at, actor, action: `worker.${kind}`, subject: `worker:${entry.id}` }
  yield* note(db, { ...deed, detail: { with: into.code } })
}
