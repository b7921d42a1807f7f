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

function textOf(cell: SheetRow['cells'][number]): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof SheetNumber) return cell.digits
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  if (typeof cell === 'boolean') return cell ? 'ya' : 'tidak'
  return String(cell)
}
