import { describe, expect, it } from 'vitest'
import { Regression } from '../../src/understanding/regression.ts'
import { Vocabulary } from '../../src/understanding/vocabulary.ts'

const TEXTS = [
  [['kapan', 'cair'], 0],
  [['kapan', 'uang', 'cair'], 0],
  [['uang', 'cair', 'kapan'], 0],
  [['kartu', 'hilang'], 1],
  [['kartu', 'saya', 'hilang'], 1],
  [['hilang', 'kartu', 'saya'], 1],
] as const

const { vocabulary, vectors } = Vocabulary.of(TEXTS.map(([words]) => words))
const learnt = () => {
  const regression = new Regression(vocabulary.size, 2)
  regression.learn(TEXTS.map(([, label], n) => ({ label, vector: vectors[n]! })))
  return regression
}

describe('what is learnt', () => {
  it('tells new texts apart, and is sure of neither where nothing is known', () => {
    const regression = learnt()
    expect(regression.chances(vocabulary.vectorOf(['cair', 'kapan', 'ya']))[0]).toBeGreaterThan(0.7)
    expect(regression.chances(vocabulary.vectorOf(['kartu', 'ku']))[1]).toBeGreaterThan(0.7)
    const [first, second] = regression.chances(vocabulary.vectorOf(['zzz']))
    expect(Math.abs(first! - second!)).toBeLessThan(0.2)
  })

  it('is the same each time', () => {
    const vector = vocabulary.vectorOf(['kapan', 'kartu'])
    expect(learnt().chances(vector)).toEqual(learnt().chances(vector))
  })

  it('weighs each half of a text alike, however long', () => {
    for (const { values } of vectors) {
      const square = values.reduce((sum, value) => sum + value ** 2, 0)
      expect(square).toBeGreaterThan(0)
      expect(square).toBeLessThanOrEqual(1.0001)
    }
  })

  it('gives a text that it learnt the same numbers as the same text later', () => {
    expect(vocabulary.vectorOf(['kapan', 'cair'])).toEqual(vectors[0])
  })
})
