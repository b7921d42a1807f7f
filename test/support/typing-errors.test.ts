import { describe, expect, it } from 'vitest'
import { isDay } from '../../src/domain/clock.ts'
import { readNik } from '../../src/domain/nik.ts'
import { kelurahanOf } from '../../src/domain/region/kelurahan.ts'
import type { RosterRow } from '../../src/domain/roster/row.ts'
import { registeredPeople } from './likeness-sample.ts'
import { seeded } from './seeded.ts'
import { ERROR_KINDS, type ErrorKind, errorOf, withError } from './typing-errors.ts'

const PEOPLE = [...registeredPeople({ seed: 7, people: 400 })].map(({ row }) => row)

/** What a kind makes of many people: before and after. */
function spoilt(kind: ErrorKind): [before: RosterRow, after: RosterRow][] {
  const random = seeded(11)
  return PEOPLE.flatMap((row) => {
    const after = withError(random, row, kind)
    return after ? [[row, after] as [RosterRow, RosterRow]] : []
  })
}

describe.each(ERROR_KINDS)('%s', (kind) => {
  const pairs = spoilt(kind)

  it('happens to many, changes its own field and no other, and leaves a row that can be read', () => {
    expect(pairs.length).toBeGreaterThan(PEOPLE.length / 10)
    for (const [before, after] of pairs) {
      const { field } = errorOf(kind)
      expect({ ...after, [field]: before[field] }).toEqual(before)
      expect(after[field]).not.toEqual(before[field])
      expect(readNik(after.nik)).toBeDefined()
      expect(after.nik.slice(12)).toMatch(/^9\d{3}$/)
      expect(isDay(after.bornOn)).toBe(true)
      expect(kelurahanOf(after.kelurahan)).toBeDefined()
      expect(after.phone ?? '6281000009000').toMatch(/^62810\d{8}$/)
      expect(after.name).toMatch(/^\p{L}.*\p{L}/u)
    }
  })

  it('is the same for the same seed', () => {
    expect(spoilt(kind)).toEqual(pairs)
  })
})

describe('what a kind says is what it does', () => {
  const wrongDigits = (before: string, after: string) =>
    [...before].flatMap((digit, at) => (digit === after[at] ? [] : at))
  const lettersOf = (name: string) => [...name.toLowerCase().replace(/[^a-z]/g, '')].sort().join('')
  const niks = (kind: ErrorKind) => spoilt(kind).map(([before, after]) => [before.nik, after.nik] as const)
  const names = (kind: ErrorKind) => spoilt(kind).map(([before, after]) => [before.name, after.name] as const)
  const births = (kind: ErrorKind) => spoilt(kind).map(([before, after]) => [before.bornOn, after.bornOn] as const)

  it('one digit of a NIK', () => {
    for (const [before, after] of niks('nikDigitWrong')) expect(wrongDigits(before, after)).toHaveLength(1)
  })

  it('two digits of a NIK that change places, neighbours or not', () => {
    for (const [kind, isNear] of [
      ['nikDigitsSwapped', true],
      ['nikTwoDigitsSwapped', false],
    ] as const) {
      for (const [before, after] of niks(kind)) {
        const [one, two, ...more] = wrongDigits(before, after)
        expect(more).toEqual([])
        expect(two! - one! === 1).toBe(isNear)
        expect([after[one!], after[two!]]).toEqual([before[two!], before[one!]])
      }
    }
  })

  it('a digit of a NIK too few and another twice', () => {
    for (const [before, after] of niks('nikDigitDroppedAnotherDoubled')) {
      const without = (text: string) => [...text].map((_, at) => text.slice(0, at) + text.slice(at + 1))
      expect(without(before).some((rest) => without(after).includes(rest))).toBe(true)
    }
  })

  it('a NIK of another place', () => {
    for (const [before, after] of niks('nikOtherArea')) expect(after.slice(6)).toBe(before.slice(6))
  })

  it('one letter of a name', () => {
    for (const [before, after] of names('nameTypo')) {
      expect(Math.abs(after.length - before.length)).toBeLessThanOrEqual(1)
      expect(after.split(' ')).toHaveLength(before.split(' ').length)
      if (after.length === before.length)
        expect(wrongDigits(before.toLowerCase(), after.toLowerCase()).length).toBeLessThan(3)
    }
  })

  it('one word of a name in another spelling', () => {
    for (const [before, after] of names('nameVariant')) {
      const [was, is] = [before.split(' '), after.split(' ')]
      expect(is.filter((word, at) => word !== was[at])).toHaveLength(1)
      expect(is).toHaveLength(was.length)
    }
    const seen = new Set(names('nameVariant').map((pair) => pair.join(' → ')))
    expect([...seen].some((pair) => /^Siti .* → St\. /.test(pair))).toBe(true)
    expect([...seen].some((pair) => /^Moh\. .* → (?:Muhammad|Mochamad) /.test(pair))).toBe(true)
  })

  it('a title, with the name whole', () => {
    for (const [before, after] of names('nameTitle')) expect(after).toContain(before)
  })

  it('a word too few', () => {
    for (const [before, after] of names('nameWordDropped')) {
      expect(before.split(' ').length - after.split(' ').length).toBe(1)
      expect(after.split(' ').every((word) => before.split(' ').includes(word))).toBe(true)
    }
  })

  it('a word as its first letter', () => {
    for (const [before, after] of names('nameInitial')) {
      const shortened = after
        .split(' ')
        .flatMap((word, at) => (word === before.split(' ')[at] ? [] : [[word, at] as const]))
      expect(shortened).toHaveLength(1)
      const [[word, at]] = shortened as [[string, number]]
      expect(word).toBe(`${before.split(' ')[at]![0]}.`)
    }
  })

  it('the same words in another order, the same letters with other spaces', () => {
    for (const [before, after] of names('nameWordsSwapped')) {
      expect(after.split(' ').sort()).toEqual(before.split(' ').sort())
    }
    for (const [before, after] of names('nameSpacing')) {
      expect(lettersOf(after)).toBe(lettersOf(before))
      expect(Math.abs(after.split(' ').length - before.split(' ').length)).toBe(1)
    }
  })

  it('day, month or year of a birth date', () => {
    for (const [before, after] of births('birthDayOff')) expect(after.slice(0, 8)).toBe(before.slice(0, 8))
    for (const [before, after] of births('birthDayMonthSwapped')) {
      expect(after).toBe([before.slice(0, 4), before.slice(8), before.slice(5, 7)].join('-'))
    }
    for (const [before, after] of births('birthYearOff')) expect(after.slice(4)).toBe(before.slice(4))
    for (const [before, after] of births('birthFirstOfJanuary')) expect(after).toBe(`${before.slice(0, 4)}-01-01`)
  })

  it('one digit of a phone, or none of it', () => {
    for (const [before, after] of spoilt('phoneDigitWrong')) {
      expect(wrongDigits(before.phone!, after.phone!)).toHaveLength(1)
    }
    for (const [, after] of spoilt('phoneMissing')) expect(after.phone).toBeNull()
    const known = new Set(PEOPLE.map(({ phone }) => phone))
    for (const [, after] of spoilt('phoneNew')) expect(known.has(after.phone)).toBe(false)
  })

  it('now and then the trap of four Jrebeng', () => {
    const random = seeded(3)
    const jrebeng = { ...PEOPLE[0]!, kelurahan: '35.74.05.1001' }
    const made = Array.from({ length: 40 }, () => withError(random, jrebeng, 'kelurahanOther')!.kelurahan)
    expect(made.filter((code) => kelurahanOf(code)!.name.startsWith('Jrebeng')).length).toBeGreaterThan(20)
  })
})
