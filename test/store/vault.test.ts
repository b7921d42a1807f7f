import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KeyRing, type OpenKey, SealError, Vault } from '../../src/store/vault.ts'

const key = (id: string, purpose: OpenKey['purpose']): OpenKey => ({ id, purpose, bytes: randomBytes(32) })
const index = key('i1', 'index')
const old = key('s1', 'seal')
const vault = new Vault([old, index], randomBytes)

const anyWords = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', maxLength: 300 }))

describe('a sealed text', () => {
  it('opens to exactly what was sealed, whatever it was', () => {
    // Lone surrogates are no text: UTF-8 has no bytes for them.
    fc.assert(
      fc.property(anyWords, (text) => {
        expect(vault.open('place', vault.seal('place', text))).toBe(text.toWellFormed())
      }),
    )
  })

  it('shows nothing of itself, and looks different each time', () => {
    const nik = '3574010101709001'
    const [one, two] = [vault.seal('workers.nik', nik), vault.seal('workers.nik', nik)]
    expect(one).not.toBe(two)
    for (const sealed of [one, two]) {
      expect(sealed).not.toContain(nik)
      expect(Buffer.from(sealed.slice(3), 'base64url').includes(nik)).toBe(false)
    }
  })

  it('does not open in another column', () => {
    const sealed = vault.seal('workers.phone', '6281000009001')
    expect(() => vault.open('workers.address', sealed)).toThrow(SealError)
  })

  it('does not open when any bit of it was changed', () => {
    const sealed = vault.seal('place', 'Siti Aminah')
    const bytes = Buffer.from(sealed.slice(3), 'base64url')
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const changed = Buffer.from(bytes)
        changed[bit >> 3]! ^= 1 << (bit & 7)
        expect(() => vault.open('place', `s1.${changed.toString('base64url')}`)).toThrow(SealError)
      }),
    )
  })

  it.each(['', '.', 's1', 's1.', 's1.AAAA', 's9.AAAA', 'no cipher at all'])('is not what %j is', (text) => {
    expect(() => vault.open('place', text)).toThrow(SealError)
  })

  it('does not open with another key, and the error tells nothing of the text', () => {
    const stranger = new Vault([{ ...key('s1', 'seal') }, index], randomBytes)
    const sealed = vault.seal('place', 'rahasia')
    const attempt = () => stranger.open('place', sealed)
    expect(attempt).toThrow(SealError)
    expect(attempt).toThrow('a cipher in place does not open with this key')
  })

  it('still opens after a newer key has taken over', () => {
    const sealed = vault.seal('place', 'dulu')
    const renewed = new Vault([old, index, key('s2', 'seal')], randomBytes)
    expect(renewed.open('place', sealed)).toBe('dulu')
    expect(renewed.seal('place', 'kini')).toMatch(/^s2\./)
    expect(() => vault.open('place', renewed.seal('place', 'kini'))).toThrow(SealError)
  })
})

describe('a keyed hash', () => {
  it('is the same for the same thing, and another for another thing, kind or key', () => {
    const other = new Vault([old, key('i1', 'index')], randomBytes)
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, two) => {
        expect(vault.hash('phone', one)).toBe(vault.hash('phone', one))
        expect(vault.hash('phone', one) === vault.hash('phone', two)).toBe(one === two)
        expect(vault.hash('phone', one)).not.toBe(vault.hash('code', one))
        expect(vault.hash('phone', one)).not.toBe(other.hash('phone', one))
      }),
    )
  })

  it('cannot be had by moving letters from the thing to its kind', () => {
    expect(vault.hash('ab', 'c')).not.toBe(vault.hash('a', 'bc'))
  })
})

describe('a wrapped key', () => {
  const ring = new KeyRing(Buffer.alloc(32, 1))
  const wrapped = ring.wrap(old, randomBytes)

  it('unwraps to the same bytes under the same master key', () => {
    expect(new KeyRing(Buffer.alloc(32, 1)).unwrap({ id: 's1', purpose: 'seal', wrapped })).toEqual(old)
  })

  it('does not unwrap under another master key, another name or another purpose', () => {
    const kept = { id: 's1', purpose: 'seal' as const, wrapped }
    expect(() => new KeyRing(Buffer.alloc(32, 2)).unwrap(kept)).toThrow(SealError)
    expect(() => ring.unwrap({ ...kept, id: 's2' })).toThrow(SealError)
    expect(() => ring.unwrap({ ...kept, purpose: 'index' })).toThrow(SealError)
  })
})
