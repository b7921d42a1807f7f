import { DomainError } from '../../domain/errors.ts'
import { isInScope, may, type Officer } from '../../domain/officer.ts'
import { type AgencyImport, importById, lastImports } from '../../store/returns.ts'
import type { Db, Work } from '../../store/work.ts'
import type { World } from '../world.ts'

const MOST_LISTED = 200

/**
 * The last imports that are a reader's affair, newest first: of the own agency, or of every one. Files hold people of all
 * kelurahan, so whoever looks after one alone sees none.
 */
export async function importsFor(world: World, reader?: Officer, agencyId?: string): Promise<AgencyImport[]> {
  if (reader && !readsFiles(reader)) return []
  const scope = reader?.agencyId ?? agencyId ?? null
  return await world.database.run((db) => lastImports(db, scope, MOST_LISTED))
}

/** An import that is a reader's affair. Throws `returns.noImport` for one that is not there or is not: nobody learns which. */
export function* importFor(db: Db, importId: string, reader?: Officer): Work<AgencyImport> {
  const found = yield* importById(db, importId)
  const isTheirs = found && (!reader || (readsFiles(reader) && isInScope(reader, found.agency.id)))
  if (!isTheirs) throw new DomainError('returns.noImport')
  return found
}

function readsFiles(reader: Officer): boolean {
  return may(reader, 'readRegister') && reader.kelurahan === null
}
