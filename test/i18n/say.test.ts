import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Locale, Value } from '../../src/domain/message.ts'
import { openWords, type Words } from '../../src/i18n/say.ts'

let folder: string
let words: Words
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sapa-words-'))
  write('id', {
    plain: 'Halo.',
    only: 'Hanya di sini.',
    value: '{{it}}',
    two: '{{a}} dan {{b}}',
    nested: { deep: 'Dalam.' },
    dollar: 'Biaya {{it}}',
  })
  write('en', { plain: 'Hello.', value: 'so: {{it}}' })
  words = openWords(folder)
})
afterAll(() => rmSync(folder, { recursive: true }))

function write(locale: Locale, texts: object): void {
  mkdirSync(path.join(folder, locale))
  writeFileSync(path.join(folder, locale, 'test.json'), JSON.stringify(texts))
}

const written = (value: Value, locale: Locale = 'id') => words.say(locale, ['test.value', { it: value }])

describe('a value is written as people read it here', () => {
  it.each<[Value, string, string]>([
    [{ rupiah: 42_000_000 }, 'Rp42.000.000', 'so: Rp42.000.000'],
    [{ rupiah: 8400 }, 'Rp8.400', 'so: Rp8.400'],
    [{ rupiah: 0 }, 'Rp0', 'so: Rp0'],
    [{ count: 12_000 }, '12.000', 'so: 12.000'],
    [{ day: '2026-11-24' }, '24 November 2026', 'so: 24 November 2026'],
    [{ day: '2026-05-01' }, '1 Mei 2026', 'so: 1 May 2026'],
    [{ day: '1970-08-17' }, '17 Agustus 1970', 'so: 17 August 1970'],
    [{ month: '2026-12' }, 'Desember 2026', 'so: December 2026'],
    [{ text: 'test.plain' }, 'Halo.', 'so: Hello.'],
    [{ text: ['test.two', { a: { day: '2026-05-01' }, b: 2 }] }, '1 Mei 2026 dan 2', 'so: 1 May 2026 dan 2'],
    [{ lines: ['test.plain', 'test.only'] }, 'Halo.\nHanya di sini.', 'so: Hello.\nHanya di sini.'],
    [{ lines: [] }, '', 'so: '],
    ['kata', 'kata', 'so: kata'],
    [1234567, '1234567', 'so: 1234567'],
  ])('%j is %s', (value, indonesian, english) => {
    expect([written(value), written(value, 'en')]).toEqual([indonesian, english])
  })

  it.each(['jv', 'mad'] as const)('in %s with Indonesian numbers and months', (locale) => {
    expect(written({ day: '2026-05-01' }, locale)).toBe('1 Mei 2026')
  })

  it.each(['{{it}}', '$t(test.plain)', '$& $1 $$', '<b>&amp;</b>', '{{- it}}'])(
    'and %s, from outside, is nothing but words',
    (value) => {
      expect(written(value)).toBe(value)
    },
  )
})

describe('a sentence', () => {
  it('is told in the language that is asked for', () => {
    expect([words.say('id', 'test.plain'), words.say('en', 'test.plain')]).toEqual(['Halo.', 'Hello.'])
  })

  it('that a language has not is told in Bahasa Indonesia', () => {
    for (const locale of ['en', 'jv', 'mad'] as const) expect(words.say(locale, 'test.only')).toBe('Hanya di sini.')
  })

  it('that no language has is refused, each time', () => {
    for (let n = 0; n < 2; n++) expect(() => words.say('id', 'test.gone')).toThrow("no words for 'test.gone'")
    expect(() => words.say('en', ['gone.gone', { it: 1 }])).toThrow("no words for 'gone.gone'")
    expect(() => written({ text: 'test.gone' })).toThrow("no words for 'test.gone'")
  })

  it('is there in a language only where that language itself has it', () => {
    expect([words.has('id', 'test.plain'), words.has('en', 'test.plain'), words.has('jv', 'test.plain')]).toEqual([
      ...[true, true, false],
    ])
    expect([words.has('id', 'test.nested.deep'), words.has('id', 'test.nested'), words.has('en', 'test.only')]).toEqual(
      [...[true, false, false]],
    )
  })

  it('does not keep the values of the last time', () => {
    expect([written('satu'), written('dua')]).toEqual(['satu', 'dua'])
  })
})

it('words that are no JSON stop the program', () => {
  const broken = mkdtempSync(path.join(tmpdir(), 'sapa-broken-'))
  mkdirSync(path.join(broken, 'id'))
  writeFileSync(path.join(broken, 'id', 'test.json'), '{"plain": ')
  expect(() => openWords(broken)).toThrow(SyntaxError)
  rmSync(broken, { recursive: true })
})
