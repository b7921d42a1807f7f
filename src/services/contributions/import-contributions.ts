import { type Day, dayOf, type Month } from '../../domain/clock.ts'
import { readContribution } from '../../domain/contributions/read-contribution.ts'
import { DomainError } from '../../domain/errors.ts'
import { factsOn } from '../../domain/facts/facts.ts'
import type { HeaderNames } from '../../domain/roster/columns.ts'
import { noVerdicts, type Verdict } from '../../domain/roster/judge.ts'
import type { ProblemCode, RosterLine } from '../../domain/roster/row.ts'
import { type Agency, agencyByCode } from '../../store/agencies.ts'
import { firstSpoken, unpaidByMonth } from '../../store/contributions.ts'
import { keepRows, markJudged, openImport, tellProgress, unfinishedImports } from '../../store/imports.ts'
import type { Db, Work } from '../../store/work.ts'
import { inBatches } from '../rosters/batches.ts'
import { fileHash } from '../rosters/file-hash.ts'
import { dropRecord } from '../rosters/import-record.ts'
import { openContributionFile } from '../rosters/read-file.ts'
import type { RosterFile } from '../rosters/roster-file.ts'
import { checkNamesGiven } from '../rosters/roster-file.ts'
import { endTurn, keepTurn } from '../rosters/turn.ts'
import type { World } from '../world.ts'
import { applyContributions, type KeptContribution } from './apply-contributions.ts'
import { type FileOf, type JudgedLine, judgeLines } from './judge-contributions.ts'
import { hashNumbers } from './number-hashes.ts'
import { SaidInFile } from './said-in-file.ts'

export interface ContributionOptions {
  agency: string
  /** The day on which the file speaks; unset the day on which the register first took it in, else today. */
  asOf?: Day
  /** `look`: judge and keep nothing; `judge`: keep the verdicts for review; `apply`: bring the register up to date. */
  mode: 'look' | 'judge' | 'apply'
  /** Who does it, for the history. */
  by: string
  /** What headers of this agency's files mean, beside those that are known. */
  headerNames?: HeaderNames
  onLine?: (judged: JudgedLine) => void
  /** Told under which id the file is kept, before a line is read. */
  onOpened?: (importId: string) => Promise<void>
  onProgress?: (lines: number) => void
}

export interface ContributionResult {
  importId: string | null
  asOf: Day
  sheet: string | null
  unread: string[]
  lines: number
  verdicts: Record<Verdict, number>
  problems: Map<ProblemCode, number>
  /** Lines that the register took in just now. */
  applied: number
  /** After applying: how many of the agency's entries are registered and known to be unpaid, by month. */
  unpaid: { month: Month; enrolments: number }[]
}

const BATCH = 250

/**
 * Reads a contribution file, judges each line and, if asked, takes the months in. The whole file is read and judged before
 * anything is taken in, so an unsound file (`DomainError`, codes `roster.error.*`) leaves nothing behind.
 */
export async function importContributions(
  world: World,
  path: string,
  options: ContributionOptions,
): Promise<ContributionResult> {
  const agency = await world.database.run((db) => agencyByCode(db, options.agency))
  if (!agency) throw new DomainError('operation.noAgency', { code: options.agency })
  const file = await openContributionFile(path, { ...agency.headerNames, ...options.headerNames })
  checkNamesGiven(options.headerNames, file)
  const hash = await fileHash(path)
  const asOf = await dayOfFile(world, agency, hash, options.asOf)
  await hashNumbers(world, agency.id)
  const of = { agencyId: agency.id, asOf, facts: factsOn(today(world)) }
  if (options.mode === 'look') return judgeFile(world, file, of, null, options)
  const turn = world.ids.next(world.clock.now())
  try {
    const importId = await startImport(world, file, hash, of, turn, options.by)
    await options.onOpened?.(importId)
    const judged = await judgeFile(world, file, of, { importId, turn }, options)
    if (options.mode === 'judge') return judged
    const applied = await applyContributions(world, { importId, turn, agencyId: agency.id, asOf, by: options.by })
    return { ...judged, applied, unpaid: await world.database.run((db) => unpaidByMonth(db, agency.id)) }
  } finally {
    await world.database.run((db) => endTurn(db, turn))
  }
}

/** Where the lines are kept, and under which turn at the register. */
interface Keeping {
  importId: string
  turn: string
}

function today(world: World): Day {
  return dayOf(world.clock.now())
}

async function dayOfFile(world: World, agency: Agency, hash: string, given: Day | undefined): Promise<Day> {
  if (given !== undefined && given > today(world)) throw new DomainError('operation.asOfAhead')
  return given ?? (await world.database.run((db) => firstSpoken(db, agency.id, hash))) ?? today(world)
}

async function judgeFile(
  world: World,
  file: RosterFile,
  of: FileOf,
  keeping: Keeping | null,
  options: ContributionOptions,
): Promise<ContributionResult> {
  const { sheet, unread } = file
  const counted = { lines: 0, verdicts: noVerdicts(), problems: new Map<ProblemCode, number>() }
  const result: ContributionResult = {
    ...{ importId: keeping?.importId ?? null, asOf: of.asOf, sheet, unread, ...counted },
    ...{ applied: 0, unpaid: [] },
  }
  try {
    const inFile = await saidIn(file, of)
    for await (const batch of inBatches(file.lines(), BATCH)) {
      for (const line of await judgeBatch(world, batch, of, keeping, inFile, result.lines)) count(line, result, options)
      options.onProgress?.(result.lines)
    }
  } catch (error) {
    if (keeping) await dropRecord(world, keeping.importId)
    throw error
  }
  if (keeping) await world.database.run((db) => finish(db, world, keeping.importId, result))
  return result
}

/** What the whole file says of each number and month: a contradiction may show in the last line only. */
async function saidIn(file: RosterFile, { facts }: FileOf): Promise<SaidInFile> {
  const inFile = new SaidInFile()
  for await (const line of file.lines()) {
    const { row } = readContribution(line, facts)
    if (row) inFile.take(row)
  }
  return inFile
}

function judgeBatch(
  world: World,
  batch: readonly RosterLine[],
  of: FileOf,
  keeping: Keeping | null,
  inFile: SaidInFile,
  before: number,
): Promise<JudgedLine[]> {
  return world.database.run(function* (db) {
    if (keeping) yield* keepTurn(db, world, keeping.turn)
    const lines = yield* judgeLines(db, world.vault, of, batch, inFile)
    if (!keeping) return lines
    yield* keepRows(
      db,
      lines.map((line) => kept(world, keeping.importId, line)),
    )
    yield* tellProgress(db, keeping.importId, { phase: 'reading', rows: before + lines.length })
    return lines
  })
}

function count(line: JudgedLine, result: ContributionResult, { onLine }: ContributionOptions): void {
  result.lines++
  result.verdicts[line.verdict]++
  for (const { code } of line.problems) result.problems.set(code, (result.problems.get(code) ?? 0) + 1)
  onLine?.(line)
}

function kept(world: World, importId: string, { line, verdict, problems, matched, ...judged }: JudgedLine) {
  const { cells, notes } = judged.source
  const row: KeptContribution = { row: judged.read.row ?? null, enrolmentId: judged.enrolmentId ?? null, cells, notes }
  const rowSealed = world.vault.seal('import_rows.row', JSON.stringify(row))
  return { importId, line, rowSealed, verdict, problems, workerId: matched ?? null }
}

/** Opens an import; one of the same file that was not finished begins anew under its old id, to which history points. */
async function startImport(
  world: World,
  file: RosterFile,
  hash: string,
  { agencyId, asOf }: FileOf,
  turn: string,
  by: string,
): Promise<string> {
  const now = world.clock.now()
  const unfinished = await world.database.run(function* (db) {
    yield* keepTurn(db, world, turn)
    return yield* unfinishedImports(db, agencyId, hash)
  })
  const id = unfinished[0]?.id ?? world.ids.next(now)
  for (const one of unfinished) await dropRecord(world, one.id)
  await world.database.run((db) =>
    openImport(db, {
      ...{ id, agencyId, kind: 'contributions', fileName: file.name, fileHash: hash, options: { asOf }, counts: {} },
      ...{ startedAt: now, startedBy: by },
    }),
  )
  return id
}

function* finish(db: Db, world: World, importId: string, { lines, verdicts }: ContributionResult): Work<void> {
  yield* markJudged(db, importId, world.clock.now(), { lines, ...verdicts })
  yield* tellProgress(db, importId, { phase: 'judged', rows: lines, of: lines })
}
