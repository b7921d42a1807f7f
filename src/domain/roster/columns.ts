import { HEADER_NAMES, MEANINGLESS_HEADERS } from './header-names.ts'
import type { ImportKind } from './import-progress.ts'

/**
 * What a roster may tell of a worker, and the header that README.md gives it; below, what a
 * contribution file tells of a month.
 */
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
  month: 'bulan',
  year: 'tahun',
  amount: 'iuran',
  paymentState: 'status',
  unpaid: 'belum_bayar',
  paidOn: 'tanggal_bayar',
} as const

export type Column = keyof typeof COLUMNS
export type Cells = Partial<Record<Column, string>>

/** Without these no row can be read; occupation and period may come from the options of an import. */
export const REQUIRED_COLUMNS = ['nik', 'name', 'bornOn', 'kelurahan'] as const satisfies readonly Column[]

const OF_A_MONTH = ['month', 'year', 'amount', 'paymentState', 'unpaid', 'paidOn'] as const satisfies readonly Column[]

/** The columns of each kind of file; a header outside them is a note. */
export const COLUMNS_OF: Record<ImportKind, readonly Column[]> = {
  roster: (Object.keys(COLUMNS) as Column[]).filter((column) => !OF_A_MONTH.some((one) => one === column)),
  contributions: ['memberNumber', 'nik', 'name', ...OF_A_MONTH],
}

/** Of each group one column is wanted: a contribution file names a worker by number or NIK, and a payment by state or day. */
const WANTED_OF: Record<ImportKind, readonly (readonly Column[])[]> = {
  roster: REQUIRED_COLUMNS.map((column) => [column]),
  contributions: [['memberNumber', 'nik'], ['month'], ['amount'], ['paymentState', 'unpaid', 'paidOn']],
}

/** How a header row has been understood, cell by cell. */
export interface Header {
  kind: ImportKind
  /** The column of each cell; null for one that is kept as a note or has no name. */
  columns: (Column | null)[]
  /** The header of each cell that is kept as a note; null for all others. */
  notes: (string | null)[]
  /** Those of the agency's own names that stand in it, as headers are compared. */
  ownNames: string[]
  missing: Column[]
  twice: Column[]
}

const columnByHeader: Record<ImportKind, ReadonlyMap<string, Column>> = {
  roster: namesOf('roster'),
  contributions: namesOf('contributions'),
}

function namesOf(kind: ImportKind): Map<string, Column> {
  return new Map(
    COLUMNS_OF[kind].flatMap((column) =>
      [COLUMNS[column], column, ...HEADER_NAMES[column]].map((name) => [headerKey(name), column] as const),
    ),
  )
}

/** What one agency's lists call some columns: header, as headers are compared, → column. It comes before the common names. */
export type HeaderNames = Readonly<Record<string, Column>>

/** The column that a header cell means, in Indonesian or English; undefined where it is none that is known. */
export function columnOf(header: string, kind: ImportKind = 'roster', own: HeaderNames = {}): Column | undefined {
  const key = headerKey(header)
  const named = Object.hasOwn(own, key) ? own[key] : undefined
  return named && COLUMNS_OF[kind].includes(named) ? named : columnByHeader[kind].get(key)
}

/** Reads `Nomor Identitas=nik`: what a list calls a column, by the column's name. Undefined where no such column exists. */
export function readHeaderName(text: string): [header: string, column: Column] | undefined {
  const at = text.lastIndexOf('=')
  const [header, named] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)]
  const column = columnOf(named) ?? columnOf(named, 'contributions')
  return column && headerKey(header) !== '' ? [headerKey(header), column] : undefined
}

/** What an agency's files call a column: the header that is remembered of it, or else the contract's own. */
export function usualHeader(column: Column, remembered: HeaderNames | null): string {
  const own = Object.entries(remembered ?? {}).find(([, meant]) => meant === column)
  return own?.[0] ?? COLUMNS[column]
}

/**
 * Understands a header row, which decides by itself of what kind the file is: a list of workers, or what was paid for them
 * month by month. Says which wanted columns are missing and which stand twice; refuses nothing itself.
 */
export function readHeader(cells: readonly string[], own: HeaderNames = {}): Header {
  const roster = headerOf(cells, 'roster', own)
  if (roster.missing.length === 0) return roster
  const contributions = headerOf(cells, 'contributions', own)
  const isComplete = contributions.missing.length === 0
  const isMeant = contributions.missing.length === 1 && !roster.columns.includes('bornOn')
  return isComplete || isMeant ? contributions : roster
}

function headerOf(cells: readonly string[], kind: ImportKind, own: HeaderNames): Header {
  const columns = cells.map((cell) => columnOf(cell, kind, own) ?? null)
  const known = columns.filter((column) => column !== null)
  return {
    kind,
    columns,
    notes: cells.map((cell, at) => (columns[at] || !hasMeaning(cell) ? null : cell.replace(/\s+/g, ' ').trim())),
    ownNames: cells.map(headerKey).filter((key) => Object.hasOwn(own, key)),
    missing: WANTED_OF[kind].filter((some) => !some.some((one) => known.includes(one))).map(([column]) => column!),
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
