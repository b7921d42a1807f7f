import { nextRange, type WorkerRange } from '../store/reach-slices.ts'
import type { World } from './world.ts'

/** The whole register range by range; between two of them chats have their turn. */
export async function* rangesOf({ database }: World, slice?: number): AsyncGenerator<WorkerRange> {
  const next = (before?: WorkerRange) => database.read((db) => nextRange(db, before, slice))
  for (let range = await next(); range !== null; range = await next(range)) yield range
}
