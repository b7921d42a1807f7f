import { describe, expect, it } from 'vitest'
import { hear } from '../../src/understanding/hear.ts'

const visited = (...numbers: number[]) => ({ deed: 'visited', numbers })
const missed = (failure: string | undefined, ...numbers: number[]) => ({
  ...{ deed: 'missed', numbers },
  ...(failure && { failure }),
})

describe('what a visitor notes', () => {
  it.each([
    ['12 sudah', visited(12)],
    ['sudah 12', visited(12)],
    ['Sudah 12 pak', visited(12)],
    ['12, 15 dan 31 sudah', visited(12, 15, 31)],
    ['no 12 udah', visited(12)],
    ['no. 0012 sdh ya bu', visited(12)],
    ['12 15 12 sampun', visited(12, 15)],
    ['12 wis', visited(12)],
    ['12 ampon', visited(12)],
    ['belum ketemu 12', missed(undefined, 12)],
    ['12 belum', missed(undefined, 12)],
    ["12 gi' ta' etemmo", missed(undefined, 12)],
    ['belum ketemu 12 pindah', missed('moved', 12)],
    ['12 sudah pindah', missed('moved', 12)],
    ['12 tidak di rumah', missed('away', 12)],
    ['12 sudah meninggal', missed('died', 12)],
    ['nomor 12 almarhum', missed('died', 12)],
    ['batal 12', { deed: 'undo', numbers: [12] }],
    ['keliru 12 dan 15', { deed: 'undo', numbers: [12, 15] }],
  ])('%s', (text, note) => {
    expect(hear({ text }).visit).toEqual(note)
  })

  it.each([
    ['a number alone', '12'],
    ['a mark alone', 'sudah'],
    ['a sentence that holds a number', 'sudah 3 bulan saya ikut'],
    ['two reasons at once', '12 pindah 15 meninggal'],
    ['a tick and a miss at once', '12 sudah 15 belum'],
    ['a birth date', '17-08-1970'],
    ['the beginning of something longer', `12 sudah ${'ya '.repeat(300)}dan satu lagi`],
    ['a number longer than any on a list', '123456789 sudah'],
    ['more numbers than one message notes', `${Array.from({ length: 41 }, (_, n) => n + 1).join(' ')} sudah`],
  ])('is not read from %s', (_, text) => {
    expect(hear({ text }).visit).toBeUndefined()
  })
})
