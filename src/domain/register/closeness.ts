export const CLOSENESS = ['almostSame', 'close', 'somewhat'] as const

/** How alike two entries are, in a word; `score` 0–100. */
export function closeness(score: number): (typeof CLOSENESS)[number] {
  if (score >= 90) return 'almostSame'
  return score >= 70 ? 'close' : 'somewhat'
}
