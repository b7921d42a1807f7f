import type { Person } from '../../domain/roster/statements.ts'
import { workerNumber } from '../../domain/worker-code.ts'
import { addLikenessKeys, countKeys, dropLikenessKeys } from '../../store/likeness.ts'
import type { Vault } from '../../store/vault.ts'
import type { Db, Work } from '../../store/work.ts'
import { type Worker, workersBefore } from '../../store/workers.ts'
import { breathe } from '../breathe.ts'
import type { World } from '../world.ts'
import { openedWorker } from './opened-worker.ts'
import { lookedUpBy } from './prepare-line.ts'

const BATCH = 500

/**
 * Makes workers findable in spite of slips who are not yet: those of a register that is older than the keys, and those of an import
 * that was cut short before it had entered them. Goes from the youngest back until it finds whoever is.
 */
export async function fillLikenessKeys(world: World): Promise<void> {
  for (let before: string | undefined; ; ) {
    const last = await world.database.run((db) => fillBefore(db, world.vault, before))
    if (last === undefined) return
    before = last
    await breathe()
  }
}

/** Fills the next workers before an id; says the last, undefined where all of them can be found or none is left. */
function* fillBefore(db: Db, vault: Vault, before: string | undefined): Work<string | undefined> {
  const workers = yield* workersBefore(db, before, BATCH)
  const keysOf = workers.map((worker) => ({ number: workerNumber(worker.code), keys: likenessKeysOf(vault, worker) }))
  const standing = yield* countKeys(db, [...new Set(keysOf.flatMap(({ keys }) => keys))])
  const lost = keysOf.filter(({ number, keys }) => (standing.get(number) ?? 0) < new Set(keys).size)
  for (const { number, keys } of lost) yield* addLikenessKeys(db, number, keys)
  return lost.length > 0 ? workers.at(-1)!.id : undefined
}

/** Makes a worker findable as who they are said to be from now on. */
export function* renewLikenessKeys(db: Db, vault: Vault, worker: Worker, told: Person): Work<void> {
  const { nik } = openedWorker(vault, worker)
  const [old, fresh] = [likenessKeysOf(vault, worker), lookedUpBy(vault, { ...told, nik }).keys]
  const number = workerNumber(worker.code)
  yield* dropLikenessKeys(
    db,
    number,
    old.filter((key) => !fresh.includes(key)),
  )
  yield* addLikenessKeys(
    db,
    number,
    fresh.filter((key) => !old.includes(key)),
  )
}

function likenessKeysOf(vault: Vault, worker: Worker): number[] {
  return lookedUpBy(vault, openedWorker(vault, worker)).keys
}
