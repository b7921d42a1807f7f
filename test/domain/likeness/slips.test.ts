import fc from 'fast-check'
import { expect, it } from 'vitest'
import { slipsBetween } from '../../../src/domain/likeness/slips.ts'

const LETTERS = [...'AB1é']
const text = fc.array(fc.constantFrom(...LETTERS), { maxLength: 6 }).map((letters) => letters.join(''))

/** All texts that one of Damerau's four slips makes of a text. */
function slipped(text: string): Set<string> {
  const made = new Set<string>()
  for (let at = 0; at <= text.length; at++) {
    const [before, after] = [text.slice(0, at), text.slice(at)]
    made.add(before + after.slice(1))
    if (after.length > 1) made.add(before + after[1] + after[0] + after.slice(2))
    for (const letter of LETTERS) made.add(before + letter + after).add(before + letter + after.slice(1))
  }
  return made
}

it('counts the slips between two texts as far as two', () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      const slips = slipsBetween(one, other)
      const [once, back] = [slipped(one), slipped(other)]
      if (one === other) expect(slips).toBe(0)
      else if (once.has(other)) expect(slips).toBe(1)
      // A slip upon a slip: what both have in common after one each. Slips that undo a swap are counted apart.
      else if (slips === 2) expect([...once].some((between) => back.has(between))).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

it('finds whatever two slips in two places have made', () => {
  const place = fc.nat(20)
  fc.assert(
    fc.property(text, text, place, place, (head, tail, first, second) => {
      const [one, other] = [[...slipped(head)], [...slipped(tail)]]
      const made = `${one[first % one.length]}--${other[second % other.length]}`
      expect(slipsBetween(`${head}--${tail}`, made)).toBeLessThanOrEqual(2)
    }),
    { numRuns: 2000 },
  )
})

it.each([
  ['3574035708709001', '3513120101559017', 3],
  ['3574035708709001', '3574035770900911', 3],
  ['3574035708709001', '3574037508709010', 2],
  ['SUMIRAT', 'SUMIRAT', 0],
  ['SUMIRAT', 'SOEMIRAT', 2],
  ['', 'AB', 2],
  ['', 'ABC', 3],
])('from %s to %s: %i', (one, other, slips) => {
  expect(slipsBetween(one, other)).toBe(slips)
})
