/** A number from 0 up to 1, as `Math.random` gives it, but the same ones each time for a seed. */
export type Random = () => number

/** The mulberry32 generator: small, good enough for fixtures, never for secrets. */
export function seeded(seed: number): Random {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A whole number from `low` to `high`, both included. */
export function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1))
}

export function pick<T>(random: Random, from: readonly T[]): T {
  return from[between(random, 0, from.length - 1)]!
}

/** The same things in another order (Fisher and Yates). */
export function shuffled<T>(random: Random, things: readonly T[]): T[] {
  const result = [...things]
  for (let at = result.length - 1; at > 0; at--) {
    const other = between(random, 0, at)
    ;[result[at], result[other]] = [result[other]!, result[at]!]
  }
  return result
}
