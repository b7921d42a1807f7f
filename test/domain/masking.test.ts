import fc from 'fast-check'
import { expect, it } from 'vitest'
import { maskName } from '../../src/domain/masking.ts'

it('of each word of a name only its first letter is left', () => {
  expect(maskName('Siti Aminah').replace(/[^\p{L} ]/gu, '')).toBe('S A')
  expect(maskName('  Moh.   Ali ').split(' ')).toHaveLength(2)
})

it('nothing but first letters is left of any name', () => {
  const names = fc.array(fc.stringMatching(/^[A-Za-zÀ-ÿ'’.-]{1,20}$/), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(names, (words) => {
      const masked = maskName(words.join(' ')).split(' ')
      const initials = words.flatMap((word) => /\p{L}/u.exec(word) ?? [])
      expect(masked.filter(Boolean).map((word) => [...word][0])).toEqual(initials)
      for (const word of masked) expect([...word].slice(1).join('')).not.toMatch(/[\p{L}\p{N}]/u)
    }),
  )
})

it('a letter of two halves stays whole, and no name stays none', () => {
  expect([...maskName('𐐀budi')][0]).toBe('𐐀')
  expect(maskName('e\u0301mile').replace(/•/g, '')).toBe('e\u0301')
  expect([maskName(''), maskName('   ')]).toEqual(['', ''])
})

it('no mark or digit stands for an initial', () => {
  expect(maskName(`O'Neil "Bang" Jono`).replace(/•/g, '')).toBe('O B J')
  expect(maskName('(Alm.) Siti - 2 😀').replace(/•/g, '')).toBe('A S')
})
