import { expect, it } from 'vitest'
import { limitsOf, type Rates, RESTED, roomIn, spend, waitFor } from '../../src/domain/pacing.ts'
import { nextAllowed } from '../../src/domain/quiet-hours.ts'
import { allOf, sendingTime } from '../../src/domain/sending-time.ts'
import { settingsFrom } from '../../src/domain/settings.ts'

const ONE = { perSecond: 1, perDay: null }
const QUIET = settingsFrom({})
const at = (time: string) => new Date(`${time}+07:00`)

it.each([
  [
    'at once where a channel knows no pace',
    46_000,
    null,
    '2026-11-24T09:00:00',
    '2026-11-24T09:00:00',
    '2026-11-24T09:00:00',
  ],
  ['at the pace of the channel', 46_000, 27, '2026-11-24T09:00:00', '2026-11-24T09:00:00', '2026-11-24T09:28:23.703'],
  ['not before the morning', 60, 1, '2026-11-24T05:30:00', '2026-11-24T08:00:00', '2026-11-24T08:01:00'],
  ['not in the evening either', 60, 1, '2026-11-24T19:00:00', '2026-11-25T08:00:00', '2026-11-25T08:01:00'],
  [
    'up to the quiet hours and on behind them',
    120,
    1,
    '2026-11-24T18:59:00',
    '2026-11-24T18:59:00',
    '2026-11-25T08:01:00',
  ],
  ['over as many days as it takes', 100_000, 1, '2026-11-24T08:00:00', '2026-11-24T08:00:00', '2026-11-26T13:46:40'],
] as const)('a sending goes %s', (_, messages, perSecond, earliest, from, until) => {
  expect(sendingTime(messages, { perSecond, perDay: null }, at(earliest), QUIET)).toEqual({
    from: at(from),
    until: at(until),
  })
})

it('a sending rests in quiet hours by day too, and in none where there are none', () => {
  const siesta = { ...QUIET, quietFrom: '12:00', quietUntil: '14:00' }
  expect(sendingTime(120, ONE, at('2026-11-24T11:59:00'), siesta).until).toEqual(at('2026-11-24T14:01:00'))
  const never = { ...QUIET, quietFrom: '08:00', quietUntil: '08:00' }
  expect(sendingTime(3600, ONE, at('2026-11-24T07:30:00'), never).until).toEqual(at('2026-11-24T08:30:00'))
})

it('a sending rests on a holiday, and where it lasts longer goes on behind it', () => {
  expect(sendingTime(7200, ONE, at('2026-12-24T18:00:00'), QUIET).until).toEqual(at('2026-12-26T09:00:00'))
})

it('a sending is bound by what a channel may be handed in a day', () => {
  const tier = { perSecond: 80, perDay: 10_000 }
  const { until } = sendingTime(46_000, tier, at('2026-11-24T08:00:00'), QUIET)
  // An hour later each day: of what has left only the hour is known.
  expect(until).toEqual(at('2026-11-28T12:01:15'))
  expect(sendingTime(10_000, tier, at('2026-11-24T08:00:00'), QUIET).until).toEqual(at('2026-11-24T08:02:05'))
})

it('a sending takes about as long as the pace then lets it', () => {
  const quiet = { ...QUIET, prayerPauseMinutes: 20 }
  for (const [messages, rates] of [
    [20_000, { perSecond: 27, perDay: null }],
    [60_000, { perSecond: 1, perDay: null }],
    [900, { perSecond: 5, perDay: 250 }],
  ] as const) {
    const { until } = sendingTime(messages, rates, at('2026-11-24T10:20:00'), quiet)
    const took = paced(messages, rates, at('2026-11-24T10:20:00'), quiet)
    const minutes = (until.getTime() - took.getTime()) / 60_000
    expect([messages, Math.abs(minutes) < 3]).toEqual([messages, true])
  }
})

/** When the last message leaves that is handed over as soon as there is room for it. */
function paced(messages: number, rates: Rates, earliest: Date, quiet: typeof QUIET): Date {
  const limits = limitsOf(rates)
  let [now, left, pace] = [nextAllowed(earliest, quiet), messages, RESTED]
  for (;;) {
    const room = Math.min(left, roomIn(pace, limits, now))
    pace = spend(pace, { replies: 0, unasked: room }, now)
    left -= room
    if (left === 0) return now
    now = nextAllowed(new Date(now.getTime() + Math.max(1, waitFor(pace, limits, now))), quiet)
  }
}

it('several sendings last as long as the longest', () => {
  const one = { from: at('2026-11-24T09:00:00'), until: at('2026-11-24T09:30:00') }
  expect(allOf([one, { ...one, until: at('2026-11-25T09:00:00') }])).toEqual({
    ...one,
    until: at('2026-11-25T09:00:00'),
  })
  expect(allOf([])).toBeNull()
})
