import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MASKED_NIK } from '../../src/domain/nik.ts'
import { clean } from '../../src/understanding/clean.ts'

describe('words as they may be kept', () => {
  it.each([
    ['  halo  ', 'halo'],
    ['satu\r\ndua', 'satu\ndua'],
    ['a\u0000b\u0007c\u007f', 'abc'],
    ['\u202Eterbalik\u202C', 'terbalik'],
    ['ha\u200Blo\uFEFF', 'halo'],
    ['１２３', '123'],
    ['ﬁ', 'fi'],
    ['e\u0301', 'é'],
    ['😭', '😭'],
    ['', ''],
  ])('%j become %j', (text, kept) => {
    expect(clean(text)).toEqual({ text: kept, nikTyped: false })
  })

  it('are at most 2,000 letters, however many came', () => {
    expect(clean('a'.repeat(100_000)).text).toHaveLength(2000)
    expect(clean('ﷺ'.repeat(100_000)).text.length).toBeLessThanOrEqual(2000)
  })

  it('are made quickly of whatever is sent', () => {
    for (const text of [' '.repeat(100_000), '1 '.repeat(50_000), '-'.repeat(100_000), '1--'.repeat(33_000)])
      expect(clean(text).text.length).toBeLessThanOrEqual(2000)
  })
})

describe('an identity number', () => {
  it.each([
    '3574010302809001',
    '3574 0103 0280 9001',
    '3574-0103-0280-9001',
    '３５７４０１０３０２８０９００１',
    '3574\u200B0103\u200B0280\u200B9001',
    '3574\u00AD0103\u00AD0280\u00AD9001',
    '3574\u061C010302809001',
    '3574\u2060010302809001',
    '3574\u180E010302809001',
    '357401030280900¹',
    '③⑤⑦④⓪①⓪③⓪②⑧⓪⑨⓪⓪①',
    '3574\n0103\n0280\n9001',
    [...'3574010302809001'].map((digit) => `${digit}\uFE0F\u20E3`).join(''),
  ])('written %j is masked, and it is said', (text) => {
    expect(clean(`NIK ${text} ya`)).toEqual({ text: `NIK ${MASKED_NIK} ya`, nikTyped: true })
  })

  it('is never left, whatever is typed around it or between its digits', () => {
    const between = fc.constantFrom('', ' ', '.', '-', '\u200B', '\u202E', '\uFEFF', '\u0000', '\u00AD')
    const number = fc
      .array(fc.tuple(fc.constantFrom(...'0123456789'), between), { minLength: 15, maxLength: 20 })
      .map((digits) => digits.flat().join(''))
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), number, fc.string(), (before, digits, behind) => {
        const { text, nikTyped } = clean(`${before}${digits}${behind}`)
        expect(text.replace(/[\s.-]/g, '')).not.toMatch(/\d{15}/)
        expect(nikTyped).toBe(true)
      }),
    )
  })

  it.each(['081000009001', '17-08-1970', 'K7PM-4XQ2', 'ya', '2', '[nomor disembunyikan]'])(
    'is not what %s is',
    (text) => {
      expect(clean(text)).toEqual({ text, nikTyped: false })
    },
  )
})

it('words that have been cleaned stay as they are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const once = clean(text).text
      expect(clean(once)).toEqual({ text: once, nikTyped: false })
    }),
  )
})
