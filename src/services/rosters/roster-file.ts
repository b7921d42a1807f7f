import { DomainError } from '../../domain/errors.ts'
import type { Column, HeaderNames } from '../../domain/roster/columns.ts'
import type { ImportKind } from '../../domain/roster/import-progress.ts'
import type { RosterLine } from '../../domain/roster/row.ts'

/** A file whose header has been found and understood: a roster, or what was paid; no worker has been read yet. */
export interface RosterFile {
  /** What the header shows it to be. */
  kind: ImportKind
  /** Name without folder, as it may be shown. */
  name: string
  format: 'csv' | 'xlsx'
  headerLine: number
  /** The columns that are known, in the file's order. */
  columns: Column[]
  /** The headers of all others, kept as notes. */
  notes: string[]
  /** Those of the agency's own header names that stand in the file. */
  ownNames: string[]
  /** The name of the sheet that is read; null for a file without sheets. */
  sheet: string | null
  /** The names of other sheets that hold something and are not read, hidden ones too. */
  unread: string[]
  /**
   * The lines below the header, one at a time, blank ones left out; memory stays flat for CSV. Throws `DomainError`
   * (`roster.error.*`) at the first line that shows the file to be unsound, so nothing may be applied before the end.
   */
  lines(): AsyncGenerator<RosterLine>
}

/** What is told of a file before its lines. */
export type FileTold = Pick<RosterFile, 'name' | 'ownNames' | 'sheet' | 'unread'>

export function fileTold({ name, ownNames, sheet, unread }: RosterFile): FileTold {
  return { name, ownNames, sheet, unread }
}

/** Refuses a header name, given for this file, that is not in it: mistyped, it would be remembered. Throws `DomainError`. */
export function checkNamesGiven(
  given: HeaderNames = {},
  { name, ownNames }: Pick<RosterFile, 'name' | 'ownNames'>,
): void {
  const header = Object.keys(given).find((one) => !ownNames.includes(one))
  if (header !== undefined) throw new DomainError('roster.error.headerNotThere', { file: name, header })
}
