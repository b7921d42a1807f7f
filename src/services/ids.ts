import { randomFillSync } from 'node:crypto'
import { V7Generator } from 'uuidv7'
import type { Ids } from '../domain/ids.ts'

/** Ids and secrets from the machine's own randomness; ids made one after another sort in that order. */
export function machineIds(): Ids {
  const generator = new V7Generator()
  const random = pooledRandom()
  return { next: (at) => generator.generateOrResetWithTs(at.getTime()).toString(), random }
}

const POOL_BYTES = 8192

/** Random bytes drawn from a pool: filling many at once costs a tenth of filling each. */
function pooledRandom(): (bytes: number) => Buffer {
  const pool = Buffer.allocUnsafe(POOL_BYTES)
  let used = POOL_BYTES
  return (bytes) => {
    if (used + bytes > POOL_BYTES) {
      randomFillSync(pool)
      used = 0
    }
    used += bytes
    return Buffer.from(pool.subarray(used - bytes, used))
  }
}
