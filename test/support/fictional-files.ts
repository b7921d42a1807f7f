import writeExcelFile from 'write-excel-file/node'
import { CONTRIBUTION_AGENCY, CONTRIBUTION_FILE, type PlannedContribution } from './fictional-contributions.ts'
import { DEFECT_KINDS, type DefectKind } from './fictional-defects.ts'
import { type Cell, DIALECTS, type Dialect } from './fictional-dialects.ts'
import { DIRT_KINDS } from './fictional-dirt.ts'
import { REPEATS, TWICE_IN } from './fictional-repeats.ts'
import type { PlannedRow } from './fictional-roster.ts'

/** The rows of one file as it holds them: titles, header, workers. */
export function sheetOf(dialect: Dialect, rows: readonly PlannedRow[]): Cell[][] {
  const own = rows.filter(({ agency }) => agency === dialect.agency)
  return [
    ...dialect.titles.map((title) => [title]),
    dialect.columns.map(([header]) => header),
    ...own.map(({ cells }, at) =>
      dialect.columns.map(([, column]) => (column ? (cells[column] ?? '') : extra(dialect, at))),
    ),
  ]
}

/** One shipped file, byte by byte; of an XLSX only the cells are the same each time, for its zip holds the hour. */
export async function fileBytes(dialect: Dialect, rows: readonly PlannedRow[]): Promise<Buffer> {
  const sheet = sheetOf(dialect, rows)
  if (!dialect.delimiter) return writeExcelFile(sheet.map((cells) => cells.map(spreadsheetCell))).toBuffer()
  const lines = sheet.map((cells) => cells.map((cell) => quoted(String(cell), dialect)).join(dialect.delimiter))
  return encoded(lines.map((line) => line + dialect.lineEnd!).join(''), dialect)
}

function extra(dialect: Dialect, at: number): Cell {
  if (dialect.agency === 'DKPPP') return `Kelompok ${'ABCDEFGH'[at % 8]}`
  if (dialect.agency === 'DKUPP') return ['warung', 'keripik', 'jahit', 'kue basah'][at % 4]!
  return dialect.delimiter ? String(at + 1) : at + 1
}

function spreadsheetCell(cell: Cell) {
  if (cell === '') return null
  return cell instanceof Date ? { value: cell, type: Date, format: 'dd/mm/yyyy' } : cell
}

// The one unquoted comma is a planned defect: it stands in the last column, where it shifts nothing but spills over.
function quoted(text: string, { delimiter }: Dialect): string {
  return text.includes(delimiter!) && !text.includes(',sebelah') ? `"${text}"` : text
}

function encoded(text: string, { encoding }: Dialect): Buffer {
  if (encoding === 'utf-16le') return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
  if (encoding === 'utf-8 with mark') return Buffer.from(`\ufeff${text}`, 'utf8')
  return Buffer.from(encoding === 'windows-1252' ? text.replaceAll('–', '\u0096') : text, encodingName(encoding))
}

function encodingName(encoding: Dialect['encoding']): BufferEncoding {
  return encoding === 'windows-1252' ? 'latin1' : 'utf8'
}

const FORMATS: Record<string, string> = { ',': 'koma', ';': 'titik koma', '\t': 'tab', '|': 'garis tegak' }

/** The manifest that ships beside the files. */
export function manifest(rows: readonly PlannedRow[], contributions: readonly PlannedContribution[]): string {
  const defects = rows.filter(({ defect }) => defect)
  const dirty = Object.values<DefectKind>(DIRT_KINDS)
  return `# Contoh daftar pekerja

Semua data di folder ini **rekaan**: NIK memakai nomor urut 9000–9999, telepon memakai 0810-0000-9xxx, nama dirangkai acak.
Berkas dibuat oleh \`test/support/write-fictional-roster.ts\`; jangan disunting dengan tangan.

${rows.length} baris, 500 pekerja, 29 kelurahan, 6 instansi, periode 2026. Urutan impor mengikuti tabel.

${table(['kode', 'instansi', 'berkas', 'bentuk', 'sumber dana', 'baris', 'cacat'], fileLines(rows))}

## Cacat yang disengaja: ${defects.length} baris

${table(['cacat', 'jumlah', 'kode masalah'], [...kindLines(), ...repeatLines(), phoneLine(defects)])}

## Ketidakrapian yang harus terbaca tanpa masalah

${table(
  ['hal', 'jumlah'],
  dirty.map(({ about, on }) => [about, sum(on)]),
)}

## Berkas iuran: \`${CONTRIBUTION_FILE}\`

Contoh ekspor iuran seperti dari SIPP untuk ${CONTRIBUTION_AGENCY}: CSV, titik koma, utf-8. ${contributions.length} baris, bulan Agustus–November 2026;
nomor pesertanya rekaan (9903574 dan nomor urut NIK). Impor setelah daftar ${CONTRIBUTION_AGENCY}. Sebagian bulan belum dibayar:

${table(['bulan', 'belum dibayar'], unpaidLines(contributions))}

${table(['cacat yang disengaja', 'jumlah', 'kode masalah'], contributionDefects(contributions))}
`
}

function unpaidLines(contributions: readonly PlannedContribution[]): Line[] {
  const unpaid = contributions.filter(({ isPaid, verdict }) => !isPaid && verdict === 'new')
  return [...Map.groupBy(unpaid, ({ month }) => month)].sort().map(([month, lines]) => [month, lines.length])
}

function contributionDefects(contributions: readonly PlannedContribution[]): Line[] {
  const spoilt = Map.groupBy(
    contributions.filter(({ defect }) => defect),
    ({ defect }) => defect!,
  )
  return [...spoilt].map(([about, lines]) => [about, lines.length, `\`${lines[0]!.problems.join(' ')}\``])
}

type Line = (string | number)[]

// Aligned as the formatter of this repository aligns it.
function table(header: string[], lines: Line[]): string {
  const all = [header, ...lines].map((line) => line.map(String))
  const widths = header.map((_, at) => Math.max(...all.map((line) => line[at]!.length)))
  const written = (line: string[]) => `| ${line.map((cell, at) => cell.padEnd(widths[at]!)).join(' | ')} |`
  return [written(all[0]!), written(widths.map((width) => '-'.repeat(width))), ...all.slice(1).map(written)].join('\n')
}

function fileLines(rows: readonly PlannedRow[]): Line[] {
  return DIALECTS.map(({ agency, agencyName, file, delimiter, encoding, funding }) => {
    const own = rows.filter((row) => row.agency === agency)
    const form = delimiter ? `CSV, ${FORMATS[delimiter]}, ${encoding!.replace('with mark', 'dengan BOM')}` : 'XLSX'
    return [agency, agencyName, `\`${file}\``, form, funding, own.length, own.filter(({ defect }) => defect).length]
  })
}

function kindLines(): Line[] {
  const kinds = Object.values<DefectKind>(DEFECT_KINDS)
  return kinds.map(({ about, on, problems }) => [about, sum(on), `\`${problems.join(' ')}\``])
}

function repeatLines(): Line[] {
  const counts = Map.groupBy(REPEATS, ({ about }) => about)
  const codes = { double: '`enrolledElsewhere`', doubtful: '`perhapsSamePerson`' }
  return [
    ...[...counts].map(([about, repeats]) => [about, repeats.length, codes[repeats[0]!.verdict]]),
    ['NIK yang sama dua kali dalam satu berkas', TWICE_IN.length, '`nikTwice`'],
  ]
}

function phoneLine(defects: readonly PlannedRow[]): Line {
  const count = defects.filter(({ defect }) => defect === 'phoneShared').length
  return ['satu telepon dipakai lima orang (orang keempat dan kelima)', count, '`phoneShared`']
}

function sum(on: DefectKind['on']): number {
  return on.reduce((total, [, count]) => total + count, 0)
}
