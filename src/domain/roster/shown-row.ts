import type { Cells } from './columns.ts'
import type { RosterRow } from './row.ts'

/** What a line of a roster is kept as: as it was read, or by its cells alone where it could not be. */
export interface KeptRow {
  row?: RosterRow | null
  cells?: Cells
}

// So many digits in one go are a number of somebody, whatever the column; fewer may be a house or a year.
const NUMBER = /\d(?:[\s.\-/]?\d){5,}/g
const LEAST_OF_NIK = 12
const SHOWN = 4

/**
 * What an agency may be shown of a line besides its number, so that it is found again: the name as the file wrote it, without
 * numbers that have slipped into it, and the last four digits of the NIK, or nothing where it has too few.
 */
export function shownRow({ row, cells }: KeptRow): { name: string; nikEnds: string } {
  const name = (row?.name ?? cells?.name ?? '').replace(/\s+/g, ' ').trim()
  const digits = (row?.nik ?? cells?.nik ?? '').replace(/\D/g, '')
  return {
    name: name.replace(NUMBER, '•••'),
    nikEnds: digits.length < LEAST_OF_NIK ? '' : digits.slice(-SHOWN),
  }
}
