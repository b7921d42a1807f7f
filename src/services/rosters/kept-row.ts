import type { Evidence } from '../../domain/likeness/evidence.ts'
import type { Cells } from '../../domain/roster/columns.ts'
import type { RosterRow } from '../../domain/roster/row.ts'
import type { ImportRow } from '../../store/imports.ts'
import type { NewRow } from '../../store/schema.ts'
import type { Vault } from '../../store/vault.ts'
import type { JudgedLine } from './judge-rows.ts'

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

export function keptRow(vault: Vault, importId: string, judged: JudgedLine): NewRow<'importRows'> {
  const { line, verdict, problems, matched, likeness, likeLine, pairHash, read, source, look } = judged
  const sealed: SealedRow = {
    ...{ row: read.row ?? null, cells: source.cells, notes: source.notes },
    ...(look && { keys: look.keys }),
    ...(likeness &&
      pairHash !== undefined && {
        doubt: { pairHash, evidence: likeness.evidence, ...(likeLine !== undefined && { likeLine }) },
      }),
  }
  const rowSealed = vault.seal('import_rows.row', JSON.stringify(sealed))
  return { importId, line, rowSealed, verdict, problems, workerId: matched ?? null, score: likeness?.score ?? null }
}

export function openedRow(vault: Vault, { rowSealed }: Pick<ImportRow, 'rowSealed'>): SealedRow {
  return JSON.parse(vault.open('import_rows.row', rowSealed)) as SealedRow
}
