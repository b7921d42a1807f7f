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
import { openReadier, type Readier } from './ready-ahead.ts'
import type { ReadyRow } from './ready-row.ts'
import { openedRow } from './sealed-row.ts'
import { takeIn } from './take-in.ts'
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
  const readier = openReadier(world.vault, of ?? 0)
  let applied = 0
  try {
    for await (const batch of readyBatches(world, importId, readier, rowsAtOnce)) {
      await world.database.run((db) => applyBatch(db, world, from, batch, keys, { before: applied, of }))
      applied += batch.sure.length
      onApplied?.(applied)
      await breathe()
    }
    await enterKeys(world, importId, keys)
    await world.database.run((db) => close(db, world, from, applied))
  } finally {
    await readier.close()
    await world.database.run((db) => endTurn(db, importId))
  }
  return applied
}

/** Rows that are taken in together. */
interface Batch {
  sure: ReadyRow[]
  doubtful: ImportRow[]
  lastLine: number
}

/** The rows behind the last that was taken in; the next are made ready while some are taken in. */
async function* readyBatches(world: World, importId: string, readier: Readier, limit: number): AsyncGenerator<Batch> {
  const rowsAfter = async (line: number) => {
    const rows = await world.database.run((db) => rowsToApply(db, importId, line, limit))
    if (rows.length > 0) readier.ask(rows.filter(({ verdict }) => verdict !== 'doubtful'))
    return rows
  }
  let rows = await rowsAfter(await world.database.run((db) => appliedThrough(db, importId)))
  while (rows.length > 0) {
    const sure = await readier.next()
    const [doubtful, lastLine] = [rows.filter(({ verdict }) => verdict === 'doubtful'), rows.at(-1)!.line]
    rows = rows.length < limit ? [] : await rowsAfter(lastLine)
    yield { sure, doubtful, lastLine }
  }
}

function* applyBatch(
  db: Db,
  world: World,
  from: TakingIn,
  { sure, doubtful, lastLine }: Batch,
  keys: KeyHeap,
  { before, of }: { before: number; of: number | undefined },
): Work<void> {
  const { importId } = from
  yield* keepTurn(db, world, importId)
  yield* takeIn(db, world, from, sure, keys)
  yield* raise(db, world, from, doubtful)
  yield* markAppliedThrough(db, importId, lastLine)
  const rows = before + sure.length
  yield* tellProgress(db, importId, { phase: 'applying', rows, ...(of !== undefined && { of }) })
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

function* raise(db: Db, world: World, from: TakingIn, doubtful: readonly ImportRow[]): Work<void> {
  const now = world.clock.now()
  const raised: NewRow<'doubts'>[] = []
  for (const { line, score, workerId, rowSealed } of doubtful) {
    const { doubt } = openedRow(world.vault, { rowSealed })
    if (!doubt) continue
    const { pairHash, evidence, likeLine } = doubt
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
