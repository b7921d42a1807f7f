import { describe, expect, it } from 'vitest'
import { anonymous } from '../../src/understanding/anonymous.ts'
import { NAME_PARTS } from '../support/fictional-names.ts'

describe('a question without its asker', () => {
  it.each([
    ['perahu saya rusak apa diganti', 'perahu saya rusak apa diganti'],
    ['saya jualan bakso bisa ikut?', 'saya jualan bakso bisa ikut?'],
    ['biaya 50 ribu buat apa', 'biaya 50 ribu buat apa'],
    ['apakah sapi Brahman saya dijamin', 'apakah sapi … saya dijamin'],
    ['saya Siti Aminah lahir 17 agustus 1970 apa terdaftar', 'saya … lahir tanggal apa terdaftar'],
    ['kalau pak Slamet Riyadi dapat apa', 'kalau pak … dapat apa'],
    ['nama saya Budi Santoso mau tanya', 'nama saya … mau tanya'],
    ['0810/0000/9001 itu nomor siapa', '… itu nomor siapa'],
    ['nomor 0810-0000-9001 itu nomor siapa', 'nomor itu nomor siapa'],
    ['12345 pin saya ini apa', '… pin saya ini apa'],
    ['kode KAPM-QXQR itu apa', 'kode … itu apa'],
    ['lahir 17/08/1970 apa masih bisa ikut', 'lahir tanggal apa masih bisa ikut'],
  ])('%j is kept as %j', (text, kept) => {
    expect(anonymous(text)).toBe(kept)
  })

  it.each([
    'ABCD-1234',
    'K 7 P M 4 X Q 2',
    'K7PM 4XQ2',
    'KTPM-4XQ2',
    '17 agustus 1970',
    'Siti Aminah Rahayu',
    'Wagiman',
    '0810/0000/9001',
    '?? !!',
    '',
  ])('of %j nothing is left', (text) => {
    expect(anonymous(text)).toBe('')
  })

  it('is at most two hundred characters', () => {
    expect(anonymous('mengapa begitu '.repeat(100))).toHaveLength(200)
  })
})

it.each(NAME_PARTS)('does not keep the name %s', (name) => {
  expect(anonymous(`saya ${name} mau tanya`)).toBe('saya … mau tanya')
})
