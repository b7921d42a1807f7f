import { nameKey } from '../name-key.ts'
import { differByOneSlip } from '../region/one-slip.ts'

/**
 * Whether two spellings may be one person's name, where a number already says so: every word of the shorter one is found in
 * the longer, in any order, with a slip, or as its first letters.
 */
export function mayBeOneName(one: string, other: string): boolean {
  const [a, b] = [nameKey(one), nameKey(other)]
  if (fits(a.replaceAll(' ', ''), b.replaceAll(' ', ''))) return true
  const [shorter, longer] = [a.split(' '), b.split(' ')].sort((x, y) => x.length - y.length) as [string[], string[]]
  const left = [...longer]
  return shorter.every((word) => {
    const at = left.findIndex((candidate) => fits(word, candidate) || begins(word, candidate))
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
}

function fits(one: string, other: string): boolean {
  return one === other || (Math.min(one.length, other.length) >= 4 && differByOneSlip(one, other))
}

// One letter stands for a name, three begin one: "Moh. S." and "Abd. Rah."
function begins(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  return (short.length === 1 || short.length >= 3) && long.startsWith(short)
}
