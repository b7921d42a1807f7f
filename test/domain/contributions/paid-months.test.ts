import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stands } from '../../../src/domain/contributions/contribution.ts'
import {
  isPaidOn,
  type MonthSaid,
  monthsInArrears,
  type PaymentTold,
  paymentKnown,
} from '../../../src/domain/contributions/paid-months.ts'

const LIST = '2026-11-10'
const FILE = '2026-11-20'
const said = (month: string, status: MonthSaid['status'] = 'paid', asOf = FILE): MonthSaid => ({ month, status, asOf })
const told = (paidThrough: string | null, ...months: MonthSaid[]): PaymentTold => ({
  ...{ startsOn: '2026-01-01', paidThrough, asOf: LIST, months },
})
const known = (paidThrough: string | null, ...months: MonthSaid[]) => {
  const { unpaid, ...paid } = paymentKnown(told(paidThrough, ...months))
  return { ...paid, unpaid: unpaid.map(({ month }) => month) }
}

describe('what list and file say together', () => {
  it('is what the list says where no file speaks', () => {
    expect(known('2026-10-31')).toEqual({ paidThrough: '2026-10-31', paidApart: [], unpaid: [] })
    expect(known(null)).toEqual({ paidThrough: null, paidApart: [], unpaid: [] })
  })

  it('goes on where a file has the next months as paid', () => {
    expect(known('2026-10-31', said('2026-11'), said('2026-12')).paidThrough).toBe('2026-12-31')
    expect(known('2026-10-15', said('2026-10')).paidThrough).toBe('2026-10-31')
    expect(known(null, said('2026-02'), said('2026-01')).paidThrough).toBe('2026-02-28')
  })

  it('keeps apart what is paid behind a month of which nobody says so', () => {
    expect(known('2026-08-31', said('2026-10'))).toMatchObject({ paidThrough: '2026-08-31', paidApart: ['2026-10'] })
    expect(known(null, said('2026-10'))).toMatchObject({ paidThrough: null, paidApart: ['2026-10'] })
  })

  it('ends before a month that a younger file has as unpaid, whatever the list says of later ones', () => {
    expect(known('2026-12-31', said('2026-10', 'unpaid'), said('2026-11'))).toEqual({
      ...{ paidThrough: '2026-09-30', paidApart: ['2026-11'], unpaid: ['2026-10'] },
    })
    expect(known('2026-12-31', said('2026-01', 'unpaid')).paidThrough).toBe('2025-12-31')
  })

  it('of one day is what the file says, and of a younger list what that says', () => {
    expect(known('2026-12-31', said('2026-10', 'unpaid', LIST)).unpaid).toEqual(['2026-10'])
    expect(known('2026-12-31', said('2026-10', 'unpaid', '2026-11-09'))).toEqual(known('2026-12-31'))
  })

  it('keeps an unpaid month that even a younger list does not have as paid', () => {
    expect(known('2026-09-30', said('2026-10', 'unpaid', '2026-11-01')).unpaid).toEqual(['2026-10'])
  })

  it('keeps a paid month though a younger list names an earlier last one', () => {
    expect(known('2026-09-30', said('2026-10', 'paid', '2026-11-01')).paidThrough).toBe('2026-10-31')
  })
})

it('a day is paid for by the months around it, and not once a file says otherwise', () => {
  const on = (day: string, one: PaymentTold) => isPaidOn(day, one)
  expect(on('2026-11-24', told('2026-12-31'))).toBe(true)
  expect(on('2026-11-24', told('2026-12-31', said('2026-11', 'unpaid')))).toBe(false)
  expect(on('2026-11-24', told('2026-12-31', said('2026-10', 'unpaid')))).toBe(false)
  expect(on('2026-11-24', told('2026-12-31', said('2026-10', 'unpaid'), said('2026-11')))).toBe(true)
  expect(on('2026-11-24', told(null, said('2026-11')))).toBe(true)
})

describe('arrears', () => {
  it.each<[string, PaymentTold, number]>([
    ['no month', told('2026-10-31'), 0],
    ['two in a row', told(null, said('2026-10', 'unpaid'), said('2026-11', 'unpaid')), 2],
    [
      'the last stretch alone',
      told(null, said('2026-07', 'unpaid'), said('2026-10', 'unpaid'), said('2026-11', 'unpaid')),
      2,
    ],
    [
      'over the turn of a year',
      { ...told(null, said('2025-12', 'unpaid'), said('2026-01', 'unpaid')), startsOn: '2025-01-01' },
      2,
    ],
    ['none once a later month was paid', told('2026-08-31', said('2026-10', 'unpaid'), said('2026-11')), 0],
  ])('count %s', (_, one, months) => {
    expect(monthsInArrears(one)).toBe(months)
  })
})

it('an unpaid month is never before the day up to which all is paid, and the order of the months is the same to it', () => {
  const months = fc.uniqueArray(
    fc.record({
      month: fc.integer({ min: 1, max: 12 }).map((n) => `2026-${String(n).padStart(2, '0')}`),
      status: fc.constantFrom('paid', 'unpaid'),
      asOf: fc.constantFrom('2026-11-01', LIST, FILE),
    }),
    { selector: ({ month }) => month },
  )
  const through = fc.option(fc.constantFrom('2026-03-31', '2026-08-15', '2026-12-31'))
  fc.assert(
    fc.property(months, through, (all, paidThrough) => {
      const one = paymentKnown(told(paidThrough, ...all))
      expect(paymentKnown(told(paidThrough, ...all.toReversed()))).toEqual(one)
      for (const { month } of one.unpaid) expect(`${month}-01` > (one.paidThrough ?? '')).toBe(true)
      for (const month of one.paidApart) expect(`${month}-01` > (one.paidThrough ?? '')).toBe(true)
    }),
  )
})

it('of two statements exactly one stands against the other, unless they are one', () => {
  const statement = fc.record({
    amount: fc.constantFrom(0, 8_400, 16_800),
    status: fc.constantFrom('paid' as const, 'unpaid' as const),
    asOf: fc.constantFrom('2026-11-01', '2026-11-02'),
  })
  fc.assert(
    fc.property(statement, statement, (one, other) => {
      const isOne = JSON.stringify(one) === JSON.stringify(other)
      expect(Number(stands(one, other)) + Number(stands(other, one))).toBe(isOne ? 2 : 1)
    }),
  )
})
