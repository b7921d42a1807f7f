import fc from 'fast-check'
import { expect, it } from 'vitest'
import { typingMs } from '../../src/domain/typing.ts'

it('takes longer for longer words, never as long as would be waited for, and each time another while', () => {
  expect(typingMs(10, 0.5)).toBe(820)
  expect(typingMs(100, 0.5)).toBe(1900)
  expect(typingMs(3000, 0.5)).toBe(3500)
  expect([typingMs(10, 0), typingMs(10, 1)]).toEqual([656, 984])
})

it('lies between half a second and five seconds', () => {
  const draw = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(
      fc.nat(100_000),
      draw,
      (letters, drawn) => typingMs(letters, drawn) >= 500 && typingMs(letters, drawn) <= 5000,
    ),
  )
})
