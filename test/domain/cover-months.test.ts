import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/domain/clock.ts'
import type { Enrolment } from '../../src/domain/cover.ts'
import { coverMonths, scholarshipReached, waitingReached } from '../../src/domain/cover-months.ts'
import { factsOn } from '../../src/domain/facts/facts.ts'

type Entry = Pick<Enrolment, 'startsOn' | 'endsOn' | 'paidThrough' | 'asOf' | 'months' | 'programmes'>
const TODAY = '2026-11-24'
const facts = factsOn(TODAY)

const entry = (startsOn: string, endsOn: string | null, paidThrough: string | null = endsOn): Entry => ({
  ...{ startsOn, endsOn, paidThrough, asOf: TODAY },
  programmes: ['jkk', 'jkm'],
})

describe('months of cover', () => {
  it('are full months up to today', () => {
    expect(coverMonths([entry('2026-09-01', '2026-12-31')], TODAY)).toEqual({
      ...{ stretches: [{ from: '2026-09-01', to: TODAY }], inARow: 2, inAll: 2, doubts: [] },
    })
    expect(coverMonths([entry('2026-08-25', '2026-12-31')], TODAY).inARow).toBe(3)
    expect(coverMonths([entry('2026-08-26', '2026-12-31')], TODAY).inARow).toBe(2)
  })

  it('run through two lists that overlap or follow each other without a day between', () => {
    const year = entry('2025-01-01', '2025-12-31')
    for (const from of ['2025-06-01', '2026-01-01']) {
      const { stretches, inARow, doubts } = coverMonths([entry(from, '2026-12-31'), year], TODAY)
      expect([stretches.length, inARow, doubts]).toEqual([1, 22, []])
    }
  })

  it('are doubtful with a day between, and counted both ways', () => {
    const { stretches, inARow, inAll, doubts } = coverMonths(
      [entry('2025-01-01', '2025-12-31'), entry('2026-10-01', '2026-12-31')],
      TODAY,
    )
    expect([stretches.length, inARow, inAll, doubts]).toEqual([2, 1, 13, ['gap']])
  })

  it('end where the list says that payment ended', () => {
    expect(coverMonths([entry('2026-01-01', '2026-12-31', '2026-03-31')], TODAY).inARow).toBe(3)
  })

  it('are doubtful where the list is silent about payment', () => {
    expect(coverMonths([entry('2026-01-01', null, null)], TODAY)).toMatchObject({
      inARow: 10,
      doubts: ['paymentUnknown'],
    })
  })

  it('leave out what a contribution file has as unpaid, and the list’s word for what comes after', () => {
    const said = (month: string, status: 'paid' | 'unpaid') => ({ month, status, asOf: TODAY })
    const unpaid = {
      ...entry('2026-01-01', '2026-12-31'),
      months: [said('2026-06', 'unpaid'), said('2026-09', 'paid')],
    }
    expect(coverMonths([unpaid], TODAY)).toMatchObject({
      stretches: [
        { from: '2026-01-01', to: '2026-05-31' },
        { from: '2026-09-01', to: '2026-09-30' },
      ],
      ...{ inARow: 1, inAll: 6, doubts: ['gap'] },
    })
  })

  it('of a silent list are cut where a file has a month as unpaid, and sure once it has spoken of each', () => {
    const silent = entry('2026-08-01', null, null)
    const said = (month: string, status: 'paid' | 'unpaid' = 'paid') => ({ month, status, asOf: TODAY })
    const cut = { ...silent, months: [said('2026-09', 'unpaid')] }
    expect(coverMonths([cut], TODAY)).toMatchObject({ inARow: 1, inAll: 2, doubts: ['gap', 'paymentUnknown'] })
    const told = { ...silent, months: ['2026-08', '2026-09', '2026-10', '2026-11'].map((month) => said(month)) }
    expect(coverMonths([told], TODAY)).toMatchObject({ inARow: 3, inAll: 3, doubts: [] })
  })

  it('unpaid on one list count where another pays for them', () => {
    const unpaid = {
      ...entry('2026-01-01', '2026-12-31'),
      months: [{ month: '2026-06', status: 'unpaid' as const, asOf: TODAY }],
    }
    expect(coverMonths([unpaid, entry('2026-05-01', '2026-12-31')], TODAY)).toMatchObject({ inARow: 10, doubts: [] })
  })

  it('are none without death cover, before the beginning, or paid until before it', () => {
    const savings: Entry = { ...entry('2020-01-01', null), programmes: ['jht'] }
    for (const one of [savings, entry('2027-01-01', '2027-12-31'), entry('2026-01-01', '2026-12-31', '2025-12-31')])
      expect(coverMonths([one], TODAY)).toEqual({ stretches: [], inARow: 0, inAll: 0, doubts: [] })
  })
})

describe('the waiting time and the years for a scholarship', () => {
  const reached = (...entries: Entry[]) => {
    const months = coverMonths(entries, TODAY)
    return [waitingReached(facts, months), scholarshipReached(facts, months)]
  }

  it('are over after three months and three years in a row', () => {
    expect(reached(entry('2026-08-25', '2026-12-31'))).toEqual(['yes', 'no'])
    expect(reached(entry('2026-10-01', '2026-12-31'))).toEqual(['no', 'no'])
    expect(reached(entry('2023-11-25', '2026-12-31'))).toEqual(['yes', 'yes'])
  })

  it('are unclear where they hang on the months before a gap', () => {
    expect(reached(entry('2025-01-01', '2025-12-31'), entry('2026-10-01', '2026-12-31'))).toEqual(['unclear', 'no'])
    expect(reached(entry('2022-01-01', '2024-12-31'), entry('2026-06-01', '2026-12-31'))).toEqual(['yes', 'unclear'])
  })
})

it('do not hang on the order of the lists or on a list told twice, and in a row are never more than in all', () => {
  const days = fc.integer({ min: 0, max: 2500 }).map((n) => addDays('2020-01-01', n))
  const entries = fc.array(
    fc.tuple(days, days).map(([a, b]) => (a < b ? entry(a, b) : entry(b, a))),
    { maxLength: 6 },
  )
  fc.assert(
    fc.property(entries, (all) => {
      const months = coverMonths(all, TODAY)
      expect(coverMonths([...all, ...all].reverse(), TODAY)).toEqual(months)
      expect(months.inARow).toBeLessThanOrEqual(months.inAll)
    }),
  )
})
