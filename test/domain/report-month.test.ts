import { describe, expect, it } from 'vitest'
import { firstWorkingDay, monthsBack, reportDue } from '../../src/domain/report-month.ts'

describe('the first working day of a month', () => {
  it.each([
    ['2026-10', '2026-10-01'],
    ['2026-11', '2026-11-02'],
    ['2026-08', '2026-08-03'],
    ['2027-01', '2027-01-04'],
    ['2026-01', '2026-01-02'],
    ['2026-05', '2026-05-04'],
    ['2026-06', '2026-06-02'],
  ])('of %s is %s', (month, day) => expect(firstWorkingDay(month)).toBe(day))
})

describe('the report of the month before', () => {
  it.each([
    ['2026-11-01T12:00:00+07:00', '2026-09'],
    ['2026-11-02T06:59:59+07:00', '2026-09'],
    ['2026-11-02T07:00:00+07:00', '2026-10'],
    ['2026-11-30T23:59:59+07:00', '2026-10'],
    ['2026-12-01T00:00:00+07:00', '2026-10'],
    ['2027-01-04T07:00:00+07:00', '2026-12'],
  ])('at %s is that of %s', (at, month) => expect(reportDue(new Date(at))).toBe(month))

  it('is counted back over years', () => expect(monthsBack('2026-01', 13)).toBe('2024-12'))
})
