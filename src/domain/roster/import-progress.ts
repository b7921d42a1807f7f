/** What an agency hands in: a list of workers, or what was paid for them month by month. */
export const IMPORT_KINDS = ['roster', 'contributions'] as const
export type ImportKind = (typeof IMPORT_KINDS)[number]

/** How far an import is. */
export interface ImportProgress {
  phase: 'reading' | 'judged' | 'applying' | 'applied'
  /** Rows read, or taken in, so far. */
  rows: number
  /** Of so many, where that is known. */
  of?: number
}
