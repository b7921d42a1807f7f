import { expect, it } from 'vitest'
import { isOpenHour } from '../../src/domain/quiet-hours.ts'

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
