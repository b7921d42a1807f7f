import { describe, expect, it } from 'vitest'
import type { Headline } from '../../src/domain/headline.ts'
import type { Locale } from '../../src/domain/message.ts'
import { openWords } from '../../src/i18n/say.ts'
import { headlineLines } from '../../src/services/reach-words.ts'

const words = openWords()
const NOW = new Date('2026-11-24T02:00:00Z')
const headline: Headline = {
  coverage: { part: 46_001, whole: 127_800, source: 'BPS Sakernas', year: 2025, target: 60 },
  awareness: { part: 1234, whole: 46_001 },
  understanding: { part: 0, whole: 0 },
}
const told = (locale: Locale, over: Partial<Headline> = {}) =>
  headlineLines({ headline: { ...headline, ...over } }, NOW).map(({ name, shown, meaning }) =>
    [name, shown, meaning].map((text) => words.say(locale, text)),
  )

describe('the figures that a report begins with', () => {
  it('say what is divided by what, by whose count', () => {
    expect(told('id')).toEqual([
      [
        'Cakupan',
        '36 %',
        '46.001 orang tercakup dari 127.800 pekerja di semua segmen (BPS Sakernas, 2025). Target: paling sedikit 60 %.',
      ],
      ['Kesadaran', '2,7 %', '1.234 orang menyatakan paham, dari 46.001 orang yang tercakup pada hari terakhir.'],
      ['Pemahaman', 'belum diketahui', '0 orang terbukti paham, dari 0 orang yang tercakup pada hari terakhir.'],
    ])
    expect(told('en')[0]![2]).toMatch(/^46\.001 persons covered of 127\.800 workers/)
  })

  it('say that coverage is not known rather than guess it', () => {
    const coverage = { part: 46_001, whole: null, source: 'BPS', year: null, target: 60 }
    const [name, shown, meaning] = told('id', { coverage })[0]!
    expect([name, shown]).toEqual(['Cakupan', 'belum diketahui'])
    expect(meaning).toMatch(/belum diatur.*36 % \(lebih dari 46\.000\).*paling sedikit 60 %/)
    expect(told('id', { coverage: null }).map(([name]) => name)).toEqual(['Kesadaran', 'Pemahaman'])
  })
})
