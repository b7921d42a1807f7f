import type { PersonOnList } from '../../domain/likeness/compare.ts'
import { likenessKeys } from '../../domain/likeness/keys.ts'
import { nameWords } from '../../domain/likeness/name-words.ts'
import { type Sign, signOf } from '../../domain/likeness/sign.ts'
import { type ReadRow, type RowOptions, readRow } from '../../domain/roster/read-row.ts'
import type { RosterLine, RosterRow } from '../../domain/roster/row.ts'
import type { Vault } from '../../store/vault.ts'
import { sealedRow } from './sealed-row.ts'

/** A line with all that is reckoned from it alone, before anything is looked up. */
export interface PreparedLine {
  line: number
  read: ReadRow
  /** What is kept of it, sealed. */
  rowSealed: string
  /** What a row that could be read is looked up by. */
  look?: LookedUpBy
}

export interface LookedUpBy<R extends PersonOnList = RosterRow> {
  row: R
  nikHash: string
  /** Keys of `domain/likeness/keys`, as whole numbers. */
  keys: number[]
  sign: Sign
}

export function prepareLine(vault: Vault, { line, ...source }: RosterLine, options: RowOptions): PreparedLine {
  const read = readRow({ line, ...source }, options)
  const look = read.row && lookedUpBy(vault, read.row)
  const { cells, notes } = source
  const rowSealed = sealedRow(vault, { row: read.row ?? null, cells, notes, ...(look && { keys: look.keys }) })
  return { line, read, rowSealed, ...(look && { look }) }
}

/** Takes a person apart for looking up. */
export function lookedUpBy<R extends PersonOnList>(vault: Vault, row: R): LookedUpBy<R> {
  const names = nameWords(row.name)
  const keys = likenessKeys(row, names).map((key) => vault.number('likeness', key))
  return { row, nikHash: vault.hash('nik', row.nik), keys, sign: signOf(row, names) }
}
