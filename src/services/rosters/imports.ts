import { DomainError } from '../../domain/errors.ts'
import { isInScope, may, type Officer } from '../../domain/officer.ts'
import type { ImportProgress } from '../../domain/roster/import-progress.ts'
import type { Import } from '../../store/imports.ts'
import { type AgencyImport, importById, lastImports } from '../../store/returns.ts'
import type { Db, Work } from '../../store/work.ts'
import { officersAmong } from '../actors.ts'
import type { World } from '../world.ts'

/** An import as a list shows it. */
export interface HandedIn extends AgencyImport {
  phase: ImportProgress['phase']
  /** Somebody is still at work on it, as far as can be told. */
  isRunning: boolean
  /** Name of the officer who did it; null for the operator of the installation. */
  by: string | null
}

const MOST_LISTED = 200

// A million lines take minutes; what began earlier and is not through has been killed.
const RUNS_AT_MOST_MS = 2 * 3_600_000

/**
 * The last imports that are a reader's affair, newest first: of the own agency, or of every one. Files hold people of all
 * kelurahan, so whoever looks after one alone sees none.
 */
export async function handedIn(world: World, reader?: Officer, agencyId?: string): Promise<HandedIn[]> {
  if (reader && !readsFiles(reader)) return []
  const now = world.clock.now()
  return await world.database.run(function* (db) {
    const found = yield* lastImports(db, reader?.agencyId ?? agencyId ?? null, MOST_LISTED)
    const officers = yield* officersAmong(
      db,
      found.map((one) => one.import.startedBy),
    )
    return found.map((one) => ({ ...one, ...standingOf(one.import, now), by: officers[one.import.startedBy] ?? null }))
  })
}

function standingOf(imported: Import, now: Date): Pick<HandedIn, 'phase' | 'isRunning'> {
  const phase = phaseOf(imported)
  const isUnderWay = phase === 'reading' || phase === 'applying'
  return { phase, isRunning: isUnderWay && now.getTime() - imported.startedAt.getTime() < RUNS_AT_MOST_MS }
}

/** Where an import stands, by what is kept of it. */
export function phaseOf({ progress, judgedAt, appliedAt }: Import): ImportProgress['phase'] {
  if (appliedAt) return 'applied'
  return progress?.phase ?? (judgedAt ? 'judged' : 'reading')
}

/** An import that is a reader's affair. Throws `returns.noImport` for one that is not there or is not: nobody learns which. */
export function* importFor(db: Db, importId: string, reader?: Officer): Work<AgencyImport> {
  const found = yield* importById(db, importId)
  const isTheirs = found && (!reader || (readsFiles(reader) && isInScope(reader, found.agency.id)))
  if (!isTheirs) throw new DomainError('returns.noImport')
  return found
}

/** Whether an officer reads what agencies have handed in: all kelurahan stand in it, so not whoever looks after one alone. */
export function readsFiles(reader: Officer): boolean {
  return may(reader, 'readRegister') && reader.kelurahan === null
}
