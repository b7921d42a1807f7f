import type { DomainError } from '../../domain/errors.ts'
import type { HeaderNames } from '../../domain/roster/columns.ts'
import type { RowOptions } from '../../domain/roster/read-row.ts'
import type { OpenKey } from '../../store/vault.ts'
import type { PreparedLine } from './prepare-line.ts'
import type { FileTold } from './roster-file.ts'

/** How a roster is to be read. */
export interface Reading {
  path: string
  /** As its agency names the columns. */
  own: HeaderNames
  options: RowOptions
  rowsAtOnce: number
}

/** What a reading thread is begun with. */
export interface ReaderTask extends Reading {
  keys: readonly OpenKey[]
}

/** The next batch is wanted; one more is prepared meanwhile. */
export interface ToReader {
  more: true
}

export type FromReader =
  | { opened: FileTold }
  | { batch: PreparedLine[] }
  | { end: true }
  | { refused: { code: string; values: DomainError['values'] } }
