/**
 * Whether two texts differ by exactly one slip of the hand: a letter wrong, missing, too many, or two neighbours swapped
 * (Damerau's four typing errors).
 */
export function differByOneSlip(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  const [long, short] = a.length >= b.length ? [a, b] : [b, a]
  let at = 0
  while (at < short.length && long[at] === short[at]) at++
  if (long.length > short.length) return long.slice(at + 1) === short.slice(at)
  if (long.slice(at + 1) === short.slice(at + 1)) return true
  const swapped = long[at] === short[at + 1] && long[at + 1] === short[at]
  return swapped && long.slice(at + 2) === short.slice(at + 2)
}
