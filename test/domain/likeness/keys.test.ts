import { describe, expect, it } from 'vitest'
import type { PersonOnList } from '../../../src/domain/likeness/compare.ts'
import { likenessKeys } from '../../../src/domain/likeness/keys.ts'
import { nameWords } from '../../../src/domain/likeness/name-words.ts'

const SITI: PersonOnList = {
  nik: '3574035708709001',
  name: 'Siti Aminah',
  bornOn: '1970-08-17',
  sex: 'female',
  phone: null,
  address: null,
  kelurahan: '35.74.03.1004',
}

const keysOf = (person: PersonOnList) => likenessKeys(person, nameWords(person.name))
const sharedWith = (over: Partial<PersonOnList>) =>
  keysOf({ ...SITI, ...over }).filter((key) => keysOf(SITI).includes(key)).length

describe('an entry shares a key', () => {
  it.each<[string, Partial<PersonOnList>]>([
    ['with the first half of the NIK', { nik: '3547035708709001' }],
    ['with the second half of the NIK', { nik: '3574035708709010' }],
    ['with the name', { nik: '3574035708709010', name: 'Siti Amynaah' }],
    ['with all of the name', { nik: '3574035708709010', name: 'Maimunah' }],
    ['with the year of birth', { nik: '3574035708709010', bornOn: '1980-08-17' }],
    ['with the day of birth', { nik: '3574035708709010', bornOn: '1970-01-01' }],
    ['with the kelurahan', { nik: '3574035708709010', kelurahan: '35.74.01.1001' }],
    ['with the whole birth date and a half of the NIK', { nik: '3547035708709001', bornOn: '1981-01-01' }],
  ])('in spite of what is wrong %s', (_, over) => {
    expect(sharedWith(over)).toBeGreaterThan(0)
  })

  it('with no stranger, though they live in one kelurahan', () => {
    expect(sharedWith({ nik: '3574031203859002', name: 'Buhari', bornOn: '1985-03-12', sex: 'male' })).toBe(0)
  })
})
