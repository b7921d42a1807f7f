import { type CellValue, readSheet } from 'read-excel-file/node'
import { DomainError } from '../../domain/errors.ts'
import type { CellRow } from './find-header.ts'

/** A number as the sheet writes it: through a JavaScript number an identity number could lose its last digits. */
export class SheetNumber {
  readonly digits: string
  constructor(digits: string) {
    this.digits = digits
  }
}

/** A row of a sheet that is not blank, with its number in the sheet, from 1. */
export interface SheetRow {
  line: number
  cells: readonly (CellValue | SheetNumber | null)[]
}

/** The rows of one sheet, by its place in the workbook. Throws `roster.error.brokenSheet`. */
export async function sheetRows(zip: Buffer, number: number, file: string): Promise<SheetRow[]> {
  try {
    const rows = await readSheet<SheetNumber>(zip, number, { parseNumber: (digits) => new SheetNumber(digits) })
    return rows.map((cells, at) => ({ line: at + 1, cells })).filter(({ cells }) => cells.some((cell) => cell !== null))
  } catch {
    throw new DomainError('roster.error.brokenSheet', { file })
  }
}

/** A row with each cell as text: days as `1970-08-17`, yes and no as `ya` and `tidak`. */
export function asText({ line, cells }: SheetRow): CellRow {
  return { line, cells: cells.map(textOf) }
}

// What Excel shows where a number under a date's format is no day: an identity number or a phone, mostly.
const NO_DAY = '#####'
const END_OF_DAYS = Date.UTC(10_000, 0)

function dayIn(cell: Date): string {
  // Comparison with NaN is false too.
  return cell.getTime() < END_OF_DAYS ? cell.toISOString().slice(0, 10) : NO_DAY
}

function textOf(cell: SheetRow['cells'][number]): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof SheetNumber) return cell.digits
  if (cell instanceof Date) return dayIn(cell)
  if (typeof cell === 'boolean') return cell ? 'ya' : 'tidak'
  return String(cell)
}
