import { describe, expect, it } from 'vitest'
import { nameKey } from '../../../src/domain/name-key.ts'

describe('names that are one', () => {
  it.each([
    ['Moh. Ali', 'Muhammad Ali'],
    ['MOCHAMAD ALI', 'Muhammad Ali'],
    ['M. Ali', 'Moch Ali'],
    ['M.Ali', 'Moch Ali'],
    ['H. Muhammad  Ali, S.Pd.I', 'Muhammad Ali'],
    ['Drs. H. Moh. Ali, M.Si', 'Muhammad Ali'],
    ['H.M. Yusuf', 'Muhammad Yusuf'],
    ['HM Yusuf', 'Muhammad Yusuf'],
    ['Mohd. Yusuf', 'Muhammad Yusuf'],
    ['Mokh. Yusuf', 'Muhammad Yusuf'],
    ['Bu Sumirah', 'Sumirah'],
    ['Pak Slamet', 'Slamet'],
    ['Ahmad Fauzi S. Pd', 'Achmad Fauzi'],
    ['St. Aminah', 'Siti Aminah'],
    ['Hj. Siti Aminah', 'Siti Aminah'],
    ['Abd. Rahman', 'Abdul Rahman'],
    ['Budi ST', 'Budi'],
    ["Nur Ma'rifah", 'Nur Marifah'],
    ['Thérèse Wibowo', 'THERESE WIBOWO'],
    ['Alm. Slamet', 'Slamet'],
    ['Sri Wahyuni, A.Md.Keb.', 'Sri Wahyuni'],
  ])('%s and %s', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other))
  })
})

describe('names that are two', () => {
  it.each([
    ['Siti Aminah', 'Siti Aminatus'],
    ['Slamet', 'Slamet Hariadi'],
    ['Sri Ma', 'Sri'],
    ['Ali', 'Muhammad Ali'],
  ])('%s and %s', (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other))
  })
})

it('a name that is nothing but a title keeps it', () => {
  expect(nameKey('Haji')).toBe('HAJI')
  expect(nameKey('M')).toBe('M')
  expect(nameKey('')).toBe('')
})
