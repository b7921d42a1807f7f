import fc from 'fast-check'
import { expect, it } from 'vitest'
import { makeCode, readCode, spellCode } from '../../src/domain/code.ts'

const bytes = fc.uint8Array({ minLength: 8, maxLength: 8 }).map((array) => Buffer.from(array))

it('a code holds no letter or digit that could be taken for another', () => {
  fc.assert(
    fc.property(bytes, (random) => {
      expect(makeCode(random)).toMatch(/^[234679ACDEFGHJKMNPQRTUVWXYZ]{8}$/)
    }),
  )
})

it('a code is read back from the way it is spelt, and however it is typed', () => {
  fc.assert(
    fc.property(bytes, (random) => {
      const code = makeCode(random)
      const spelt = spellCode(code)
      for (const typed of [code, spelt, spelt.toLowerCase(), ` ${spelt.replace('-', ' - ')} `, [...code].join('.')])
        expect(readCode(typed, 8)).toBe(code)
    }),
  )
})

it('a code is spelt in groups of four', () => {
  expect([spellCode('K7PM4XQ2'), spellCode('K7PM4X'), spellCode('K7PM')]).toEqual(['K7PM-4XQ2', 'K7PM-4X', 'K7PM'])
})

it.each(['', 'K7PM-4XQ', 'K7PM-4XQ22', 'K7PM-4XQ0', 'K7PM-4XQ1', 'K7PM_4XQ2', 'kode saya', '17-08-1970'])(
  '%j is no code of eight',
  (text) => {
    expect(readCode(text, 8)).toBeUndefined()
  },
)
