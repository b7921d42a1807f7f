import { HEADER_NAMES, MEANINGLESS_HEADERS } from './header-names.ts'

/** What a roster may tell of a worker, and the header that the public contract gives it (design.md § 6). */
export const COLUMNS = {
  nik: 'nik',
  name: 'nama',
  bornOn: 'tanggal_lahir',
  sex: 'jenis_kelamin',
  phone: 'telepon',
  address: 'alamat',
  kelurahan: 'kelurahan',
  kecamatan: 'kecamatan',
  city: 'kota',
  occupation: 'pekerjaan',
  segment: 'segmen',
  memberNumber: 'nomor_peserta',
  startsOn: 'mulai',
  endsOn: 'selesai',
  paidThrough: 'dibayar_sampai',
  programmes: 'program',
  basis: 'dasar_hukum',
  consentGiven: 'izin_pesan',
  consentOn: 'izin_tanggal',
  consentSource: 'izin_sumber',
  employment: 'status_kepegawaian',
  civilServant: 'asn',
  wageEarner: 'penerima_upah',
  deceased: 'meninggal',
  remark: 'keterangan',
} as const

export type Column = keyof typeof COLUMNS
export type Cells = Partial<Record<Column, string>>

/** Without these no row can be read; occupation and period may come from the options of an import. */
export const REQUIRED_COLUMNS = ['nik', 'name', 'bornOn', 'kelurahan'] as const satisfies readonly Column[]

/** How a header row has been understood, cell by cell. */
export interface Header {
  /** The column of each cell; null for one that is kept as a note or has no name. */
  columns: (Column | null)[]
  /** The header of each cell that is kept as a note; null for all others. */
  notes: (string | null)[]
  missing: Column[]
  twice: Column[]
}

const columnByHeader = new Map<string, Column>(
  (Object.keys(COLUMNS) as Column[]).flatMap((column) =>
    [COLUMNS[column], column, ...HEADER_NAMES[column]].map((name) => [headerKey(name), column] as const),
  ),
)

/** The column that a header cell means, in Indonesian or English; undefined where it is none that is known. */
export function columnOf(header: string): Column | undefined {
  return columnByHeader.get(headerKey(header))
}

/** What an agency's files call a column: the header that is remembered of it, or else the contract's own. */
export function usualHeader(column: Column, remembered: Readonly<Record<string, Column>> | null): string {
  const own = Object.entries(remembered ?? {}).find(([, meant]) => meant === column)
  return own?.[0] ?? COLUMNS[column]
}

/** Understands a header row. Says which required columns are missing and which stand twice; refuses nothing itself. */
export function readHeader(cells: readonly string[]): Header {
  const columns = cells.map((cell) => columnOf(cell) ?? null)
  const known = columns.filter((column) => column !== null)
  return {
    columns,
    notes: cells.map((cell, at) => (columns[at] || !hasMeaning(cell) ? null : cell.replace(/\s+/g, ' ').trim())),
    missing: REQUIRED_COLUMNS.filter((column) => !known.includes(column)),
    twice: [...new Set(known.filter((column, at) => known.indexOf(column) !== at))],
  }
}

function hasMeaning(header: string): boolean {
  const key = headerKey(header)
  return key !== '' && !MEANINGLESS_HEADERS.has(key)
}

function headerKey(header: string): string {
  return header
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/\([^)]*\)/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
