import { readFile, stat } from 'node:fs/promises'
import { type CellValue, readSheet } from 'read-excel-file/node'
import { DomainError } from '../../domain/errors.ts'
import { COLUMNS } from '../../domain/roster/columns.ts'
import type { RosterLine } from '../../domain/roster/row.ts'
import { type CellRow, type FoundHeader, findHeader } from './find-header.ts'
import { inspectXlsx, type SheetFacts } from './inspect-xlsx.ts'
import { HEADER_WITHIN_LINES, LARGEST_SHEET_FILE, MOST_SHEET_ROWS } from './limits.ts'
import { cellsUnder } from './name-cells.ts'
import type { RosterFile } from './roster-file.ts'

/** Opens the first sheet of an XLSX file. All of it is held in memory, so rows and sizes are limited before unzipping. */
export async function openXlsx(path: string, file: string): Promise<RosterFile> {
  if ((await stat(path)).size > LARGEST_SHEET_FILE) throw new DomainError('roster.error.sheetTooLarge', { file })
  const zip = await readFile(path)
  const facts = await inspectXlsx(zip, file)
  const rows = await readRows(zip, file)
  if (rows.length === 0) throw new DomainError('roster.error.empty', { file })
  const header = findHeader(rows.filter(({ line }) => line <= HEADER_WITHIN_LINES).map(asText), file)
  if (rows.length > MOST_SHEET_ROWS + header.line) {
    throw new DomainError('roster.error.tooManyRows', { file, limit: MOST_SHEET_ROWS })
  }
  refuseFormulas(header, facts, file)
  return {
    name: file,
    format: 'xlsx',
    headerLine: header.line,
    columns: header.columns.filter((column) => column !== null),
    notes: header.notes.filter((note) => note !== null),
    lines: () => linesBelow(rows, header, file),
  }
}

async function* linesBelow(rows: readonly SheetRow[], header: FoundHeader, file: string): AsyncGenerator<RosterLine> {
  const name = cellsUnder(header, file)
  const nikAt = header.columns.indexOf('nik')
  let found = 0
  for (const row of rows.slice(rows.findIndex(({ line }) => line === header.line) + 1)) {
    const line = name(asText(row))
    if (!line) continue
    found++
    yield row.cells[nikAt] instanceof SheetNumber ? { ...line, nikIsNumber: true } : line
  }
  if (found === 0) throw new DomainError('roster.error.noRows', { file })
}

/** A number as the sheet writes it: through a JavaScript number an identity number could lose its last digits. */
class SheetNumber {
  readonly digits: string
  constructor(digits: string) {
    this.digits = digits
  }
}

interface SheetRow {
  line: number
  cells: readonly (CellValue | SheetNumber | null)[]
}

async function readRows(zip: Buffer, file: string): Promise<SheetRow[]> {
  try {
    const rows = await readSheet<SheetNumber>(zip, { parseNumber: (digits) => new SheetNumber(digits) })
    return rows.map((cells, at) => ({ line: at + 1, cells })).filter(({ cells }) => cells.some((cell) => cell !== null))
  } catch {
    throw new DomainError('roster.error.brokenSheet', { file })
  }
}

function asText({ line, cells }: SheetRow): CellRow {
  return { line, cells: cells.map(textOf) }
}

function textOf(cell: SheetRow['cells'][number]): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof SheetNumber) return cell.digits
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  if (typeof cell === 'boolean') return cell ? 'ya' : 'tidak'
  return String(cell)
}

function refuseFormulas(header: FoundHeader, { formulas }: SheetFacts, file: string): void {
  for (const [letters, line] of formulas) {
    const column = header.columns[columnAt(letters)]
    if (column && line > header.line)
      throw new DomainError('roster.error.formula', { file, line, column: COLUMNS[column] })
  }
}

function columnAt(letters: string): number {
  return [...letters].reduce((at, letter) => at * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
