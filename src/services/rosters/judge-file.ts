import { noVerdicts } from '../../domain/roster/judge.ts'
import type { RosterRow } from '../../domain/roster/row.ts'
import type { Agency } from '../../store/agencies.ts'
import { importRowsAt, keepRows, markJudged, tellProgress } from '../../store/imports.ts'
import type { Db, Work } from '../../store/work.ts'
import { breathe } from '../breathe.ts'
import type { World } from '../world.ts'
import { FileSoFar, type Recall } from './file-so-far.ts'
import type { ImportOptions, ImportResult } from './import-options.ts'
import { type JudgedLine, judgeLines } from './judge-rows.ts'
import { keptRow } from './kept-row.ts'
import type { PreparedLine } from './prepare-line.ts'
import type { PreparedFile } from './read-ahead.ts'
import { openedRow } from './sealed-row.ts'
import { keepTurn } from './turn.ts'

/** What judging a file comes to. */
export type Judging = Pick<ImportResult, 'lines' | 'verdicts' | 'problems'>

/** Reads a file to its end and judges each line; keeps the verdicts under an import, or nothing where that is null. */
export async function judgeFile(
  world: World,
  file: PreparedFile,
  importId: string | null,
  agency: Agency,
  options: ImportOptions,
): Promise<Judging> {
  const result: Judging = { lines: 0, verdicts: noVerdicts(), problems: new Map() }
  const memory = new Map<number, RosterRow>()
  const soFar = new FileSoFar(importId === null ? recallFrom(memory) : recallKept(world, importId))
  for await (const batch of file.batches()) {
    if (importId === null) for (const { line, look } of batch) if (look) memory.set(line, look.row)
    await judgeBatch(world, batch, importId, agency, options, soFar, result)
    await breathe()
  }
  const counts = { lines: result.lines, ...result.verdicts }
  if (importId !== null) await world.database.run((db) => finish(db, world, importId, counts))
  return result
}

function* finish(db: Db, world: World, importId: string, counts: Record<string, number>): Work<void> {
  yield* markJudged(db, importId, world.clock.now(), counts)
  yield* tellProgress(db, importId, { phase: 'judged', rows: counts.lines!, of: counts.lines! })
}

async function judgeBatch(
  world: World,
  batch: readonly PreparedLine[],
  importId: string | null,
  agency: Agency,
  options: ImportOptions,
  soFar: FileSoFar,
  result: Judging,
): Promise<void> {
  const list = { agencyId: agency.id, funding: options.funding }
  const judged = await world.database.run(function* (db) {
    if (options.mode === 'apply' && importId !== null) yield* keepTurn(db, world, importId)
    const lines = yield* judgeLines(db, world.vault, list, batch, soFar)
    if (importId === null) return lines
    yield* keepRows(
      db,
      lines.map((line) => keptRow(world.vault, importId, line)),
    )
    yield* tellProgress(db, importId, { phase: 'reading', rows: result.lines + lines.length })
    return lines
  })
  for (const line of judged) count(result, line)
  if (options.onLine) for (const line of judged) options.onLine(line)
  options.onProgress?.('reading', result.lines)
}

function count(result: Judging, { verdict, problems }: JudgedLine): void {
  result.lines++
  result.verdicts[verdict]++
  for (const { code } of problems) result.problems.set(code, (result.problems.get(code) ?? 0) + 1)
}

function recallKept({ vault }: World, importId: string): Recall {
  return function* (db, lines) {
    const rows = new Map<number, RosterRow>()
    for (const kept of yield* importRowsAt(db, importId, lines)) {
      const { row } = openedRow(vault, kept)
      if (row) rows.set(kept.line, row)
    }
    return rows
  }
}

function recallFrom(memory: ReadonlyMap<number, RosterRow>): Recall {
  return function* (_, lines) {
    return new Map(lines.flatMap((line) => (memory.has(line) ? [[line, memory.get(line)!]] : [])))
  }
}
