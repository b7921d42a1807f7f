import { DomainError } from '../../domain/errors.ts'
import type { Values } from '../../domain/message.ts'
import {
  COLUMNS,
  type Column,
  type Header,
  type HeaderNames,
  REQUIRED_COLUMNS,
  readHeader,
} from '../../domain/roster/columns.ts'
import type { StrangeHeader } from '../../domain/roster/upload.ts'

/** One row of a file as cells, with the line on which it begins. */
export interface CellRow {
  line: number
  cells: string[]
}

/** A header that lacks wanted columns, with all that somebody needs to say which cell means which. */
export class UnknownHeader extends DomainError {
  readonly header: StrangeHeader

  constructor(code: string, values: Values, header: StrangeHeader) {
    super(code, values)
    this.header = header
  }
}

export interface FoundHeader extends Header {
  line: number
}

// Fewer recognised words than this may stand in a title or in a worker's row by chance.
const FEWEST_KNOWN = 2

/**
 * Finds and checks the header among a file's first rows, below any titles.
 * Throws `DomainError`: one column only, no header, two header rows, a column twice, required columns missing.
 */
export function findHeader(rows: readonly CellRow[], file: string, own: HeaderNames): FoundHeader {
  const headers = headersAmong(rows, own)
  const header = headers[0]
  if (!header) throw noHeader(rows, file)
  if (headers[1]) throw new DomainError('roster.error.twoHeaders', { file, line: headers[1].line, first: header.line })
  if (header.twice.length > 0) throw columnError('roster.error.columnTwice', file, header.line, header.twice)
  if (header.missing.length > 0) throw lacking(header, rows, file)
  return header
}

/** How much of a roster's header first rows hold: all required columns, some known ones, or none. */
export function knownIn(rows: readonly CellRow[], own: HeaderNames): 'complete' | 'partial' | 'none' {
  const [header] = headersAmong(rows, own)
  if (!header) return 'none'
  return header.missing.length === 0 ? 'complete' : 'partial'
}

function headersAmong(rows: readonly CellRow[], own: HeaderNames): FoundHeader[] {
  return rows
    .map(({ line, cells }) => ({ line, ...readHeader(cells, own) }))
    .filter((header) => header.columns.filter(Boolean).length >= FEWEST_KNOWN)
}

function noHeader(rows: readonly CellRow[], file: string): DomainError {
  const line = rows[0]?.line ?? 1
  const isOneColumn = rows.every(({ cells }) => cells.filter(Boolean).length <= 1)
  if (isOneColumn) return new DomainError('roster.error.oneColumn', { file, line })
  const columns = listed(REQUIRED_COLUMNS)
  const header = { cells: widest(rows), missing: [...REQUIRED_COLUMNS] }
  return new UnknownHeader('roster.error.headerMissing', { file, line, columns }, header)
}

/** The first of the rows with the most cells: above a list stand titles of one or two. */
function widest(rows: readonly CellRow[]): string[] {
  const filled = rows.map(({ cells }) => cells.map((cell) => cell.trim()).filter(Boolean))
  return filled.toSorted((a, b) => b.length - a.length)[0] ?? []
}

function lacking({ line, missing }: FoundHeader, rows: readonly CellRow[], file: string): DomainError {
  const cells = rows.find((row) => row.line === line)?.cells ?? []
  const values = { file, line, column: listed(missing) }
  return new UnknownHeader('roster.error.columnMissing', values, {
    cells: cells.map((cell) => cell.trim()).filter(Boolean),
    missing,
  })
}

function columnError(code: string, file: string, line: number, columns: readonly Column[]): DomainError {
  return new DomainError(code, { file, line, column: listed(columns) })
}

function listed(columns: readonly Column[]): string {
  return columns.map((column) => COLUMNS[column]).join(', ')
}
