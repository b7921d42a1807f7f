import { describe, expect, it } from 'vitest'
import { addDays, isDay } from '../../../src/domain/clock.ts'
import { CATALOGUE } from '../../../src/domain/facts/catalogue.ts'
import { CONFIDENCES, type Fact } from '../../../src/domain/facts/fact.ts'
import { openWords } from '../../../src/i18n/say.ts'

const facts: readonly Fact[] = CATALOGUE
const words = openWords()

describe.each(facts.map((fact) => [`${fact.id} from ${fact.validFrom}`, fact] as const))('%s', (_, fact) => {
  it('names its source', () => {
    expect(fact.source.title !== '').toBe(['law', 'official', 'press'].includes(fact.source.kind))
  })
  it('says how sure it is, and is sure by a law or an office only', () => {
    expect(CONFIDENCES).toContain(fact.confidence)
    if (fact.confidence === 'sure') expect(['law', 'official']).toContain(fact.source.kind)
    if (fact.source.kind === 'practice') expect(fact.confidence).toBe('general')
    if (fact.source.kind === 'none') expect(fact.confidence).toBe('uncertain')
  })
  it('is valid from a day, and until none before it', () => {
    expect(isDay(fact.validFrom)).toBe(true)
    if (fact.validTo !== undefined) expect(isDay(fact.validTo) && fact.validTo >= fact.validFrom).toBe(true)
  })
  it('has words for each of its names, in both languages', () => {
    const names = fact.unit === 'list' ? fact.value.map((name) => `facts.${fact.of}.${name}`) : []
    expect(names.filter((key) => !words.has('id', key) || !words.has('en', key))).toEqual([])
  })
})

it('no id has two values on one day, nor two units', () => {
  for (const [id, versions] of Map.groupBy(facts, (fact) => fact.id)) {
    const inOrder = versions.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
    for (const [n, fact] of inOrder.entries()) {
      const next = inOrder[n + 1]
      if (next) expect(fact.validTo !== undefined && addDays(fact.validTo, 1) <= next.validFrom, id).toBe(true)
    }
    expect(new Set(versions.map((fact) => fact.unit)).size, id).toBe(1)
  }
})

it.each([
  ['contribution.jkkJkm.lowest', ['contribution.jkk.lowest', 'contribution.jkm']],
  ['contribution.all.lowest', ['contribution.jkkJkm.lowest', 'contribution.jht.lowest']],
  ['jkm.total', ['jkm.lumpSum', 'jkm.periodic', 'jkm.funeral']],
  ['scholarship.total', ['scholarship.child', 'scholarship.child']],
])('%s is the sum of its parts', (total, parts) => {
  const value = (id: string) => Number(facts.find((fact) => fact.id === id)?.value)
  expect(parts.reduce((sum, part) => sum + value(part), 0)).toBe(value(total))
})
