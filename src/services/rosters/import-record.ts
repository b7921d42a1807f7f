import { isDeepStrictEqual } from 'node:util'
import type { Agency } from '../../store/agencies.ts'
import { dropImport, dropRows, type Import, openImport, unfinishedImports } from '../../store/imports.ts'
import type { World } from '../world.ts'
import { type ImportOptions, optionsTold } from './import-options.ts'
import { endTurn, keepTurn } from './turn.ts'

const ROWS_DROPPED_AT_ONCE = 2000

/** The import of the same file under the same options whose applying was cut short; undefined where there is none. */
export async function halfApplied(
  world: World,
  hash: string,
  agency: Agency,
  options: ImportOptions,
): Promise<Import | undefined> {
  const unfinished = await world.database.run((db) => unfinishedImports(db, agency.id, hash))
  return unfinished.find(
    (one) => one.judgedAt && one.appliedThrough > 0 && isDeepStrictEqual(one.options, optionsTold(options)),
  )
}

/** Opens an import; one of the same file that was not applied is dropped, since the register may have changed. */
export async function openRecord(
  world: World,
  { name, hash }: { name: string; hash: string },
  agency: Agency,
  options: ImportOptions,
): Promise<string> {
  const now = world.clock.now()
  const id = world.ids.next(now)
  if (options.mode === 'apply') await world.database.run((db) => keepTurn(db, world, id))
  for (const unfinished of await world.database.run((db) => unfinishedImports(db, agency.id, hash)))
    await dropRecord(world, unfinished.id)
  await world.database.run((db) =>
    openImport(db, {
      ...{ id, agencyId: agency.id, fileName: name, fileHash: hash, options: optionsTold(options) },
      ...{ counts: {}, startedAt: now, startedBy: options.by },
    }),
  )
  return id
}

/** Drops an import with all that was kept of it, a slice at a time, and gives its turn back. */
export async function dropRecord(world: World, importId: string): Promise<void> {
  while ((await world.database.run((db) => dropRows(db, importId, ROWS_DROPPED_AT_ONCE))) > 0);
  await world.database.run(function* (db) {
    yield* dropImport(db, importId)
    yield* endTurn(db, importId)
  })
}
