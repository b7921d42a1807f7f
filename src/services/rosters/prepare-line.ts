import type { PersonOnList } from '../../domain/likeness/compare.ts'
import { likenessKeys } from '../../domain/likeness/keys.ts'
import { type NameWords, nameWords } from '../../domain/likeness/name-words.ts'
import { type ReadRow, type RowOptions, readRow } from '../../domain/roster/read-row.ts'
import type { RosterLine, RosterRow } from '../../domain/roster/row.ts'
import type { Vault } from '../../store/vault.ts'

/** A line with all that is reckoned from it alone, before anything is looked up. */
export interface PreparedLine {
  line: number
  read: ReadRow
  source: RosterLine
  /** What a row that could be read is looked up by. */
  look?: LookedUpBy
}

export interface LookedUpBy<R extends PersonOnList = RosterRow> {
  row: R
  nikHash: string
  names: NameWords
  /** Keys of `domain/likeness/keys`, as whole numbers. */
  keys: number[]
}

export function prepareLine(vault: Vault, source: RosterLine, options: RowOptions): PreparedLine {
  const read = readRow(source, options)
  const { line } = source
  return read.row ? { line, read, source, look: lookedUpBy(vault, read.row) } : { line, read, source }
}

/** Takes a person apart for looking up. */
export function lookedUpBy<R extends PersonOnList>(vault: Vault, row: R): LookedUpBy<R> {
  const names = nameWords(row.name)
  const keys = likenessKeys(row, names).map((key) => vault.number('likeness', key))
  return { row, nikHash: vault.hash('nik', row.nik), names, keys }
}
