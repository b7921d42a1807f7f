import { DomainError } from '../../domain/errors.ts'
import { isFormula, unwrapText } from '../../domain/roster/cells.ts'
import { COLUMNS, type Column, columnOf } from '../../domain/roster/columns.ts'
import type { RosterLine } from '../../domain/roster/row.ts'
import type { CellRow, FoundHeader } from './find-header.ts'

/** Puts a row's cells under their columns. Undefined for a row without content; throws where the file is unsound. */
export type NameCells = (row: CellRow) => RosterLine | undefined

/** Prepares the naming of cells for a header. */
export function cellsUnder(header: FoundHeader, file: string): NameCells {
  const keyAt = keyColumn(header)
  return (row) => {
    if (row.cells.every((cell) => cell.trim() === '') || isNumbering(row, header)) return undefined
    if (isSecondHeader(row, keyAt, header)) {
      throw new DomainError('roster.error.twoHeaders', { file, line: row.line, first: header.line })
    }
    return named(row, header, file)
  }
}

function named({ line, cells }: CellRow, header: FoundHeader, file: string): RosterLine {
  const result: RosterLine = { line, cells: {}, notes: {} }
  for (let at = 0; at < cells.length; at++) {
    const text = unwrapText(cells[at]!.trim())
    if (text === '') continue
    const column = header.columns[at]
    const note = header.notes[at]
    if (column) result.cells[column] = refuseFormula(text, column, line, file)
    else if (note) result.notes[note] = text
    else if (at >= header.columns.length) result.isTooLong = true
  }
  return result
}

function refuseFormula(text: string, column: Column, line: number, file: string): string {
  if (isFormula(text)) throw new DomainError('roster.error.formula', { file, line, column: COLUMNS[column] })
  return text
}

// Printed tables number their columns in a row below the header: (1) (2) (3) …
function isNumbering({ line, cells }: CellRow, header: FoundHeader): boolean {
  if (line > header.line + 2) return false
  const full = cells.filter((cell) => cell.trim() !== '')
  return full.length > 1 && full.every((cell) => /^\(?\d{1,2}\)?\.?$/.test(cell.trim()))
}

/** Where the column stands by which a file tells a worker. */
function keyColumn({ columns }: FoundHeader): number {
  const nikAt = columns.indexOf('nik')
  return nikAt >= 0 ? nikAt : columns.indexOf('memberNumber')
}

// Lists pasted one below the other repeat the header; a worker's row never holds a column's name where the number stands.
function isSecondHeader({ cells }: CellRow, keyAt: number, { kind, columns }: FoundHeader): boolean {
  const key = cells[keyAt]?.trim() ?? ''
  if (/\d/.test(key)) return false
  return (
    cells.filter((cell) => columnOf(cell, kind) !== undefined).length >=
    (columnOf(key, kind) === columns[keyAt] ? 2 : 3)
  )
}
