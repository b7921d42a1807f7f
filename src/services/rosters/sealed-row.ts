import type { Evidence } from '../../domain/likeness/evidence.ts'
import type { Cells } from '../../domain/roster/columns.ts'
import type { RosterRow } from '../../domain/roster/row.ts'
import type { ImportRow } from '../../store/imports.ts'
import type { Vault } from '../../store/vault.ts'

/** What is kept sealed of a line: what it says, as it was read and as it stood in the file, and why it is doubtful. */
export interface SealedRow {
  row: RosterRow | null
  /** Likeness keys of the row, so that they are reckoned once. */
  keys?: number[]
  cells: Cells
  notes: Record<string, string>
  doubt?: KeptDoubt
}

/** Whom the line may be, besides what the columns tell. */
export interface KeptDoubt {
  pairHash: string
  evidence: Evidence[]
  /** The line of the file that it resembles, where no worker stood for that yet. */
  likeLine?: number
}

const PLACE = 'import_rows.row'

export function sealedRow(vault: Vault, row: SealedRow): string {
  return vault.seal(PLACE, JSON.stringify(row))
}

export function openedRow(vault: Vault, { rowSealed }: Pick<ImportRow, 'rowSealed'>): SealedRow {
  return JSON.parse(vault.open(PLACE, rowSealed)) as SealedRow
}
