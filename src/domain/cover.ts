import type { Day } from './clock.ts'
import { isPaidOn, type MonthSaid } from './contributions/paid-months.ts'

export const FUNDINGS = ['apbd', 'dbhcht', 'mandiri', 'other'] as const
/** Who pays: the city's budget, the tobacco excise share that flows through it, the worker, or another. */
export type Funding = (typeof FUNDINGS)[number]

export const PROGRAMMES = ['jkk', 'jkm', 'jht'] as const
export type Programme = (typeof PROGRAMMES)[number]

/** One entry of a worker on one agency's list: registered, which is not yet active, which is not yet "will be paid". */
export interface Enrolment {
  id: string
  agency: string
  segment: string | null
  programmes: readonly Programme[]
  funding: Funding
  startsOn: Day
  endsOn: Day | null
  /** The last day that the list says has been paid for. */
  paidThrough: Day | null
  /** The day on which the agency's list said so. */
  asOf: Day
  /** What contribution files say of single months; absent where none has spoken. */
  months?: readonly MonthSaid[]
}

/** A worker as an answer may show one: the name masked, the entries newest first. */
export interface Cover {
  workerId: string
  maskedName: string
  enrolments: Enrolment[]
}

export type CoverState = 'paid' | 'unpaid' | 'ended' | 'future'

/** What the list and contribution files say of an entry on a day; whether a claim is paid is decided by BPJS Ketenagakerjaan alone. */
export function stateOn(day: Day, entry: Enrolment): CoverState {
  if (entry.startsOn > day) return 'future'
  if (entry.endsOn && entry.endsOn < day) return 'ended'
  return isPaidOn(day, entry) ? 'paid' : 'unpaid'
}
