import type { RosterRow } from '../../src/domain/roster/row.ts'
import { NAME_ERRORS } from './name-errors.ts'
import { NIK_ERRORS } from './nik-errors.ts'
import { OTHER_ERRORS } from './other-errors.ts'
import type { Random } from './seeded.ts'

export type ErrorField = 'nik' | 'name' | 'bornOn' | 'sex' | 'kelurahan' | 'phone' | 'address'

/** One way in which a list comes to say something else of a person than another list does. */
export interface TypingError {
  /** What it is, in words. */
  about: string
  /** The one field that it changes. */
  field: ErrorField
  /** How often it happens, against the others. */
  weight: number
  /** What comes to stand in the field; undefined where it cannot happen to this row. */
  make: (random: Random, row: RosterRow) => string | null | undefined
}

/** Every kind of error by its name. */
export const TYPING_ERRORS = { ...NIK_ERRORS, ...NAME_ERRORS, ...OTHER_ERRORS }
export type ErrorKind = keyof typeof TYPING_ERRORS

export const ERROR_KINDS = Object.keys(TYPING_ERRORS) as ErrorKind[]

export function errorOf(kind: ErrorKind): TypingError {
  return TYPING_ERRORS[kind]
}

/** The row with that error; undefined where it cannot happen to it. A row that comes back can be read and differs. */
export function withError(random: Random, row: RosterRow, kind: ErrorKind): RosterRow | undefined {
  const { field, make } = errorOf(kind)
  const made = make(random, row)
  return made === undefined || made === row[field] ? undefined : { ...row, [field]: made }
}
