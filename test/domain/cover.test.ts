import { expect, it } from 'vitest'
import { type Enrolment, stateOn } from '../../src/domain/cover.ts'

const TODAY = '2026-11-24'

const entry = (over: Partial<Enrolment>): Enrolment => {
  return {
    ...{ id: 'e', agency: 'Dinas', segment: null, programmes: ['jkk', 'jkm'], funding: 'apbd', asOf: '2026-11-20' },
    ...{ startsOn: '2026-01-01', endsOn: '2026-12-31', paidThrough: '2026-11-30' },
    ...over,
  }
}

const said = (month: string, status: 'paid' | 'unpaid', asOf = TODAY) => ({ month, status, asOf })

it.each<[string, Partial<Enrolment>, ReturnType<typeof stateOn>]>([
  ['runs and is paid for to a later day', {}, 'paid'],
  ['is paid for up to today', { paidThrough: TODAY }, 'paid'],
  ['is paid for up to yesterday', { paidThrough: '2026-11-23' }, 'unpaid'],
  ['tells nothing of payment', { paidThrough: null }, 'unpaid'],
  ['begins today', { startsOn: TODAY }, 'paid'],
  ['begins tomorrow, though it is paid for', { startsOn: '2026-11-25' }, 'future'],
  ['ends today', { endsOn: TODAY }, 'paid'],
  ['ended yesterday, though it is paid for', { endsOn: '2026-11-23' }, 'ended'],
  ['has no end', { endsOn: null }, 'paid'],
  ['a younger file has as unpaid this month', { months: [said('2026-11', 'unpaid')] }, 'unpaid'],
  ['a younger file has as unpaid last month, silent of this', { months: [said('2026-10', 'unpaid')] }, 'unpaid'],
  ['a file has as paid this month, the list not', { paidThrough: null, months: [said('2026-11', 'paid')] }, 'paid'],
  ['an older file has as unpaid', { months: [said('2026-11', 'unpaid', '2026-11-19')] }, 'paid'],
])('an entry that %s', (_, over, state) => {
  expect(stateOn(TODAY, entry(over))).toBe(state)
})
