import { expect, it } from 'vitest'
import { answer, isHedged, sourceOf } from '../../../src/domain/facts/answer.ts'
import type { FactId } from '../../../src/domain/facts/catalogue.ts'
import { factsOn } from '../../../src/domain/facts/facts.ts'
import { openWords } from '../../../src/i18n/say.ts'

const { say } = openWords()
const facts = factsOn('2026-06-01')

it.each<[string, FactId[], string]>([
  ['a law', ['jkm.waiting'], 'Sumber: Permenaker 1/2025. Per 1 Juni 2026.'],
  ['a law with its article', ['heirs.order'], 'Sumber: PP 44/2015 pasal 40. Per 1 Juni 2026.'],
  [
    'a law once, by its article',
    ['jkk.report', 'jkk.report.byOthers'],
    'Sumber: Permenaker 1/2025 pasal 48A. Per 1 Juni 2026.',
  ],
  ['a law as the press tells it', ['jkm.funeral'], 'Sumber: PP 82/2019 (menurut berita). Per 1 Juni 2026.'],
  ['the press', ['contribution.jht.lowest'], 'Sumber: berita ipol.id. Per 1 Juni 2026.'],
  [
    'several',
    ['jkm.total', 'jkm.funeral', 'jkm.lumpSum'],
    'Sumber: bag-hukum.probolinggokota.go.id; PP 82/2019 (menurut berita). Per 1 Juni 2026.',
  ],
  [
    'what is commonly known',
    ['membership.ageLimit'],
    'Biasanya begitu; pastikan ke kantor BPJS Ketenagakerjaan. Sumber: kebiasaan di lapangan. Per 1 Juni 2026.',
  ],
  [
    'what nobody knows',
    ['jkm.waiting.afterGap'],
    'Sebagian keterangan ini belum pasti; pastikan ke kantor BPJS Ketenagakerjaan. Sumber: belum ditemukan. Per 1 Juni 2026.',
  ],
])('the small line for %s', (_, ids, line) => {
  expect(say('id', sourceOf(facts, ids))).toBe(line)
})

it('an answer is filled from facts and cites them', () => {
  const text = answer(facts, 'benefits.jkp', { percent: 'jkp.percent', months: 'jkp.months' })
  expect(say('en', text)).toContain('up to 60% of the wage, for at most 6 months')
  expect(say('en', text)).toMatch(/Source: PP 6\/2025\. As of 1 June 2026\.$/)
})

it('an answer cannot show a question that is open', () => {
  expect(() => answer(facts, 'benefits.jkm', { total: 'heirs.none.rest' })).toThrow('cite it instead')
})

it('one weak fact hedges the answer', () => {
  expect(isHedged([facts.get('jkm.total')])).toBe(false)
  expect(isHedged([facts.get('jkm.total'), facts.get('claim.payment')])).toBe(true)
})
