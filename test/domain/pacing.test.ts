import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { paceOf, putBack, takeTokens } from '../../src/domain/pacing.ts'

const START = Date.parse('2026-11-24T02:00:00Z')
const at = (ms: number) => new Date(START + ms)

describe('a pace', () => {
  it('gives all at once after a rest, and each back a second after it was taken', () => {
    const first = takeTokens(paceOf(3), 5, at(0))
    expect(first.granted).toBe(3)
    const none = takeTokens(first.pace, 1, at(999))
    expect(none.granted).toBe(0)
    expect(takeTokens(none.pace, 5, at(1000)).granted).toBe(3)
  })

  it('takes back what was not used', () => {
    const { pace } = takeTokens(paceOf(3), 3, at(0))
    expect(takeTokens(putBack(pace, 2), 5, at(1)).granted).toBe(2)
    expect(takeTokens(putBack(pace, 9), 5, at(1)).granted).toBe(3)
    expect(putBack(paceOf(3), 1)).toEqual(paceOf(3))
  })

  it('gives nothing early when the clock is set back', () => {
    const { pace } = takeTokens(paceOf(2), 2, at(0))
    expect(takeTokens(pace, 1, at(-60_000)).granted).toBe(0)
  })
})

const steps = fc.array(
  fc.record({
    /** Milliseconds that go by. */
    passes: fc.oneof(fc.nat(30), fc.nat(1500)),
    wanted: fc.nat(20),
    unused: fc.nat(5),
  }),
  { maxLength: 60 },
)

it('never lets more than the limit through in any one second, whoever asks when', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), steps, (limit, asked) => {
      let pace = paceOf(limit)
      let clock = 0
      const used: number[] = []
      for (const { passes, wanted, unused } of asked) {
        clock += passes
        const taken = takeTokens(pace, wanted, at(clock))
        const back = Math.min(unused, taken.granted)
        pace = back > 0 ? putBack(taken.pace, back) : taken.pace
        for (let n = 0; n < taken.granted - back; n++) used.push(clock)
      }
      for (const from of used)
        expect(used.filter((time) => time >= from && time < from + 1000).length).toBeLessThanOrEqual(limit)
    }),
  )
})

it('never starves: a second after the last taking all of it is there again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), steps, (limit, asked) => {
      let pace = paceOf(limit)
      let clock = 0
      for (const { passes, wanted } of asked) {
        clock += passes
        pace = takeTokens(pace, wanted, at(clock)).pace
      }
      expect(takeTokens(pace, 99, at(clock + 1000)).granted).toBe(limit)
    }),
  )
})
