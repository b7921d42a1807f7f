import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { kelurahanOf } from '../../../src/domain/region/kelurahan.ts'
import type { RosterRow } from '../../../src/domain/roster/row.ts'
import { fictionalPopulation } from '../../support/fictional-population.ts'

const COLUMNS = [
  ...['nik', 'nama', 'tanggal_lahir', 'jenis_kelamin', 'telepon', 'alamat', 'kelurahan', 'kecamatan', 'pekerjaan'],
  ...['nomor_peserta', 'mulai', 'selesai'],
]
const LINES_AT_ONCE = 1000

/** Writes lists of so many people each, one file after the other, nobody twice. */
export async function writeLists(seed: number, lists: readonly { file: string; people: number }[]): Promise<void> {
  const population = fictionalPopulation(seed)
  for (const { file, people } of lists)
    await pipeline(Readable.from(pieces(population, people)), createWriteStream(file))
}

function* pieces(population: ReturnType<typeof fictionalPopulation>, people: number): Generator<string> {
  yield `${COLUMNS.join(',')}\n`
  for (let written = 0; written < people; written += LINES_AT_ONCE) {
    const lines = Math.min(LINES_AT_ONCE, people - written)
    yield Array.from({ length: lines }, () => lineOf(population.next().value!.row)).join('')
  }
}

/** A list of some rows. */
export function listCsv(rows: readonly RosterRow[]): string {
  return [`${COLUMNS.join(',')}\n`, ...rows.map(lineOf)].join('')
}

function lineOf(row: RosterRow): string {
  const [year, month, day] = row.bornOn.split('-')
  const at = kelurahanOf(row.kelurahan)!
  const cells = [
    ...[row.nik, row.name, `${day}-${month}-${year}`, row.sex === 'male' ? 'L' : 'P', row.phone?.replace(/^62/, '0')],
    ...[
      row.address,
      at.name,
      at.kecamatan.name,
      'Petani',
      row.memberNumber ?? `P${row.nik.slice(5)}`,
      '01-01-2026',
      '31-12-2026',
    ],
  ]
  return `${cells.map((cell) => (cell && /[",]/.test(cell) ? `"${cell}"` : (cell ?? ''))).join(',')}\n`
}
