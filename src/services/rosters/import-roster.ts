import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { dayOf } from '../../domain/clock.ts'
import type { Funding } from '../../domain/cover.ts'
import { DomainError } from '../../domain/errors.ts'
import { VERDICTS, type Verdict } from '../../domain/roster/judge.ts'
import { isInverted } from '../../domain/roster/read-period.ts'
import type { RowOptions } from '../../domain/roster/read-row.ts'
import type { ProblemCode, RosterLine } from '../../domain/roster/row.ts'
import type { Segment } from '../../domain/roster/segments.ts'
import { type Agency, agencyByCode } from '../../store/agencies.ts'
import { dropImport, keepRows, markJudged, openImport, unfinishedImport } from '../../store/imports.ts'
import type { Db, Work } from '../../store/work.ts'
import type { World } from '../world.ts'
import { applyImport } from './apply-import.ts'
import { FileSoFar, type JudgedLine, judgeLines } from './judge-rows.ts'
import { openRosterFile } from './read-file.ts'
import type { RosterFile } from './roster-file.ts'
import { endTurn, keepTurn } from './turn.ts'

export interface ImportOptions {
  agency: string
  funding: Funding
  from?: string
  to?: string
  segment?: Segment
  /** The agency's word that all on the list agreed to be written to: where that is written down. */
  consent?: string
  /** `look`: judge and keep nothing; `judge`: keep the verdicts for review; `apply`: bring the register up to date. */
  mode: 'look' | 'judge' | 'apply'
  /** Who does it, for the audit. */
  by: string
  onLine?: (judged: JudgedLine) => void
  onProgress?: (lines: number) => void
}

export interface ImportResult {
  importId: string | null
  /** The sheet that was read, and the names of others that hold something and were not. */
  sheet: string | null
  unread: string[]
  lines: number
  verdicts: Record<Verdict, number>
  problems: Map<ProblemCode, number>
  /** Rows that the register took in just now. */
  applied: number
}

const BATCH = 500

/**
 * Reads a roster, judges each line and, if asked, applies it. The whole file is read and judged before anything is applied,
 * so an unsound file (`DomainError`, codes `roster.error.*`) leaves nothing behind. Applying goes on where a crash ended it.
 */
export async function importRoster(world: World, path: string, options: ImportOptions): Promise<ImportResult> {
  if (isInverted(options)) throw new DomainError('operation.daysInverted')
  const agency = await world.database.run((db) => agencyByCode(db, options.agency))
  if (!agency) throw new DomainError('operation.noAgency', { code: options.agency })
  const file = await openRosterFile(path)
  const judging = await judgeFile(world, file, path, agency, options)
  if (options.mode !== 'apply' || judging.importId === null) return { ...judging, applied: 0 }
  const applied = await applyImport(world, judging.importId, agency, options.funding)
  return { ...judging, applied }
}

type Judging = Omit<ImportResult, 'applied'>

async function judgeFile(
  world: World,
  file: RosterFile,
  path: string,
  agency: Agency,
  options: ImportOptions,
): Promise<Judging> {
  const keeps = options.mode !== 'look'
  const importId = keeps ? await startImport(world, file, path, agency, options) : null
  const { sheet, unread } = file
  const result: Judging = { importId, sheet, unread, lines: 0, verdicts: noVerdicts(), problems: new Map() }
  try {
    const soFar = new FileSoFar()
    for await (const batch of inBatches(file.lines(), BATCH))
      await judgeBatch(world, batch, agency, options, soFar, result)
  } catch (error) {
    if (importId !== null) await world.database.run((db) => giveUp(db, importId))
    throw error
  }
  const counts = { lines: result.lines, ...result.verdicts }
  if (importId !== null) await world.database.run((db) => markJudged(db, importId, world.clock.now(), counts))
  return result
}

async function judgeBatch(
  world: World,
  batch: readonly RosterLine[],
  agency: Agency,
  options: ImportOptions,
  soFar: FileSoFar,
  result: Judging,
): Promise<void> {
  const list = { agencyId: agency.id, funding: options.funding }
  const judged = await world.database.run(function* (db) {
    if (options.mode === 'apply' && result.importId !== null) yield* keepTurn(db, world, result.importId)
    const lines = yield* judgeLines(db, world.vault, list, batch, rowOptions(world, options), soFar)
    if (result.importId !== null)
      yield* keepRows(
        db,
        lines.map((line) => kept(world, result.importId!, line)),
      )
    return lines
  })
  for (const line of judged) {
    result.lines++
    result.verdicts[line.verdict]++
    for (const { code } of line.problems) result.problems.set(code, (result.problems.get(code) ?? 0) + 1)
    options.onLine?.(line)
  }
  options.onProgress?.(result.lines)
}

function kept(world: World, importId: string, { line, verdict, problems, matched, read, source }: JudgedLine) {
  const rowSealed = world.vault.seal(
    'import_rows.row',
    JSON.stringify({ row: read.row ?? null, cells: source.cells, notes: source.notes }),
  )
  return { importId, line, rowSealed, verdict, problems, workerId: matched || null }
}

/** Opens an import; one of the same file that was judged and never applied is judged anew. */
async function startImport(
  world: World,
  file: RosterFile,
  path: string,
  agency: Agency,
  options: ImportOptions,
): Promise<string> {
  const now = world.clock.now()
  const id = world.ids.next(now)
  const fileHash = await hashOf(path)
  await world.database.run(function* (db) {
    if (options.mode === 'apply') yield* keepTurn(db, world, id)
    for (const unfinished of yield* unfinishedImport(db, agency.id, fileHash)) yield* dropImport(db, unfinished.id)
    yield* openImport(db, {
      ...{ id, agencyId: agency.id, fileName: file.name, fileHash, counts: {}, startedAt: now, startedBy: options.by },
      options: told(options),
    })
  })
  return id
}

function* giveUp(db: Db, importId: string): Work<void> {
  yield* dropImport(db, importId)
  yield* endTurn(db, importId)
}

function told({ funding, from, to, segment, consent }: ImportOptions): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ funding, from, to, segment, consent }).filter(([, value]) => value !== undefined),
  ) as Record<string, string>
}

function rowOptions(world: World, { from, to, segment, consent }: ImportOptions): RowOptions {
  const today = dayOf(world.clock.now())
  return {
    today,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(segment !== undefined && { segment }),
    ...(consent !== undefined && { consent: { on: today, source: consent } }),
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

async function* inBatches<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = []
  for await (const item of items) {
    batch.push(item)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

function noVerdicts(): Record<Verdict, number> {
  return Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Record<Verdict, number>
}
