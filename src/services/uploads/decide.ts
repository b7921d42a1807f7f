import type { Funding } from '../../domain/cover.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Officer } from '../../domain/officer.ts'
import { COLUMNS, type Column, readHeaderName } from '../../domain/roster/columns.ts'
import type { StrangeHeader } from '../../domain/roster/upload.ts'
import { linesOfLastList } from '../../store/imports.ts'
import { changeUpload, type Upload } from '../../store/uploads.ts'
import { type Db, LostRace, runRacing, type Work } from '../../store/work.ts'
import { actorName, audited } from '../accounts/audited.ts'
import { hasShrunk } from '../rosters/import-roster.ts'
import type { World } from '../world.ts'
import { dropFile } from './folder.ts'
import { uploadFor } from './read.ts'

/** What a form about an upload carries: the count of changes when its page was made. */
interface PageOf {
  rev: number
}

/**
 * Has a judged list taken into the register; asked again it changes nothing. `mayShrink`: it may have lost more than half of its lines.
 * Throws `returns.noImport`, `console.stale`, `console.uploads.busy` `isClosed` `notJudged`, and `operation.listShrunk` with nothing changed.
 */
export async function applyUpload(
  world: World,
  officer: Officer,
  id: string,
  { rev, mayShrink }: PageOf & { mayShrink: boolean },
): Promise<void> {
  await runRacing(world.database, function* (db) {
    const { upload } = yield* uploadFor(db, officer, id)
    if (upload.wanted === 'apply' || upload.outcome === 'applied') return
    checkFree(upload, rev)
    if (!upload.judgement) throw new DomainError('console.uploads.notJudged')
    if (!mayShrink) yield* checkShrinking(db, upload, upload.judgement.lines)
    yield* change(db, upload, { wanted: 'apply', wantedBy: actorName(officer), tries: 0, problem: null, mayShrink })
    yield* audited(db, world, officer, 'upload.apply', `upload:${id}`)
  })
}

function* checkShrinking(db: Db, { agencyId, options, judgement }: Upload, lines: number): Work<void> {
  if (judgement?.kind !== 'roster') return
  const before = yield* linesOfLastList(db, agencyId, options.funding as Funding)
  if (hasShrunk(lines, before)) throw new DomainError('operation.listShrunk', { before, lines })
}

/** Throws a list away that was not applied; asked again it changes nothing. Throws `returns.noImport`, `console.stale`, `console.uploads` `busy`, `isClosed`. */
export async function discardUpload(world: World, officer: Officer, id: string, { rev }: PageOf): Promise<void> {
  await runRacing(world.database, function* (db) {
    const { upload } = yield* uploadFor(db, officer, id)
    if (upload.outcome === 'discarded') return
    checkFree(upload, rev)
    yield* closeUpload(db, upload, 'discarded', world.clock.now())
    yield* audited(db, world, officer, 'upload.discarded', `upload:${id}`)
  })
  await dropFile(world, id)
}

/** Ends an upload that comes to nothing; what was kept of its lines is dropped by the next work. */
export function* closeUpload(db: Db, upload: Upload, outcome: 'discarded' | 'lapsed', now: Date): Work<void> {
  yield* change(db, upload, { outcome, closedAt: now, wanted: 'drop', tries: 0, headerSealed: null })
}

/** What an officer adds to a file that could not be judged: which header means which column, and who pays. */
export interface Explained {
  headerNames: Record<string, Column>
  funding: Funding | undefined
}

/** Has a file judged again with what was missing. Throws `returns.noImport`, `console.stale`, `console.uploads` `busy`, `isClosed`. */
export async function judgeAgain(
  world: World,
  officer: Officer,
  id: string,
  { headerNames, funding }: Explained,
  { rev }: PageOf,
): Promise<void> {
  await runRacing(world.database, function* (db) {
    const { upload } = yield* uploadFor(db, officer, id)
    if (upload.wanted === 'judge') return
    checkFree(upload, rev)
    const options = { ...upload.options, ...(funding && { funding }) }
    const anew = { wanted: 'judge', wantedBy: actorName(officer), tries: 0, problem: null, judgement: null } as const
    yield* change(db, upload, { ...anew, options, headerNames })
    yield* audited(db, world, officer, 'upload.explained', `upload:${id}`)
  })
}

/**
 * What an officer has chosen for each missing column, as headers are remembered. Throws `console.uploads.columnUnchosen` where one is
 * missing or is no header of the file, `columnTwice` where one header is to mean two columns.
 */
export function headerNamesChosen(
  { cells, missing }: StrangeHeader,
  chosen: Partial<Record<Column, string>>,
): Record<string, Column> {
  const names = missing.map((column) => {
    const header = chosen[column] ?? ''
    const name = cells.includes(header) ? readHeaderName(`${header}=${COLUMNS[column]}`) : undefined
    if (!name) throw new DomainError('console.uploads.columnUnchosen')
    return name
  })
  if (new Set(names.map(([header]) => header)).size < names.length) throw new DomainError('console.uploads.columnTwice')
  return Object.fromEntries(names)
}

function checkFree({ wanted, outcome, ...upload }: Upload, rev: number): void {
  if (outcome) throw new DomainError('console.uploads.isClosed')
  if (wanted) throw new DomainError('console.uploads.busy')
  if (upload.rev !== rev) throw new DomainError('console.stale')
}

function* change(db: Db, upload: Upload, to: Parameters<typeof changeUpload>[2]): Work<void> {
  if (!(yield* changeUpload(db, upload, to))) throw new LostRace('upload')
}
