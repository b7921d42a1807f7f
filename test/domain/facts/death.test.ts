import { expect, it } from 'vitest'
import { isHedged } from '../../../src/domain/facts/answer.ts'
import { factsOn } from '../../../src/domain/facts/facts.ts'
import { jkkDeath } from '../../../src/domain/facts/reckoning/jkk-death.ts'
import { fullMonths, jkmBenefit } from '../../../src/domain/facts/reckoning/jkm-benefit.ts'
import { type Scholar, scholarship } from '../../../src/domain/facts/reckoning/scholarship.ts'

const facts = factsOn('2026-06-01')

it.each([
  [0, 10_000_000],
  [2, 10_000_000],
  [3, 42_000_000],
  [40, 42_000_000],
])('JKM after %i full months is up to %i', (months, total) => {
  const benefit = jkmBenefit(facts, months)
  expect(benefit.total).toBe(total)
  expect(benefit.lumpSum + benefit.periodic + benefit.funeral).toBe(total)
  expect(benefit.funeralOnly).toBe(months < 3)
})

it.each([
  ['2026-01-15', '2026-04-14', 2],
  ['2026-01-15', '2026-04-15', 3],
  ['2025-11-30', '2026-02-28', 2],
  ['2025-02-15', '2026-02-14', 11],
  ['2025-02-15', '2026-02-15', 12],
  ['2025-02-15', '2026-01-20', 11],
  ['2026-04-15', '2026-01-15', 0],
])('from %s to %s are %i full months', (from, to, months) => {
  expect(fullMonths(from, to)).toBe(months)
})

it.each([
  [1_000_000, 70_000_000, false],
  [1_200_000, 79_600_000, true],
  [20_700_000, 1_015_600_000, true],
])('a death at work with a base of %i is up to %i, hedged: %s', (base, total, hedged) => {
  const benefit = jkkDeath(facts, base)
  expect(benefit.total).toBe(total)
  expect(isHedged(benefit.cites)).toBe(hedged)
})

it.each<[string, Scholar[], number]>([
  ['no child', [], 0],
  ['a child not yet at school', [{ level: 'tk' }], 87_000_000],
  ['two such', [{ level: 'tk' }, { level: 'tk' }], 174_000_000],
  ['three such, of whom two count', [{ level: 'tk' }, { level: 'tk' }, { level: 'tk' }], 174_000_000],
  ['a child at primary school', [{ level: 'sd' }], 84_000_000],
  ['the last year of lower secondary', [{ level: 'smp', yearsLeft: 1 }], 71_000_000],
  ['a student with two years to go', [{ level: 'university', yearsLeft: 2 }], 24_000_000],
  ['more years than the level has', [{ level: 'university', yearsLeft: 9 }], 60_000_000],
  [
    'a student, a pupil and a child, of whom the two youngest count',
    [{ level: 'university' }, { level: 'sma' }, { level: 'tk' }],
    156_000_000,
  ],
])('the ceiling of the scholarship for %s', (_, scholars, ceiling) => {
  expect(scholarship(facts, { cause: 'jkk', yearsContributed: 0 }, scholars).total).toBe(ceiling)
})

it.each([
  ['jkm', 2, 0],
  ['jkm', 3, 87_000_000],
  ['jkk', 0, 87_000_000],
] as const)(
  'scholarship by %s after %i years of contributions has a ceiling of %i',
  (cause, yearsContributed, ceiling) => {
    const benefit = scholarship(facts, { cause, yearsContributed }, [{ level: 'tk' }])
    expect(benefit.total).toBe(ceiling)
    expect(benefit.tooShort).toBe(ceiling === 0)
  },
)
