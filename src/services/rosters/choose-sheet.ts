import { DomainError } from '../../domain/errors.ts'
import type { HeaderNames } from '../../domain/roster/columns.ts'
import { type CellRow, knownIn } from './find-header.ts'
import type { SheetFacts } from './inspect-xlsx.ts'
import { HEADER_WITHIN_LINES } from './limits.ts'
import { asText, type SheetRow, sheetRows } from './sheet-rows.ts'

/** A sheet that is shown and holds something, with its rows. */
export interface FilledSheet extends SheetFacts {
  rows: SheetRow[]
}

/**
 * The sheet with the roster: hidden and empty ones are passed over; of several the only one with the required columns, else
 * the only one with any header. Throws `DomainError` where there is none or more than one, naming them.
 */
export async function chooseSheet(
  zip: Buffer,
  sheets: readonly SheetFacts[],
  file: string,
  own: HeaderNames,
): Promise<FilledSheet> {
  const filled: FilledSheet[] = []
  for (const sheet of sheets.filter(({ isHidden, isFilled }) => isFilled && !isHidden)) {
    const rows = await sheetRows(zip, sheet.number, file)
    if (rows.length > 0) filled.push({ ...sheet, rows })
  }
  if (filled.length === 0) throw nothingShown(sheets, file)
  if (filled.length === 1) return filled[0]!
  for (const known of ['complete', 'partial'] as const) {
    const fitting = filled.filter((sheet) => knownIn(firstRows(sheet), own) === known)
    if (fitting.length > 1) throw new DomainError('roster.error.severalSheets', { file, sheets: namesOf(fitting) })
    if (fitting[0]) return fitting[0]
  }
  throw new DomainError('roster.error.noSheetHasHeader', { file, sheets: namesOf(filled) })
}

/** The rows of a sheet in which its header may stand. */
export function firstRows({ rows }: FilledSheet): CellRow[] {
  return rows.filter(({ line }) => line <= HEADER_WITHIN_LINES).map(asText)
}

function nothingShown(sheets: readonly SheetFacts[], file: string): DomainError {
  const hidden = sheets.filter(({ isHidden, isFilled }) => isFilled && isHidden)
  return hidden.length > 0
    ? new DomainError('roster.error.onlyHidden', { file, sheets: namesOf(hidden) })
    : new DomainError('roster.error.empty', { file })
}

function namesOf(sheets: readonly SheetFacts[]): string {
  return sheets.map(({ name }) => name).join(', ')
}
