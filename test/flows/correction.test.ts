import { describe, expect, it } from 'vitest'
import { LONGEST_WISH } from '../../src/domain/correction.ts'
import { fieldNamed, ownWords, ownWordsWithoutNumber } from '../../src/flows/correction/readers.ts'

const TODAY = '2026-11-24'

describe('the field that a sentence names', () => {
  it.each([
    ['nama saya salah', 'name'],
    ['jenengku kliru', 'name'],
    ['nyamana kaula sala', 'name'],
    ['tanggal lahirnya keliru', 'bornOn'],
    ['tanggal lair kula lepat', 'bornOn'],
    ['NIK', 'nik'],
    ['nomor HP saya ganti', 'phone'],
    ['sudah pindah rumah', 'residence'],
    ['alamatku', 'residence'],
    ['saya bukan petani lagi', 'work'],
    ['iuran', 'period'],
    ['saya terdaftar dobel', 'other'],
  ])('%j is %s', (text, field) => {
    expect(fieldNamed(text)).toBe(field)
  })

  it.each(['apa saja', 'nama dan alamat', 'berapa santunannya'])('%j is none', (text) => {
    expect(fieldNamed(text)).toBeUndefined()
  })
})

describe('own words', () => {
  const read = (text: string) => ownWords({ text }, TODAY)

  it('are taken as they are, around them no room', () => {
    expect(read('  Harusnya Sitti,\nbukan Siti ')).toBe('Harusnya Sitti,\nbukan Siti')
    expect(read('é'.repeat(LONGEST_WISH))).toHaveLength(LONGEST_WISH)
  })

  it.each(['', '?', 'x', '👍👍', 'x'.repeat(LONGEST_WISH + 1)])('are not %j', (text) => {
    expect(read(text)).toBeUndefined()
  })

  it('are not under a picture', () => {
    expect(ownWords({ text: 'ini KTP saya', attachment: 'image' }, TODAY)).toBeUndefined()
  })

  it('hold no long number where the identity number is spoken of, and may hold a digit or a year', () => {
    const without = (text: string) => ownWordsWithoutNumber({ text }, TODAY)
    expect(without('bukan 3574-0157-08 tapi 4')).toBe('bukan [nomor disembunyikan] tapi 4')
    expect(without('salah sejak 2019')).toBe('salah sejak 2019')
  })
})
