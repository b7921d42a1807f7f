import { expect, it } from 'vitest'
import type { Funding, Programme } from '../../../src/domain/cover.ts'
import { isHedged } from '../../../src/domain/facts/answer.ts'
import { factsOn } from '../../../src/domain/facts/facts.ts'
import { contribution, type WorkKind } from '../../../src/domain/facts/reckoning/contribution.ts'

const two: Programme[] = ['jkk', 'jkm']
const three: Programme[] = ['jkk', 'jkm', 'jht']
const ask = (from: string, funding: Funding, work: WorkKind, programmes: Programme[], months = 1, base?: number) =>
  contribution(factsOn('2026-11-24'), {
    from,
    funding,
    work,
    programmes,
    months,
    ...(base === undefined ? {} : { base }),
  })

it.each<[string, Funding, WorkKind, Programme[], number]>([
  ['2025-06', 'mandiri', 'others', two, 16_800],
  ['2025-06', 'mandiri', 'transport', two, 16_800],
  ['2025-06', 'mandiri', 'others', three, 36_800],
  ['2025-06', 'apbd', 'others', two, 16_800],
  ['2026-02', 'mandiri', 'others', two, 16_800],
  ['2026-02', 'mandiri', 'transport', two, 8_400],
  ['2026-06', 'mandiri', 'others', two, 8_400],
  ['2026-06', 'mandiri', 'transport', two, 8_400],
  ['2026-06', 'mandiri', 'others', three, 28_400],
  ['2026-06', 'apbd', 'others', two, 16_800],
  ['2026-06', 'apbd', 'transport', two, 16_800],
  ['2026-06', 'dbhcht', 'others', two, 16_800],
  ['2026-06', 'other', 'others', two, 16_800],
  ['2027-01', 'mandiri', 'others', two, 16_800],
  ['2027-01', 'mandiri', 'transport', two, 8_400],
  ['2027-01', 'apbd', 'others', two, 16_800],
  ['2027-04', 'mandiri', 'transport', two, 16_800],
])('in %s paid by %s for %s work, %j cost %i', (from, funding, work, programmes, rupiah) => {
  expect(ask(from, funding, work, programmes).total).toBe(rupiah)
})

it.each([
  [1_000_000, 10_000],
  [1_200_000, 12_000],
  [1_400_000, 14_000],
  [20_700_000, 207_000],
])('JKK for a base of %i costs %i', (base, rupiah) => {
  expect(ask('2025-06', 'mandiri', 'others', ['jkk'], 1, base).total).toBe(rupiah)
})

it('months paid ahead across the end of the discount each cost their own', () => {
  const paid = ask('2026-11', 'mandiri', 'others', two, 3)
  expect(paid.months.map(({ month, rupiah }) => [month, rupiah])).toEqual([
    ['2026-11', 8_400],
    ['2026-12', 8_400],
    ['2027-01', 16_800],
  ])
  expect(paid.total).toBe(33_600)
  expect(isHedged(paid.cites)).toBe(true)
})

it.each<[string, Funding, WorkKind, boolean]>([
  ['2025-06', 'mandiri', 'others', false],
  ['2026-06', 'mandiri', 'others', false],
  ['2026-06', 'apbd', 'others', false],
  ['2026-06', 'dbhcht', 'others', true],
  ['2027-01', 'mandiri', 'others', true],
  ['2027-01', 'mandiri', 'transport', false],
])('in %s paid by %s for %s work, hedged: %s', (from, funding, work, hedged) => {
  expect(isHedged(ask(from, funding, work, two).cites)).toBe(hedged)
})

it.each([
  [999_999, 1, 'facts.error.baseOutside'],
  [20_700_001, 1, 'facts.error.baseOutside'],
  [Number.NaN, 1, 'facts.error.baseOutside'],
  [1_000_000, 0, 'facts.error.monthsOutside'],
  [1_000_000, 1.5, 'facts.error.monthsOutside'],
  [1_000_000, 121, 'facts.error.monthsOutside'],
])('a base of %d for %d months is refused', (base, months, code) => {
  expect(() => ask('2026-06', 'mandiri', 'others', two, months, base)).toThrow(code)
})
