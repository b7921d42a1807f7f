import type { Day } from '../../domain/clock.ts'
import { type ContributionRow, type Statement, saysTheSame, stands } from '../../domain/contributions/contribution.ts'
import type { Change } from '../../domain/roster/change.ts'
import { note } from '../../store/audit.ts'
import { appendChange } from '../../store/changes.ts'
import { type Contribution, contributionsOfEnrolments, enterContribution } from '../../store/contributions.ts'
import {
  appliedThrough,
  type ImportRow,
  markApplied,
  markAppliedThrough,
  rowsToApply,
  tellProgress,
} from '../../store/imports.ts'
import type { Db, Work } from '../../store/work.ts'
import { breathe } from '../breathe.ts'
import { keepTurn } from '../rosters/turn.ts'
import type { World } from '../world.ts'

const BATCH = 250

/** A judged contribution file that is to be taken into the register. */
export interface Applying {
  importId: string
  /** By which the turn at the register is held; the caller gives it back. */
  turn: string
  agencyId: string
  asOf: Day
  by: string
}

/** A row as it was kept: what was read, and the entry whose month it is. */
export interface KeptContribution {
  row: ContributionRow | null
  enrolmentId: string | null
  cells: Record<string, string>
  notes: Record<string, string>
}

/**
 * Takes the months of a judged file into the register, in batches that each stand whole; says how many lines. Goes on behind
 * the last line taken in; each line may be taken in twice without harm. Throws `operation.importRunning` while another import runs.
 */
export async function applyContributions(world: World, applying: Applying): Promise<number> {
  let applied = 0
  for (;;) {
    const done = await world.database.run((db) => applyBatch(db, world, applying, applied))
    applied += done.taken
    if (done.isLast) break
    await breathe()
  }
  await world.database.run((db) => close(db, world, applying, applied))
  return applied
}

interface Batch {
  taken: number
  isLast: boolean
}

function* applyBatch(db: Db, world: World, applying: Applying, before: number): Work<Batch> {
  const { importId, turn } = applying
  yield* keepTurn(db, world, turn)
  const kept = yield* rowsToApply(db, importId, yield* appliedThrough(db, importId), BATCH)
  const sure = kept.filter(({ verdict }) => verdict !== 'doubtful')
  const lines = sure.flatMap((row) => payableIn(world, row))
  const held = yield* contributionsOfEnrolments(db, [...new Set(lines.map(({ enrolmentId }) => enrolmentId))])
  const months = new Map(held.map((one) => [keyOf(one), one]))
  for (const line of lines) yield* take(db, world, applying, line, months)
  const last = kept.at(-1)
  if (last) yield* markAppliedThrough(db, importId, last.line)
  yield* tellProgress(db, importId, { phase: 'applying', rows: before + sure.length })
  return { taken: sure.length, isLast: kept.length < BATCH }
}

interface Payable {
  line: number
  workerId: string
  enrolmentId: string
  row: ContributionRow
}

function payableIn({ vault }: World, { line, workerId, rowSealed }: ImportRow): Payable[] {
  const { row, enrolmentId } = JSON.parse(vault.open('import_rows.row', rowSealed)) as KeptContribution
  return row && enrolmentId && workerId ? [{ line, workerId, enrolmentId, row }] : []
}

function* take(
  db: Db,
  world: World,
  applying: Applying,
  payable: Payable,
  months: Map<string, Contribution>,
): Work<void> {
  const { importId, agencyId, asOf } = applying
  const { line, enrolmentId, row } = payable
  const { month, amount, status } = row
  const updatedAt = world.clock.now()
  const told = { enrolmentId, month, amount, status, agencyId, asOf, importId, line, updatedAt }
  const held = months.get(keyOf(told))
  if (held && !stands(told, held)) return
  yield* enterContribution(db, told)
  months.set(keyOf(told), told)
  if (held && !saysTheSame(told, held)) yield* remember(db, world, applying, payable, held)
}

function* remember(
  db: Db,
  { vault, ids, clock }: World,
  { importId, by }: Applying,
  { line, workerId, row }: Payable,
  held: Contribution,
): Work<void> {
  const at = clock.now()
  const change: Change = { [`contribution.${row.month}`]: { from: inWords(held), to: inWords(row) } }
  yield* appendChange(db, {
    ...{ id: ids.next(at), workerId, at, actor: by, kind: 'contribution', importId, line },
    changeSealed: vault.seal('changes.change', JSON.stringify(change)),
  })
}

function inWords({ status, amount }: Omit<Statement, 'asOf'>): string {
  return `${status} ${amount}`
}

function keyOf({ enrolmentId, month }: Pick<Contribution, 'enrolmentId' | 'month'>): string {
  return `${enrolmentId} ${month}`
}

function* close(db: Db, world: World, { importId, by }: Applying, applied: number): Work<void> {
  const now = world.clock.now()
  yield* markApplied(db, importId, now)
  yield* tellProgress(db, importId, { phase: 'applied', rows: applied, of: applied })
  yield* note(db, {
    ...{ id: world.ids.next(now), at: now, actor: by, action: 'import.applied', subject: `import:${importId}` },
    detail: { rows: applied },
  })
}
