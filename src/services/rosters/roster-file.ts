import type { Column } from '../../domain/roster/columns.ts'
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
