import { DomainError } from '../../domain/errors.ts'
import type { HeaderNames } from '../../domain/roster/columns.ts'
import { noVerdicts, VERDICTS } from '../../domain/roster/judge.ts'
import { isInverted } from '../../domain/roster/read-period.ts'
import { type Agency, agencyByCode, rememberHeaderNames } from '../../store/agencies.ts'
import { type Import, linesOfLastList } from '../../store/imports.ts'
import type { World } from '../world.ts'
import { applyImport } from './apply-import.ts'
import { fileHash } from './file-hash.ts'
import { type ImportOptions, type ImportResult, ROWS_AT_ONCE, rowOptions } from './import-options.ts'
import { dropRecord, halfApplied, openRecord } from './import-record.ts'
import { type Judging, judgeFile } from './judge-file.ts'
import { fillLikenessKeys } from './likeness-keys.ts'
import { openPrepared, type PreparedFile } from './read-ahead.ts'
import { checkNamesGiven } from './roster-file.ts'
import { endTurn } from './turn.ts'

export type { ImportOptions, ImportResult } from './import-options.ts'

/**
 * Reads a roster, judges each line and, if asked, applies it. The whole file is read and judged before anything is applied,
 * so an unsound file (`DomainError`, codes `roster.error.*`) leaves nothing behind, and one that has lost more than half of its lines
 * since the agency's last list is kept unapplied until somebody says that it may (`operation.listShrunk`).
 * Applying goes on where a crash ended it.
 */
export async function importRoster(world: World, path: string, options: ImportOptions): Promise<ImportResult> {
  if (isInverted(options)) throw new DomainError('operation.daysInverted')
  const agency = await world.database.run((db) => agencyByCode(db, options.agency))
  if (!agency) throw new DomainError('operation.noAgency', { code: options.agency })
  const headerNames = { ...agency.headerNames, ...options.headerNames }
  const rowsAtOnce = options.rowsAtOnce ?? ROWS_AT_ONCE
  const reading = { path, own: headerNames, options: rowOptions(world, options), rowsAtOnce }
  const file = await openPrepared(world.vault, reading)
  try {
    checkNamesGiven(options.headerNames, file)
    return await importOpened(world, path, file, agency, headerNames, options)
  } finally {
    await file.close()
  }
}

async function importOpened(
  world: World,
  path: string,
  file: PreparedFile,
  agency: Agency,
  headerNames: HeaderNames,
  options: ImportOptions,
): Promise<ImportResult> {
  const { name, sheet, unread } = file
  await fillLikenessKeys(world)
  const hash = await fileHash(path)
  const left = options.mode === 'apply' ? await halfApplied(world, hash, agency, options) : undefined
  if (left) await options.onOpened?.(left.id)
  if (left) return { ...(await goOn(world, left, agency, options)), sheet, unread }
  const importId = options.mode === 'look' ? null : await openRecord(world, { name, hash }, agency, options)
  if (importId !== null) await options.onOpened?.(importId)
  const judging = await orDrop(world, importId, () => judgeFile(world, file, importId, agency, options))
  if (options.headerNames && !options.isTrial && importId !== null)
    await world.database.run((db) => rememberHeaderNames(db, agency.id, headerNames))
  const result = { importId, sheet, unread, ...judging, isResumed: false }
  if (options.mode !== 'apply' || importId === null) return { ...result, applied: 0 }
  await checkShrinking(world, importId, agency, options, judging.lines)
  return { ...result, applied: await apply(world, importId, agency, options, judging) }
}

async function orDrop<T>(world: World, importId: string | null, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (importId !== null) await dropRecord(world, importId)
    throw error
  }
}

function apply(
  world: World,
  importId: string,
  agency: Agency,
  { funding, by, rowsAtOnce, onProgress }: ImportOptions,
  { verdicts }: Pick<Judging, 'verdicts'>,
): Promise<number> {
  const of = VERDICTS.reduce((sum, verdict) => sum + (verdict in NOT_TAKEN_IN ? 0 : verdicts[verdict]), 0)
  const onApplied = (rows: number) => onProgress?.('applying', rows)
  return applyImport(world, importId, agency, {
    funding,
    by,
    of,
    onApplied,
    ...(rowsAtOnce !== undefined && { rowsAtOnce }),
  })
}

const NOT_TAKEN_IN = { doubtful: true, invalid: true }

/** Goes on applying what a crash cut short, by the verdicts of then. */
async function goOn(
  world: World,
  left: Import,
  agency: Agency,
  options: ImportOptions,
): Promise<Omit<ImportResult, 'sheet' | 'unread'>> {
  const { lines = 0, ...counts } = left.counts
  const verdicts = { ...noVerdicts(), ...counts }
  const applied = await apply(world, left.id, agency, options, { verdicts })
  return { importId: left.id, lines, verdicts, problems: new Map(), applied, isResumed: true }
}

/** Half a list is more often half a file than half of the people. `before`: how many lines the last list had; null for the first. */
export function hasShrunk(lines: number, before: number | null): before is number {
  return before !== null && lines * 2 < before
}

async function checkShrinking(
  world: World,
  importId: string,
  agency: Agency,
  { funding, mayShrink = false }: ImportOptions,
  lines: number,
): Promise<void> {
  if (mayShrink) return
  const before = await world.database.run((db) => linesOfLastList(db, agency.id, funding))
  if (!hasShrunk(lines, before)) return
  await world.database.run((db) => endTurn(db, importId))
  throw new DomainError('operation.listShrunk', { before, lines })
}
