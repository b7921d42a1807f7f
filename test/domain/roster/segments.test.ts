import { expect, it } from 'vitest'
import { readSegment, SEGMENTS } from '../../../src/domain/roster/segments.ts'

it.each([
  ['Ketua RT', 'ketua-rt'],
  ['KETUA RT 03/RW 02', 'ketua-rt'],
  ['Ketua RT.03', 'ketua-rt'],
  ['Ketua RW 02', 'ketua-rw'],
  ['Guru Mengaji', 'guru-ngaji'],
  ['Ustadzah', 'guru-ngaji'],
  ['Guru TPQ', 'guru-ngaji'],
  ['Guru Sekolah Minggu', 'guru-minggu'],
  ['Petani/Pekebun', 'petani'],
  ['buruh tani', 'petani'],
  ['Nelayan / Perikanan', 'nelayan'],
  ['UMKM', 'pelaku-umkm'],
  ['Pelaku Usaha Mikro', 'pelaku-umkm'],
  ['Pembina Keagamaan', 'pembina-keagamaan'],
  ["Ta'mir masjid", 'pembina-keagamaan'],
  ['Kader Posyandu', 'kader-kesehatan'],
  ['Pedagang Pasar Baru', 'pedagang-pasar'],
  ['Peternak sapi', 'peternak'],
  ['Seniman', 'pekerja-seni'],
  ['Tukang becak', undefined],
  ['Guru', undefined],
  ['', undefined],
  ['RT/RW', undefined],
])('%s → %s', (written, segment) => {
  expect(readSegment(written)).toBe(segment)
})

it('every segment is read from its own name, as the command line gives it', () => {
  for (const segment of SEGMENTS) expect(readSegment(segment)).toBe(segment)
})
