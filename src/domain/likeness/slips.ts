import { differByOneSlip } from '../region/one-slip.ts'

/** How many of Damerau's typing errors lie between two texts: 0, 1, 2, or 3 for more. */
export function slipsBetween(a: string, b: string): number {
  if (a === b) return 0
  if (differByOneSlip(a, b)) return 1
  return haveAlmostTheSameLetters(a, b) && distance(a, b) <= 2 ? 2 : 3
}

// How many more of each letter the one text has than the other; letters that share a place here only hide a difference.
const surplus = new Int8Array(128)

/** Two slips change two letters at the most. Tells most strangers apart before any distance is reckoned. */
function haveAlmostTheSameLetters(a: string, b: string): boolean {
  surplus.fill(0)
  for (let at = 0; at < a.length; at++) surplus[a.charCodeAt(at) & 127]!++
  for (let at = 0; at < b.length; at++) surplus[b.charCodeAt(at) & 127]!--
  let [more, less] = [0, 0]
  for (const one of surplus) {
    if (one > 0) more += one
    else less -= one
  }
  return more <= 2 && less <= 2
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
