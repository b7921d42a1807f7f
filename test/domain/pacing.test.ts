import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limitsOf, type Pace, type Rates, RESTED, roomIn, spend, waitFor } from '../../src/domain/pacing.ts'

const START = Date.parse('2026-11-24T02:00:00Z')
const HOUR = 3_600_000
const at = (ms: number) => new Date(START + ms)
const second = (perSecond: number) => limitsOf({ perSecond, perDay: null })
const unasked = (n: number) => ({ replies: 0, unasked: n })

describe('a pace', () => {
  it('gives half of a second at once after a rest, the other half behind it, and each back a second after it was taken', () => {
    const first = spend(RESTED, unasked(2), at(0))
    expect(roomIn(RESTED, second(3), at(0))).toBe(2)
    expect(roomIn(first, second(3), at(499))).toBe(0)
    expect(roomIn(first, second(3), at(500))).toBe(1)
    const all = spend(first, unasked(1), at(500))
    expect(roomIn(all, second(3), at(999))).toBe(0)
    expect(roomIn(all, second(3), at(1000))).toBe(2)
    expect(roomIn(all, second(3), at(1499))).toBe(2)
  })

  it('leaves to what nobody asked for the room that replies leave, which may also be none', () => {
    const answered = spend(RESTED, { replies: 9, unasked: 0 }, at(0))
    expect(roomIn(answered, second(4), at(600))).toBe(0)
    expect(roomIn(answered, second(4), at(1000))).toBe(2)
  })

  it('gives nothing early when the clock is set back', () => {
    expect(roomIn(spend(RESTED, unasked(2), at(0)), second(2), at(-60_000))).toBe(0)
  })

  it('counts a day by its hours, and rather too long than too short', () => {
    const tier = limitsOf({ perSecond: null, perDay: 250 })
    const spent = spend(RESTED, unasked(250), at(30 * 60_000))
    expect(roomIn(spent, tier, at(24 * HOUR + 30 * 60_000))).toBe(0)
    expect(waitFor(spent, tier, at(30 * 60_000))).toBe(24.5 * HOUR)
    expect(roomIn(spent, tier, at(25 * HOUR))).toBe(250)
    expect(roomIn(spend(RESTED, { replies: 900, unasked: 0 }, at(0)), tier, at(1))).toBe(250)
  })

  it('knows no bound where a channel has none', () => {
    expect(roomIn(RESTED, [], at(0))).toBeGreaterThan(1_000_000)
    expect(waitFor(RESTED, [], at(0))).toBe(0)
  })
})

const steps = fc.array(
  fc.record({
    /** Milliseconds that go by. */
    passes: fc.oneof(fc.nat(30), fc.nat(1500), fc.nat(3 * HOUR)),
    wanted: fc.nat(20),
    replies: fc.oneof(fc.constant(0), fc.nat(5)),
  }),
  { maxLength: 60 },
)
const rates = fc.record({ perSecond: fc.integer({ min: 1, max: 12 }), perDay: fc.integer({ min: 1, max: 60 }) })

/** What left when, as somebody takes who always takes all that there is. */
function played(limits: ReturnType<typeof limitsOf>, asked: { passes: number; wanted: number; replies: number }[]) {
  let [pace, clock]: [Pace, number] = [RESTED, 0]
  const left: number[] = []
  for (const { passes, wanted, replies } of asked) {
    clock += passes
    pace = spend(pace, { replies, unasked: 0 }, at(clock))
    const n = Math.min(wanted, roomIn(pace, limits, at(clock)))
    pace = spend(pace, unasked(n), at(clock))
    left.push(...Array<number>(n).fill(clock))
  }
  return { left, pace, clock }
}

const most = (left: readonly number[], perMs: number) =>
  Math.max(0, ...left.map((from) => left.filter((time) => time >= from && time < from + perMs).length))

it('never lets more than a limit through in any second, half second or day, whoever asks when', () => {
  fc.assert(
    fc.property(rates, steps, (limits: Rates, asked) => {
      const { left } = played(limitsOf(limits), asked)
      expect(most(left, 1000)).toBeLessThanOrEqual(limits.perSecond!)
      expect(most(left, 500)).toBeLessThanOrEqual(Math.ceil(limits.perSecond! / 2))
      expect(most(left, 24 * HOUR)).toBeLessThanOrEqual(limits.perDay!)
    }),
  )
})

it('never starves: whoever waits as long as it says finds room, and a moment earlier none', () => {
  fc.assert(
    fc.property(rates, steps, (limits: Rates, asked) => {
      const { pace, clock } = played(limitsOf(limits), asked)
      const wait = waitFor(pace, limitsOf(limits), at(clock))
      expect(roomIn(pace, limitsOf(limits), at(clock + wait))).toBeGreaterThan(0)
      if (wait > 0) expect(roomIn(pace, limitsOf(limits), at(clock + wait - 1))).toBe(0)
    }),
  )
})

it('remembers no more than its limits look at', () => {
  fc.assert(
    fc.property(rates, steps, (limits, asked) => {
      const { pace } = played(limitsOf(limits), asked)
      expect(pace.recent.length).toBeLessThanOrEqual(2 * asked.length)
      expect(pace.hours.length).toBeLessThanOrEqual(26)
    }),
  )
})

it('takes 46.000 messages at 27 a second in less than half an hour, though whoever takes them is often late', () => {
  const limits = second(27)
  let [pace, clock, left]: [Pace, number, number] = [RESTED, 0, 46_000]
  const times: number[] = []
  for (let turn = 0; left > 0; turn++) {
    // As a machine with other work: up to 20 ms late.
    clock += waitFor(pace, limits, at(clock)) + ((turn * 7) % 20)
    const n = Math.min(left, roomIn(pace, limits, at(clock)))
    pace = spend(pace, unasked(n), at(clock))
    left -= n
    if (n > 0) times.push(...Array<number>(n).fill(clock))
  }
  expect(clock).toBeLessThanOrEqual(30 * 60_000)
  const busiest = times.reduce((top, time, i) => Math.max(top, time - (times[i - 27] ?? -1000) < 1000 ? 28 : top), 27)
  expect(busiest).toBe(27)
})
