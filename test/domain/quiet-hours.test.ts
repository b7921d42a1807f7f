import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOf } from '../../src/domain/clock.ts'
import { HOLIDAYS } from '../../src/domain/holidays.ts'
import { isOpenHour, mayLeaveAt, nextAllowed, nextQuiet } from '../../src/domain/quiet-hours.ts'
import { settingsFrom } from '../../src/domain/settings.ts'

const at = (time: string) => new Date(`2026-11-24T${time}:00+07:00`)
const open = (opens: string, closes: string, times: string[]) =>
  times.filter((time) => isOpenHour(at(time), opens, closes))

const TIMES = ['00:00', '05:00', '07:59', '08:00', '12:00', '18:59', '19:00', '23:59']

it('hours are open from the first minute until before the last', () => {
  expect(open('08:00', '19:00', TIMES)).toEqual(['08:00', '12:00', '18:59'])
})

it('the hour is that of Probolinggo, wherever the machine stands', () => {
  expect(isOpenHour(new Date('2026-11-24T00:59:59Z'), '08:00', '19:00')).toBe(false)
  expect(isOpenHour(new Date('2026-11-24T01:00:00Z'), '08:00', '19:00')).toBe(true)
})

it('hours may run past midnight, or up to it', () => {
  expect(open('05:00', '00:00', TIMES)).toEqual(TIMES.slice(1))
  expect(open('19:00', '06:00', TIMES)).toEqual(['00:00', '05:00', '19:00', '23:59'])
})

it('quiet hours that end when they begin are none', () => {
  expect(open('08:00', '08:00', TIMES)).toEqual(TIMES)
})

const on = (time: string) => new Date(`${time}+07:00`)

describe('what nobody asked for', () => {
  it.each([
    ['on a holiday', {}, '2026-08-17T09:00', '2026-08-18T08:00'],
    ['over a holiday and a quiet Sunday behind it', { quietSundays: 'on' }, '2026-12-25T12:00', '2026-12-26T08:00'],
    ['over the two days of Idulfitri', {}, '2026-03-20T19:00', '2026-03-23T08:00'],
    ['on a day that the installation adds', { quietDays: ['2026-11-24'] }, '2026-11-24T09:00', '2026-11-25T08:00'],
    ['on a Sunday where that is wished', { quietSundays: 'on' }, '2026-11-29T09:00', '2026-11-30T08:00'],
  ])('waits %s', (_, settings, at, until) => {
    const quiet = settingsFrom(settings)
    expect(mayLeaveAt(on(at), quiet)).toBe(false)
    expect(nextAllowed(on(at), quiet)).toEqual(on(until))
  })

  it.each([
    ['on a Sunday', {}, '2026-11-29T09:00'],
    ['on a holiday that the installation takes out', { openDays: ['2026-08-17'] }, '2026-08-17T09:00'],
    ['on any holiday where they are off', { quietHolidays: 'off' }, '2026-12-25T09:00'],
    ['at the hour of prayer', {}, '2026-11-25T11:20'],
  ])('may leave %s', (_, settings, at) => expect(mayLeaveAt(on(at), settingsFrom(settings))).toBe(true))

  it('waits from each call to prayer for as long as is set, over Probolinggo', () => {
    const quiet = settingsFrom({ prayerPauseMinutes: 20 })
    expect(nextQuiet(on('2026-11-25T09:00'), quiet)).toEqual(on('2026-11-25T11:16'))
    expect(nextAllowed(on('2026-11-25T11:20'), quiet)).toEqual(on('2026-11-25T11:36'))
    expect(nextQuiet(on('2026-11-25T11:36'), quiet)).toEqual(on('2026-11-25T14:39'))
  })
})

const clockTime = (from: number, to: number) =>
  fc.integer({ min: from * 60, max: to * 60 - 1 }).map((n) => {
    const two = (part: number) => String(part).padStart(2, '0')
    return `${two(Math.floor(n / 60))}:${two(n % 60)}`
  })
const onOff = fc.constantFrom('on', 'off')
const moment = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2028-01-01') }).map((ms) => new Date(ms))
const someDays = fc.array(moment.map(dayOf), { maxLength: 20 })
const someSettings = fc
  .record({
    ...{ quietUntil: clockTime(0, 12), quietFrom: clockTime(12, 24), prayerPauseMinutes: fc.nat(45) },
    ...{ quietSundays: onOff, quietHolidays: onOff, quietDays: someDays, openDays: someDays },
  })
  .map(settingsFrom)

describe('the next moment that is open', () => {
  it('is never in a quiet stretch, never in the past, and none before it is open', () => {
    fc.assert(
      fc.property(moment, someSettings, fc.double({ min: 0, max: 1, noNaN: true }), (at, quiet, share) => {
        const next = nextAllowed(at, quiet)
        expect(next >= at && mayLeaveAt(next, quiet)).toBe(true)
        const between = new Date(at.getTime() + Math.floor((next.getTime() - at.getTime()) * share))
        if (between < next) expect(mayLeaveAt(between, quiet)).toBe(false)
      }),
    )
  })

  it('is followed by a quiet one, up to which all is open', () => {
    fc.assert(
      fc.property(moment, someSettings, fc.double({ min: 0, max: 1, noNaN: true }), (at, quiet, share) => {
        const from = nextAllowed(at, quiet)
        const until = nextQuiet(from, quiet)!
        expect(mayLeaveAt(until, quiet)).toBe(false)
        const between = new Date(from.getTime() + Math.floor((until.getTime() - from.getTime()) * share))
        if (between < until) expect(mayLeaveAt(between, quiet)).toBe(true)
      }),
    )
  })
})

describe('the holidays that are known', () => {
  it('stand once, in their order', () => {
    const days = HOLIDAYS.map(({ day }) => day)
    expect(days).toEqual([...new Set(days)].sort())
    expect(days.filter((day) => day.startsWith('2026'))).toHaveLength(17)
  })

  it('of a year without a decree are those alone whose date is the same each year, and say so', () => {
    const undecreed = HOLIDAYS.filter(({ confidence }) => confidence === 'general')
    const dates = new Set(HOLIDAYS.filter(({ confidence }) => confidence === 'press').map(({ day }) => day.slice(5)))
    expect(undecreed.map(({ day }) => day.slice(5)).filter((date) => !dates.has(date))).toEqual([])
    expect(undecreed.every(({ day }) => day.startsWith('2027'))).toBe(true)
  })
})
