/** Whether two different words are one letter inserted, left out, replaced, or two neighbours swapped, apart. */
export function oneEditApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  let begin = 0
  while (begin < short.length && short[begin] === long[begin]) begin++
  const rest = (word: string, skipped: number) => word.slice(begin + skipped)
  if (short.length < long.length) return rest(short, 0) === rest(long, 1)
  if (rest(short, 1) === rest(long, 1)) return true
  return short[begin] === long[begin + 1] && short[begin + 1] === long[begin] && rest(short, 2) === rest(long, 2)
}
