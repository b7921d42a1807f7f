import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { oneEditApart } from '../../src/understanding/one-edit.ts'

describe('one edit apart', () => {
  it.each([
    ['menu', 'mnu'],
    ['menu', 'menuu'],
    ['menu', 'xmenu'],
    ['menu', 'mena'],
    ['menu', 'mneu'],
    ['menu', 'emnu'],
    ['a', ''],
  ])('are %j and %j', (a, b) => {
    expect([oneEditApart(a, b), oneEditApart(b, a)]).toEqual([true, true])
  })

  it.each([
    ['menu', 'menu'],
    ['menu', 'nemo'],
    ['menu', 'me'],
    ['menu', 'unem'],
    ['abcd', 'badc'],
    ['', ''],
  ])('are not %j and %j', (a, b) => {
    expect([oneEditApart(a, b), oneEditApart(b, a)]).toEqual([false, false])
  })

  it('is every word with a letter left out', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 20 }), fc.nat(), (word, n) => {
        const at = n % word.length
        expect(oneEditApart(word, word.slice(0, at) + word.slice(at + 1))).toBe(true)
      }),
    )
  })
})
