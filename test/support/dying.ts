import type { TestWorld } from './world.ts'

/** What everything fails of once a machine has stopped. */
class Death extends Error {}

export function onlyDeath(error: unknown): void {
  if (!(error instanceof Death)) throw error
}

/** The same world on a machine that stops: its database answers no more after so many works. */
export function dyingAfter(world: TestWorld, works: number): TestWorld {
  let left = works
  const run: TestWorld['database']['run'] = (work) =>
    left-- > 0 ? world.database.run(work) : Promise.reject(new Death('killed'))
  return { ...world, database: { ...world.database, run } }
}
