import { describe, expect, it } from 'vitest'
import type { FactId } from '../../../src/domain/facts/catalogue.ts'
import type { Fact } from '../../../src/domain/facts/fact.ts'
import { FactError } from '../../../src/domain/facts/fact-error.ts'
import { factsOn } from '../../../src/domain/facts/facts.ts'

const edit = (changed: Partial<Fact>) =>
  ({
    id: 'jkm.total',
    unit: 'rupiah',
    value: 45_000_000,
    source: { kind: 'law', title: 'PP 99/2027' },
    validFrom: '2027-01-01',
    confidence: 'sure',
    ...changed,
  }) as Fact

describe('a fact on a day', () => {
  it.each([
    ['2025-12-31', undefined, undefined],
    ['2026-01-01', 50, undefined],
    ['2026-03-31', 50, undefined],
    ['2026-04-01', 50, 50],
    ['2026-12-31', 50, 50],
    ['2027-01-01', 50, 0],
    ['2027-03-31', 50, 0],
    ['2027-04-01', 0, 0],
  ])('discount of PP 50/2025 on %s: transport %s, others %s', (day, transport, others) => {
    const facts = factsOn(day)
    expect(facts.maybe('contribution.discount.self.transport')?.value).toBe(transport)
    expect(facts.maybe('contribution.discount.self.others')?.value).toBe(others)
  })

  it('is uncertain where nothing was found', () => {
    expect(factsOn('2027-01-15').get('contribution.discount.self.others').confidence).toBe('uncertain')
  })

  it('is read by its unit', () => {
    const facts = factsOn('2026-06-01')
    expect(facts.amount('jkm.total')).toBe(42_000_000)
    expect(facts.count('jkm.waiting')).toBe(3)
    expect(facts.percent('contribution.jht.percent')).toBe(2)
    expect(facts.list('programmes.cityPaid')).toEqual(['jkk', 'jkm'])
    expect(facts.numbers('contribution.payAhead')).toContain(12)
    expect(facts.holds('claim.isFree')).toBe(true)
    expect(facts.name('channels.callCentre')).toBe('175')
  })

  it('is refused when it is unknown, or not valid that day', () => {
    const facts = factsOn('2026-06-01')
    expect(() => facts.get('jkm.bonus' as FactId)).toThrow("'jkm.bonus' is not a fact that is kept on 2026-06-01")
    expect(() => facts.maybe('jkm.bonus' as FactId)).toThrow(FactError)
    expect(() => facts.on('2019-06-01').amount('jkm.total')).toThrow("'jkm.total' is not valid on 2019-06-01")
  })
})

describe('a reviewed edit', () => {
  const facts = factsOn('2026-12-31', [edit({}), edit({ validFrom: '2028-01-01', value: 50_000_000 })])

  it.each([
    ['2026-12-31', 42_000_000],
    ['2027-01-01', 45_000_000],
    ['2028-01-01', 50_000_000],
  ])('wins on the days it is valid: on %s %i', (day, amount) => {
    expect(facts.on(day).amount('jkm.total')).toBe(amount)
  })

  it('leaves the other facts alone', () => {
    expect(facts.on('2027-01-01').amount('jkm.funeral')).toBe(10_000_000)
  })

  it('is refused when it changes the unit', () => {
    const broken = factsOn('2027-01-01', [edit({ unit: 'percent', value: 5 })])
    expect(() => broken.amount('jkm.total')).toThrow("'jkm.total' was edited to another unit")
  })
})
