import { expect, it } from 'vitest'
import { masked } from '../../src/domain/unanswered.ts'

it.each([
  ['apakah sapi saya dijamin', 'apakah sapi saya dijamin'],
  ['telepon saya 0810 0000 9001 ya', 'telepon saya … ya'],
  ['nama saya Siti Aminah Rahayu', 'nama saya …'],
  ['atas nama Budi Santoso', 'atas nama …'],
  ['kode K7PM-4XQ2 itu apa', 'kode … itu apa'],
  ['kirim ke budi@contoh.id atau https://x.example/a', 'kirim ke … atau …'],
  ['tanggal 17-08-1970 itu hari apa', 'tanggal … itu hari apa'],
  ['biaya 50 ribu buat apa', 'biaya 50 ribu buat apa'],
  ['0810-0000-9001', ''],
  ['?? !!', ''],
])('%j is kept as %j', (text, kept) => {
  expect(masked(text)).toBe(kept)
})

it('keeps two hundred characters', () => {
  expect(masked('mengapa '.repeat(100))).toHaveLength(200)
})
