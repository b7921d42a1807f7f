import type { Values } from '../message.ts'
import type { Column } from './columns.ts'
import type { ImportKind } from './import-progress.ts'
import type { Verdict } from './judge.ts'
import type { ProblemCode } from './row.ts'

/** What is still to be done with a file that was handed in at the console. */
export const WANTED = ['judge', 'apply', 'drop'] as const
export type Wanted = (typeof WANTED)[number]

/** How a file that was handed in has ended: taken into the register, thrown away, or left lying for too long. */
export const UPLOAD_OUTCOMES = ['applied', 'discarded', 'lapsed'] as const
export type UploadOutcome = (typeof UPLOAD_OUTCOMES)[number]

/** What judging a file has come to, as its page shows it. */
export interface Judgement {
  kind: ImportKind
  lines: number
  verdicts: Partial<Record<Verdict, number>>
  problems: Partial<Record<ProblemCode, number>>
  /** Those of the earlier list whom this one no longer names. */
  gone: number
  /** Names of sheets that hold something and were not read. */
  unread: string[]
}

/** Why a file could not be judged or applied: a `DomainError` as it is kept. */
export interface UploadProblem {
  code: string
  values: Values
}

/** A header row that was not understood: its cells, and the columns that are wanted and were not found among them. */
export interface StrangeHeader {
  cells: string[]
  missing: Column[]
}

// Of a file name most systems take 255 bytes.
const LONGEST_NAME_BYTES = 200

/** The name that a file was handed in under, without folders and marks that no file name may hold; its end, which tells the kind, is kept. */
export function uploadName(given: string): string {
  const [last = ''] = given.split(/[/\\]/).slice(-1)
  const name = last.replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '').trim()
  const letters = [...name]
  while (new TextEncoder().encode(letters.join('')).length > LONGEST_NAME_BYTES) letters.shift()
  return letters.join('').replace(/^\.+/, '') || 'daftar'
}
