import type { Funding } from '../../domain/cover.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Officer } from '../../domain/officer.ts'
import type { RosterRow } from '../../domain/roster/row.ts'
import { markTakenIn, type RaisingRow, rowsOfDoubts } from '../../store/doubts.ts'
import type { ImportRow } from '../../store/imports.ts'
import { workersByNiks } from '../../store/register.ts'
import type { Db, Work } from '../../store/work.ts'
import { actorName } from '../accounts/audited.ts'
import { readyRow } from '../rosters/ready-row.ts'
import { openedRow } from '../rosters/sealed-row.ts'
import { takeIn as takeInRow } from '../rosters/take-in.ts'
import type { World } from '../world.ts'

/** The rows that wait for the decision of a doubt, in the order of their files. */
export function* waitingRows(db: Db, doubtId: string): Work<RaisingRow[]> {
  return (yield* rowsOfDoubts(db, [doubtId])).filter(({ mark }) => mark.takenInAt === null)
}

/** Takes in the rows that wait for a decision; says the worker that they are now, undefined where none waits. */
export function* takeInRows(db: Db, world: World, doubtId: string, by: Officer, now: Date): Work<string | undefined> {
  const waiting = yield* waitingRows(db, doubtId)
  let row: RosterRow | undefined
  for (const one of waiting) {
    row = yield* takeIn(db, world, one, by)
    yield* markTakenIn(db, one.mark, { takenInAt: now, beforeSealed: null })
  }
  return row && (yield* entryOf(db, world, row))
}

/** Takes one row into the register as its import would. */
export function* takeIn(db: Db, world: World, { mark, row, file }: RaisingRow, by: Officer): Work<RosterRow> {
  const { importId, agencyId } = mark
  const { agencyCode, options } = file
  const from = { importId, agencyId, agencyCode, funding: options.funding as Funding, by: actorName(by) }
  const [ready] = readyRow(world.vault, row)
  yield* takeInRow(db, world, from, [ready!])
  return ready!.row
}

/** What a kept row says. */
export function readRow(world: World, row: ImportRow): RosterRow {
  return openedRow(world.vault, row).row!
}

function* entryOf(db: Db, { vault }: World, { nik }: RosterRow): Work<string> {
  const [entry] = yield* workersByNiks(db, [vault.hash('nik', nik)])
  if (!entry) throw new DomainError('doubts.rowGone')
  return entry.id
}
