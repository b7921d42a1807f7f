import type { Day } from '../clock.ts'
import type { Change } from './change.ts'
import type { RosterRow } from './row.ts'

/** What lists say of a person, apart from any enrolment. */
export const PERSON_FIELDS = ['name', 'bornOn', 'sex', 'kelurahan', 'phone', 'address'] as const
export type Person = Pick<RosterRow, (typeof PERSON_FIELDS)[number]>

/** One agency's last word on a person. */
export interface Statement {
  person: Person
  /** The day of the list. */
  asOf: Day
  /** Code of the agency. */
  agency: string
}

/**
 * Who a worker is when agencies' lists differ: field by field what the youngest list says, of two of one day the agency whose code comes
 * first, so that the order in which lists come in does not matter. An empty cell takes nothing back.
 */
export function personTold(statements: readonly Statement[]): Person {
  const ranked = statements.toSorted(
    (a, b) => (a.asOf === b.asOf ? 0 : a.asOf > b.asOf ? -1 : 1) || (a.agency < b.agency ? -1 : 1),
  )
  const told = { ...ranked[0]!.person }
  for (const { person } of ranked.slice(1)) {
    told.phone ??= person.phone
    told.address ??= person.address
  }
  return told
}

/** The fields in which two differ, with what stood there and what stands there now; undefined where none does. */
export function changed<T extends object>(
  before: T,
  after: T,
  fields: readonly (keyof T & string)[],
): Change | undefined {
  const text = (value: unknown) => (value === null || value === undefined ? null : String(value))
  const differing = fields.filter((field) => text(before[field]) !== text(after[field]))
  if (differing.length === 0) return undefined
  return Object.fromEntries(differing.map((field) => [field, { from: text(before[field]), to: text(after[field]) }]))
}
