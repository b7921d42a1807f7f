import { findKecamatan, findKelurahan } from '../region/find-kelurahan.ts'
import type { Kelurahan } from '../region/kelurahan.ts'
import { words } from './cells.ts'
import type { Cells } from './columns.ts'
import type { Note } from './row.ts'

/** Where the worker lives: one of the city's kelurahan, or a problem. A NIK's area says nothing of it. */
export function readResidence(cells: Cells, note: Note): Kelurahan | undefined {
  const name = words(cells, 'kelurahan')
  const kecamatan = words(cells, 'kecamatan')
  if (isElsewhere(words(cells, 'city'))) return void note('outsideCity', 'city')
  if (name === '') return void note('kelurahanMissing', 'kelurahan')
  if (kecamatan && !findKecamatan(kecamatan)) return void note('outsideCity', 'kecamatan')
  const found = findKelurahan(name, kecamatan)
  if (!found) return void note('kelurahanUnknown', 'kelurahan')
  if (kecamatan && findKecamatan(kecamatan)?.code !== found.kecamatan.code) {
    note('kecamatanDiffers', 'kecamatan', 'warning')
  }
  return found
}

// Kota (35.74) and Kabupaten Probolinggo (35.13) are different governments.
function isElsewhere(city: string): boolean {
  if (city === '') return false
  return /\bkab/i.test(city) || !/\bprob(?:\b|ol)/i.test(city)
}
