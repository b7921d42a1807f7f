import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/domain/clock.ts'
import { factsOn } from '../../src/domain/facts/facts.ts'
import { lowestPricing } from '../../src/domain/facts/reckoning/pricing.ts'
import { overlapsOf, type PaidEntry, type PaymentOf } from '../../src/domain/overlaps.ts'

const TODAY = '2026-11-24'
const pricing = lowestPricing(factsOn(TODAY))

let made = 0
const entry = (over: Partial<PaidEntry> = {}): PaidEntry => ({
  ...{ id: `e${++made}`, agencyId: 'DINKES', funding: 'apbd', programmes: ['jkk', 'jkm'] },
  ...{ startsOn: '2026-01-01', endsOn: '2026-12-31', paidThrough: '2026-12-31' },
  ...over,
})
const look = (entries: PaidEntry[], paymentOf?: PaymentOf, day = TODAY) => overlapsOf(entries, day, pricing, paymentOf)

describe('what is paid for twice', () => {
  it('is nothing for one entry, and for entries that follow each other', () => {
    expect(look([entry()])).toEqual({ pairs: [], cost: { rupiah: 0, doubts: [], cites: [] } })
    expect(look([entry({ endsOn: '2026-06-15' }), entry({ startsOn: '2026-06-16' })]).pairs).toEqual([])
  })

  it('costs Rp16.800 for each month that two agencies pay for, up to the day', () => {
    const { pairs, cost } = look([entry(), entry({ agencyId: 'KESRA', startsOn: '2026-03-10', endsOn: null })])
    expect(pairs).toMatchObject([{ kind: 'agencies', from: '2026-03-10', to: TODAY }])
    expect(pairs[0]!.months).toHaveLength(9)
    expect([pairs[0]!.cost.rupiah, cost.rupiah, cost.doubts]).toEqual([9 * 16_800, 9 * 16_800, []])
    const cited = cost.cites.map(({ id }) => id)
    expect(cited).toEqual(
      expect.arrayContaining(['contribution.jkk.percent', 'contribution.jkm', 'contribution.discount.apbd']),
    )
  })

  it.each([
    ['fundings', { funding: 'dbhcht' } as const],
    ['entries', {}],
  ])('can be an agency’s own %s', (kind, over) => {
    expect(look([entry(), entry(over)]).pairs).toMatchObject([{ kind }])
  })

  it('leaves out months that are known to be unpaid, by the list or by a contribution file', () => {
    const other = entry({ agencyId: 'KESRA', paidThrough: '2026-04-30' })
    expect(look([entry(), other]).cost.rupiah).toBe(4 * 16_800)
    const paid: PaymentOf = (id, month) => (id === other.id && month === '2026-07' ? 'paid' : undefined)
    expect(look([entry(), other], paid).pairs[0]!.months).toEqual([
      '2026-01',
      '2026-02',
      '2026-03',
      '2026-04',
      '2026-07',
    ])
    const unpaid: PaymentOf = (_, month) => (month === '2026-02' ? 'unpaid' : undefined)
    expect(look([entry(), other], unpaid).cost.rupiah).toBe(3 * 16_800)
    expect(look([entry(), entry({ agencyId: 'KESRA', paidThrough: '2025-12-31' })])).toMatchObject({
      ...{ pairs: [{ months: [], cost: { rupiah: 0 } }], cost: { rupiah: 0 } },
    })
  })

  it('is uncertain where a list is silent about payment', () => {
    const { cost } = look([entry(), entry({ agencyId: 'KESRA', paidThrough: null })])
    expect([cost.rupiah, cost.doubts]).toEqual([11 * 16_800, ['paymentUnknown']])
  })

  it('is uncertain, and counts nothing, for months of which no price is known', () => {
    const early = { startsOn: '2024-11-01', endsOn: '2025-01-31' }
    const { pairs, cost } = look([entry(early), entry({ ...early, agencyId: 'KESRA' })])
    expect(pairs[0]!.months).toHaveLength(3)
    expect([cost.rupiah, cost.doubts]).toEqual([16_800, ['noFigure']])
  })

  it('counts what both cover, and no savings', () => {
    const savings = entry({ agencyId: 'KESRA', programmes: ['jkk', 'jht'] })
    expect(look([entry({ programmes: ['jkk', 'jkm', 'jht'] }), savings]).cost.rupiah).toBe(11 * 10_000)
  })

  it('counts the cheaper where the worker pays too, at half the price from April 2026 on', () => {
    const self = entry({ funding: 'mandiri', startsOn: '2026-03-01' })
    expect(look([entry(), self]).cost.rupiah).toBe(16_800 + 8 * 8_400)
  })

  it('of three who pay for the same month is twice the price, though there are three pairs', () => {
    const { pairs, cost } = look(
      ['DINKES', 'KESRA', 'DKPPP'].map((agencyId) => entry({ agencyId, endsOn: '2026-01-31' })),
    )
    expect(pairs.map((pair) => pair.cost.rupiah)).toEqual([16_800, 16_800, 16_800])
    expect(cost.rupiah).toBe(2 * 16_800)
  })

  it('does not hang on the order of the entries, never falls as days go by, and is never more than its pairs', () => {
    const some = fc.record({
      startsOn: fc.integer({ min: 0, max: 700 }).map((n) => addDays('2025-01-01', n)),
      lasts: fc.option(fc.integer({ min: 0, max: 500 })),
      agencyId: fc.constantFrom('A', 'B', 'C'),
    })
    const check = fc.property(fc.array(some, { maxLength: 5 }), fc.integer({ min: 0, max: 600 }), (drawn, days) => {
      const entries = drawn.map(({ startsOn, lasts, agencyId }, at) =>
        entry({
          id: `p${at}`,
          startsOn,
          endsOn: lasts === null ? null : addDays(startsOn, lasts),
          agencyId,
          paidThrough: null,
        }),
      )
      const total = (list: PaidEntry[], day: string) => look(list, undefined, day).cost.rupiah
      const day = addDays('2025-06-01', days)
      const now = look(entries, undefined, day)
      expect(total(entries.toReversed(), day)).toBe(now.cost.rupiah)
      expect(total(entries, addDays(day, 40))).toBeGreaterThanOrEqual(now.cost.rupiah)
      expect(now.cost.rupiah).toBeLessThanOrEqual(now.pairs.reduce((sum, pair) => sum + pair.cost.rupiah, 0))
    })
    fc.assert(check, { seed: 7, numRuns: 200 })
  })
})
