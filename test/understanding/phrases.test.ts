import { describe, expect, it } from 'vitest'
import { normalise } from '../../src/understanding/normalise.ts'
import id from '../../src/understanding/phrases/id.json' with { type: 'json' }
import jv from '../../src/understanding/phrases/jv.json' with { type: 'json' }
import mad from '../../src/understanding/phrases/mad.json' with { type: 'json' }
import { LABELS, readPhrases } from '../../src/understanding/phrases.ts'
import { TONGUES, type Tongue } from '../../src/understanding/tongues.ts'
import { DEVELOPMENT, HELD_OUT, LATER, related, unrelated } from './development.ts'

const phrases = readPhrases()
// Words that work everywhere are mostly said in so many words; fewer sentences ask for them.
const ASKED_LESS = ['help', 'language']
const LEAST: Record<Tongue, number> = { id: 25, jv: 12, mad: 8 }

describe('the phrases that are learnt', () => {
  it.each(TONGUES)('are enough of each topic in %s', (tongue) => {
    for (const label of LABELS.filter((label) => !ASKED_LESS.includes(label))) {
      const n = phrases.filter((phrase) => phrase.tongue === tongue && phrase.label === label).length
      expect([label, n >= LEAST[tongue]]).toEqual([label, true])
    }
  })

  it('say who should look at them', () => {
    for (const { review } of [id, jv, mad]) expect(review.length).toBeGreaterThan(20)
  })

  it('stand under one topic only, and once', () => {
    const seen = new Map<string, string>()
    const twice = phrases.flatMap(({ text, label, tongue }) => {
      const key = `${tongue} ${normalise(text)}`
      const before = seen.get(key)
      seen.set(key, label)
      return before === undefined ? [] : [`${text}: ${before}, ${label}`]
    })
    expect(twice).toEqual([])
  })

  it('are no copies of what is measured with', () => {
    const learnt = new Set(phrases.map(({ text }) => normalise(text)))
    const samples = [...Object.values(DEVELOPMENT).flat(), ...Object.values(HELD_OUT).flat(), ...LATER]
    const copied = samples.filter(({ utterance }) => learnt.has(normalise(utterance)))
    expect(copied).toEqual([])
  })

  it('name no person by number', () => {
    expect(phrases.filter(({ text }) => /\d{9}/.test(text))).toEqual([])
  })
})

describe('the development sets', () => {
  it.each([
    ['id', 6],
    ['jv', 3],
    ['mad', 3],
  ] as const)('hold enough of each topic in %s', (tongue, least) => {
    const topics = LABELS.filter((label) => label !== 'out_of_scope' && !ASKED_LESS.includes(label))
    for (const topic of topics) {
      const n = DEVELOPMENT[tongue].filter((sample) => sample.topic === topic).length
      expect([topic, n >= least]).toEqual([topic, true])
    }
  })

  it('know no topic that is not learnt, and hold many unrelated utterances', () => {
    const all = Object.values(DEVELOPMENT).flat()
    for (const { topic } of related(all)) expect(LABELS).toContain(topic)
    expect(unrelated(all).length).toBeGreaterThanOrEqual(300)
  })
})
