import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  dayOf,
  daysBetween,
  endOfMonth,
  isDay,
  minuteOfDay,
  monthOf,
  monthsThrough,
  readInstant,
  startOf,
  TurnableClock,
  yearsBetween,
} from '../../src/domain/clock.ts'
import { fullMonths } from '../../src/domain/facts/reckoning/jkm-benefit.ts'

const instants = fc.date({ min: new Date('1970-01-02'), max: new Date('2200-01-01'), noInvalidDate: true })
const days = instants.map(dayOf)

describe('a day in Probolinggo', () => {
  it('begins at five in the afternoon of Greenwich', () => {
    expect(dayOf(new Date('2026-11-24T16:59:59.999Z'))).toBe('2026-11-24')
    expect(dayOf(new Date('2026-11-24T17:00:00.000Z'))).toBe('2026-11-25')
    expect(startOf('2026-11-25')).toEqual(new Date('2026-11-24T17:00:00.000Z'))
  })

  it('is the day of its own beginning, and of no earlier moment', () => {
    fc.assert(
      fc.property(days, (day) => {
        expect(dayOf(startOf(day))).toBe(day)
        expect(dayOf(new Date(startOf(day).getTime() - 1))).toBe(addDays(day, -1))
      }),
    )
  })

  it('has 1,440 minutes', () => {
    expect(minuteOfDay(new Date('2026-11-24T09:05:59+07:00'))).toBe(9 * 60 + 5)
    fc.assert(
      fc.property(instants, (at) => {
        const since = at.getTime() - startOf(dayOf(at)).getTime()
        expect(minuteOfDay(at)).toBe(Math.floor(since / 60_000))
      }),
    )
  })
})

it('days are counted over the ends of months and years, and back', () => {
  expect([addDays('2026-12-31', 1), addDays('2024-02-28', 1), addDays('2026-02-28', 1)]).toEqual([
    ...['2027-01-01', '2024-02-29', '2026-03-01'],
  ])
  fc.assert(fc.property(days, fc.integer({ min: -9999, max: 9999 }), (day, n) => addDays(addDays(day, n), -n) === day))
})

it('a month ends on its last day', () => {
  expect(['2026-02', '2024-02', '2026-12', '2026-04'].map(endOfMonth)).toEqual([
    ...['2026-02-28', '2024-02-29', '2026-12-31', '2026-04-30'],
  ])
  fc.assert(fc.property(days, (day) => monthOf(addDays(endOfMonth(monthOf(day)), 1)) !== monthOf(day)))
})

it.each([
  ['1970-08-17', '2026-08-16', 55],
  ['1970-08-17', '2026-08-17', 56],
  ['1972-02-29', '2026-02-28', 53],
  ['1972-02-29', '2026-03-01', 54],
  ['2026-11-24', '2026-11-24', 0],
])('who was born on %s is on %s %i years old', (born, day, age) => {
  expect(yearsBetween(born, day)).toBe(age)
})

it.each([
  ['2026-02-28', true],
  ['2024-02-29', true],
  ['2026-02-29', false],
  ['2026-02-30', false],
  ['2026-13-01', false],
  ['2026-00-10', false],
  ['2026-1-1', false],
  ['24-11-2026', false],
  ['2026-11-24T00:00', false],
  ['', false],
  ['kemarin', false],
])('%j stands on the calendar: %s', (text, stands) => {
  expect(isDay(text)).toBe(stands)
})

it('a clock in a test stands still until it is turned', () => {
  const clock = new TurnableClock(new Date(1000))
  expect(clock.now()).toEqual(clock.now())
  clock.pass(500)
  expect(clock.now()).toEqual(new Date(1500))
})

it.each([
  ['2026-12-01T08:00', '2026-12-01T01:00:00.000Z'],
  ['2026-12-01T08:00:00Z', '2026-12-01T08:00:00.000Z'],
  ['2026-12-01T08:00:00+08:00', '2026-12-01T00:00:00.000Z'],
  ['2026-12-01', '2026-11-30T17:00:00.000Z'],
])('%s is an instant of Probolinggo’s clock where it names no zone', (text, instant) => {
  expect(readInstant(text)?.toISOString()).toBe(instant)
})

it.each(['besok', '2026-13-01T08:00', '08:00', ''])('%j is no instant', (text) => {
  expect(readInstant(text)).toBeUndefined()
})

describe('months from a day', () => {
  it.each([
    ['2026-01-15', 3, '2026-04-15'],
    ['2026-11-30', 3, '2027-03-01'],
    ['2026-12-31', 2, '2027-03-01'],
    ['2026-10-01', 0, '2026-10-01'],
  ])('%s and %i months is %s', (day, months, then) => {
    expect(addMonths(day, months)).toBe(then)
  })

  it('are full on that day and not before it', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 60 }), (day, months) => {
        const then = addMonths(day, months)
        expect(fullMonths(day, then)).toBe(months)
        expect(fullMonths(day, addDays(then, -1))).toBeLessThan(months)
      }),
    )
  })
})

describe('what lies between two days', () => {
  it('is counted in days, also over a leap day and backwards', () => {
    expect([daysBetween('2028-02-28', '2028-03-01'), daysBetween('2026-11-24', '2026-11-24')]).toEqual([2, 0])
    expect(daysBetween('2026-11-24', '2026-11-20')).toBe(-4)
    fc.assert(fc.property(days, fc.integer({ min: 0, max: 5000 }), (day, n) => daysBetween(day, addDays(day, n)) === n))
  })

  it('is counted in months with both of them, over the end of a year', () => {
    expect(monthsThrough('2026-11', '2027-02')).toEqual(['2026-11', '2026-12', '2027-01', '2027-02'])
    expect([monthsThrough('2026-11', '2026-11'), monthsThrough('2026-12', '2026-11')]).toEqual([['2026-11'], []])
  })
})
