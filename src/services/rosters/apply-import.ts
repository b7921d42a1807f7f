import type { Funding } from '../../domain/cover.ts'
import type { Agency } from '../../store/agencies.ts'
import { note } from '../../store/audit.ts'
import { raiseDoubts } from '../../store/doubts.ts'
import {
  appliedThrough,
  type ImportRow,
  importRowsAt,
  markApplied,
  markAppliedThrough,
  rowsToApply,
  tellProgress,
} from '../../store/imports.ts'
import { addManyLikenessKeys } from '../../store/likeness.ts'
import { workersByNiks } from '../../store/register.ts'
import type { NewRow } from '../../store/schema.ts'
import type { Db, Work } from '../../store/work.ts'
import { breathe } from '../breathe.ts'
import type { World } from '../world.ts'
import { ROWS_AT_ONCE } from './import-options.ts'
import { KeyHeap } from './key-heap.ts'
import { lookedUpBy } from './prepare-line.ts'
import { openedRow, type SealedRow } from './sealed-row.ts'
import { type TakenRow, takeIn } from './take-in.ts'
import type { TakingIn } from './taking-in.ts'
import { endTurn, keepTurn } from './turn.ts'

const KEYS_AT_ONCE = 20_000

export interface Applying {
  funding: Funding
  by: string
  /** How many rows there are to be taken in. */
  of?: number
  rowsAtOnce?: number
  /** Told after each batch: how many rows have been taken in so far. */
  onApplied?: (rows: number) => void
}

/**
 * Brings the register up to date with the rows of a judged import, in batches that each stand whole, and lays before an officer those
 * that are doubtful; says how many rows were taken in. Goes on where a crash ended it; every row may be taken in twice without harm.
 * Throws `operation.importRunning` while another import is being applied.
 */
export async function applyImport(
  world: World,
  importId: string,
  agency: Agency,
  { funding, by, of, rowsAtOnce = ROWS_AT_ONCE, onApplied }: Applying,
): Promise<number> {
  const from = { importId, agencyId: agency.id, agencyCode: agency.code, funding, by }
  const keys = new KeyHeap()
  let applied = 0
  try {
    for (;;) {
      const done = await world.database.run((db) => applyBatch(db, world, from, rowsAtOnce, keys, applied, of))
      applied += done.taken
      onApplied?.(applied)
      if (done.isLast) break
      await breathe()
    }
    await enterKeys(world, importId, keys)
    await world.database.run((db) => close(db, world, from, applied))
  } finally {
    await world.database.run((db) => endTurn(db, importId))
  }
  return applied
}

type OpenedImportRow = Pick<ImportRow, 'line' | 'score' | 'workerId'> & { sealed: SealedRow }

interface Batch {
  taken: number
  isLast: boolean
}

function* applyBatch(
  db: Db,
  world: World,
  from: TakingIn,
  limit: number,
  keys: KeyHeap,
  before: number,
  of: number | undefined,
): Work<Batch> {
  const { importId } = from
  yield* keepTurn(db, world, importId)
  const kept = yield* rowsToApply(db, importId, yield* appliedThrough(db, importId), limit)
  const rows = kept.map((one) => ({ ...one, sealed: openedRow(world.vault, one) }))
  const sure = rows.filter(({ verdict }) => verdict !== 'doubtful').flatMap((one) => takenRow(world, one))
  yield* takeIn(db, world, from, sure, keys)
  yield* raise(
    db,
    world,
    from,
    rows.filter(({ verdict }) => verdict === 'doubtful'),
  )
  const last = kept.at(-1)
  if (last) yield* markAppliedThrough(db, importId, last.line)
  const progress = { phase: 'applying', rows: before + sure.length, ...(of !== undefined && { of }) } as const
  yield* tellProgress(db, importId, progress)
  return { taken: sure.length, isLast: kept.length < limit }
}

/** Enters the likeness keys of all who were taken in just now. What a crash leaves out `fillLikenessKeys` makes good. */
async function enterKeys(world: World, importId: string, keys: KeyHeap): Promise<void> {
  for (const slice of keys.inOrder(KEYS_AT_ONCE)) {
    await world.database.run(function* (db) {
      yield* keepTurn(db, world, importId)
      yield* addManyLikenessKeys(db, slice)
    })
    await breathe()
  }
}

/** A kept row as it is taken in; nothing for a line that could not be read. */
export function takenRow({ vault }: World, { line, sealed: { row, keys } }: OpenedImportRow): TakenRow[] {
  return row ? [{ line, row, keys: keys ?? lookedUpBy(vault, row).keys }] : []
}

function* raise(db: Db, world: World, from: TakingIn, doubtful: readonly OpenedImportRow[]): Work<void> {
  const now = world.clock.now()
  const raised: NewRow<'doubts'>[] = []
  for (const { line, score, workerId, sealed } of doubtful) {
    if (!sealed.doubt) continue
    const { pairHash, evidence, likeLine } = sealed.doubt
    const whom = workerId ?? (yield* workerOfLine(db, world, from.importId, likeLine))
    if (whom === undefined) continue
    const { importId, agencyId } = from
    const id = world.ids.next(now)
    raised.push({ id, pairHash, agencyId, importId, line, workerId: whom, score: score ?? 0, evidence, raisedAt: now })
  }
  yield* raiseDoubts(db, raised)
}

/** The worker as whom an earlier line of the same file was taken in. */
function* workerOfLine(db: Db, { vault }: World, importId: string, line: number | undefined): Work<string | undefined> {
  if (line === undefined) return undefined
  const [kept] = yield* importRowsAt(db, importId, [line])
  const row = kept && openedRow(vault, kept).row
  const [worker] = row ? yield* workersByNiks(db, [vault.hash('nik', row.nik)]) : []
  return worker?.id
}

function* close(db: Db, world: World, { importId, by }: TakingIn, applied: number): Work<void> {
  const now = world.clock.now()
  yield* markApplied(db, importId, now)
  yield* tellProgress(db, importId, { phase: 'applied', rows: applied })
  const deed = { id: world.ids.next(now), at: now, actor: by, action: 'import.applied', subject: `import:${importId}` }
  yield* note(db, { ...deed, detail: { rows: applied } })
}
