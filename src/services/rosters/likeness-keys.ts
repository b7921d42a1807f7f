import type { Person } from '../../domain/roster/statements.ts'
import { workerNumber } from '../../domain/worker-code.ts'
import { addLikenessKeys, dropLikenessKeys, numbersUnder } from '../../store/likeness.ts'
import type { Vault } from '../../store/vault.ts'
import type { Db, Work } from '../../store/work.ts'
import { oldestWorker, type Worker, workersBefore } from '../../store/workers.ts'
import { breathe } from '../breathe.ts'
import type { World } from '../world.ts'
import { openedWorker } from './opened-worker.ts'
import { lookedUpBy } from './prepare-line.ts'

const BATCH = 500

/**
 * Makes all workers of a register findable in spite of slips where that has not been done, since it is older than the keys. The oldest
 * worker comes last, so that one look tells whether all are done.
 */
export async function fillLikenessKeys(world: World): Promise<void> {
  if (await world.database.run((db) => isFilled(db, world.vault))) return
  for (let before: string | undefined; ; ) {
    const last = await world.database.run(function* (db) {
      const workers = yield* workersBefore(db, before, BATCH)
      for (const worker of workers)
        yield* addLikenessKeys(db, workerNumber(worker.code), likenessKeysOf(world.vault, worker))
      return workers.at(-1)?.id
    })
    if (last === undefined) return
    before = last
    await breathe()
  }
}

function* isFilled(db: Db, vault: Vault): Work<boolean> {
  const oldest = yield* oldestWorker(db)
  if (!oldest) return true
  const [key] = likenessKeysOf(vault, oldest)
  return (yield* numbersUnder(db, key!)).includes(workerNumber(oldest.code))
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
