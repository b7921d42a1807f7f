import type { World } from '../../src/services/world.ts'

/** What everything fails of once a machine has stopped. */
class Death extends Error {}

export function onlyDeath(error: unknown): void {
  if (!(error instanceof Death)) throw error
}

/** The same world on a machine that stops: its database answers no more after so many works. */
export function dyingAfter<W extends World>(world: W, works: number): W {
  let left = works
  const run: World['database']['run'] = (work) =>
    left-- > 0 ? world.database.run(work) : Promise.reject(new Death('killed'))
  return { ...world, database: { ...world.database, run } }
}
