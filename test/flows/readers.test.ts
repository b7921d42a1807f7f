import { describe, expect, it } from 'vitest'
import { birthDate, languageNamed, nameOrSkip, rupiah, SKIPPED } from '../../src/flows/readers.ts'

const read = (text: string) => birthDate({ text }, '2026-11-24')

describe('a birth date as somebody types it in a chat', () => {
  it.each([
    '17-08-1970',
    '17 Agustus 1970.',
    'tgl 17 agustus 1970',
    'lahir 17-08-1970',
    'saya lahir tanggal 17/8/1970 ya pak',
    '17 agustus 1970 pak',
    '17,08,1970',
    "17-08-'70",
    '17 - 8 - 70',
    '17.8.1970!',
    '17081970',
    'Probolinggo, 17 Agustus 1970',
    'kulo lair tanggal 17 agustus 1970 nggih',
  ])('%j is 17 August 1970', (text) => {
    expect(read(text)).toBe('1970-08-17')
  })

  it.each(['25797', '17 agustus', '1970', 'besok', '', '17-08-2025', '31-02-1970', '17-08-1870'])(
    '%j is none',
    (text) => {
      expect(read(text)).toBeUndefined()
    },
  )
})

describe('a sum of money as somebody types it in a chat', () => {
  it.each([
    ['2 juta', 2_000_000],
    ['2jt', 2_000_000],
    ['1,5 juta', 1_500_000],
    ['1.5jt', 1_500_000],
    ['1500000', 1_500_000],
    ['Rp1.500.000', 1_500_000],
    ['rp. 1,500,000', 1_500_000],
    ['1500 ribu', 1_500_000],
    ['2 juta sebulan', 2_000_000],
    ['2 juta rupiah.', 2_000_000],
    ['2 juta pak', 2_000_000],
    ['sekitar 2 juta', 2_000_000],
    ['dua juta', 2_000_000],
    ['kira-kira 2 jutaan', 2_000_000],
    ['1,5jtan', 1_500_000],
    ['kinten-kinten 2 juta sewulan', 2_000_000],
  ])('%j is %d', (text, sum) => {
    expect(rupiah({ text }, '2026-11-24')).toBe(sum)
  })

  it.each(['', 'banyak', '-2 juta', '2-3 juta', '3574015708709001', 'juta', '1.5.0'])('%j is none', (text) => {
    expect(rupiah({ text }, '2026-11-24')).toBeUndefined()
  })
})

describe('a language as its speakers call it', () => {
  it.each([
    ['jawa', 'jv'],
    ['boso jowo', 'jv'],
    ['basa jawi mawon', 'jv'],
    ['Bahasa Jawa ya pak', 'jv'],
    ['medhura', 'mad'],
    ['basa madura', 'mad'],
    ['bhasa madhura', 'mad'],
    ['indonesia saja', 'id'],
    ['bahasa inggris', 'en'],
  ])('%j is %s', (text, locale) => {
    expect(languageNamed(text)).toBe(locale)
  })

  it.each(['', 'bahasa', 'jawa atau madura', 'jawaban', '2'])('%j names none, or not one', (text) => {
    expect(languageNamed(text)).toBeUndefined()
  })
})

describe('a name, or the wish to give none', () => {
  it.each(['lewati', '-', 'tidak tahu', 'mboten', 'mboten ngertos', 'ora'])('%j leaves it out', (text) => {
    expect(nameOrSkip({ text }, '2026-11-24')).toBe(SKIPPED)
  })

  it.each([
    ...['salah, tidak ada yang meninggal', 'klentu, mboten wonten ingkang seda', '12'],
    ...['trus suratnya apa aja', 'kabari saya kalau ada', 'kapan cair', 'sudah?', 'piye carane'],
  ])('%j is no name', (text) => {
    expect(nameOrSkip({ text }, '2026-11-24')).toBeUndefined()
  })

  it.each(['Pak Karto', 'Apandi', 'nama suami saya Slamet Riyadi'])('%j holds one', (text) => {
    expect(nameOrSkip({ text }, '2026-11-24')).toBe(text)
  })
})
