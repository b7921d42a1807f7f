import { dayOf } from '../../domain/clock.ts'
import type { Funding } from '../../domain/cover.ts'
import type { Column } from '../../domain/roster/columns.ts'
import type { Verdict } from '../../domain/roster/judge.ts'
import type { RowOptions } from '../../domain/roster/read-row.ts'
import type { ProblemCode } from '../../domain/roster/row.ts'
import type { Segment } from '../../domain/roster/segments.ts'
import type { World } from '../world.ts'
import type { JudgedLine } from './judge-rows.ts'

export interface ImportOptions {
  agency: string
  funding: Funding
  from?: string
  to?: string
  segment?: Segment
  /** The legal basis of all on the list whose row names none. */
  basis?: string
  /** The agency's word that all on the list agreed to be written to: where that is written down. */
  consent?: string
  /** What headers of this agency's lists mean, beside those that are known; remembered for its next lists. */
  headerNames?: Record<string, Column>
  /** `headerNames` are tried out and not remembered yet. */
  isTrial?: boolean
  /** The list may have lost more than half of its lines. */
  mayShrink?: boolean
  /** `look`: judge and keep nothing; `judge`: keep the verdicts for review; `apply`: bring the register up to date. */
  mode: 'look' | 'judge' | 'apply'
  /** Who does it, for the audit. */
  by: string
  /** Rows in one work, 1,000 unless told otherwise: what a crash undoes, and how long a chat waits at most. */
  rowsAtOnce?: number
  onLine?: (judged: JudgedLine) => void
  /** Told under which id the import is kept, before a line is read. */
  onOpened?: (importId: string) => Promise<void>
  /** Told after each batch: lines read so far, then rows taken in so far. */
  onProgress?: (phase: 'reading' | 'applying', rows: number) => void
}

export interface ImportResult {
  importId: string | null
  /** The sheet that was read, and the names of others that hold something and were not. */
  sheet: string | null
  unread: string[]
  lines: number
  verdicts: Record<Verdict, number>
  problems: Map<ProblemCode, number>
  /** Rows that the register took in just now. */
  applied: number
  /** The file had been judged before, and its applying went on where it had ended. */
  isResumed: boolean
}

export const ROWS_AT_ONCE = 1000

/** What the options say for all rows that do not say it themselves. */
export function rowOptions(world: World, { from, to, segment, basis, consent }: ImportOptions): RowOptions {
  const today = dayOf(world.clock.now())
  return {
    today,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(segment !== undefined && { segment }),
    ...(basis !== undefined && { basis }),
    ...(consent !== undefined && { consent: { on: today, source: consent } }),
  }
}

/** What is kept of the options beside an import. */
export function optionsTold({ funding, from, to, segment, basis, consent }: ImportOptions): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ funding, from, to, segment, basis, consent }).filter(([, value]) => value !== undefined),
  ) as Record<string, string>
}
