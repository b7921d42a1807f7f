import { differByOneSlip } from '../region/one-slip.ts'

/** How many of Damerau's typing errors lie between two texts: 0, 1, 2, or 3 for more. */
export function slipsBetween(a: string, b: string): number {
  if (a === b) return 0
  if (differByOneSlip(a, b)) return 1
  return distance(a, b) <= 2 ? 2 : 3
}

// Restricted Damerau and Levenshtein distance, row by row.
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const now = [i]
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      let cost = Math.min(last[j]! + 1, now[j - 1]! + 1, last[j - 1]! + (isSame ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1)
      now.push(cost)
    }
    before = last
    last = now
  }
  return last[b.length]!
}
