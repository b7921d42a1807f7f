import type { Random } from './seeded.ts'

/** Picks from a list written with the commonest first, as names are given: each next one somewhat rarer (Zipf). */
export function skewed(words: string): (random: Random) => string {
  const list = words.split(/\s+/).filter(Boolean)
  return weighted(list.map((word, rank) => [word, 1 / (rank + 14)]))
}

/** Picks by weight. */
export function weighted<T>(choices: readonly (readonly [choice: T, weight: number])[]): (random: Random) => T {
  let sum = 0
  const bounds = choices.map(([, weight]) => {
    sum += weight
    return sum
  })
  return (random) => choices[firstAbove(bounds, random() * sum)]![0]
}

function firstAbove(bounds: readonly number[], wanted: number): number {
  let [low, high] = [0, bounds.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (bounds[middle]! > wanted) high = middle
    else low = middle + 1
  }
  return low
}
