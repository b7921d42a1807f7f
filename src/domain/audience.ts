import { addDays, type Day } from './clock.ts'
import { monthsInArrears } from './contributions/paid-months.ts'
import { type CoverState, type Enrolment, stateOn } from './cover.ts'
import type { Locale } from './message.ts'

/** How entries stand that a campaign is about: as an answer tells it, and among the unpaid those of which a file says so. */
export const AUDIENCE_STATES = ['paid', 'unpaid', 'arrears', 'ended', 'future'] as const satisfies (
  | CoverState
  | 'arrears'
)[]
export type AudienceState = (typeof AUDIENCE_STATES)[number]

/** Whom of an agency's list a campaign speaks to: persons whose period runs or is to begin, narrowed down. */
export interface Audience extends Narrowing {
  segment: string | null
  /** Official code of a kelurahan. */
  kelurahan: string | null
  /** Only those of whom the ledger knows nothing beyond a sending. */
  notReached: boolean
}

/** Further bounds; what is left out bounds nobody. */
export interface Narrowing {
  /** Whose entry stands in one of these; `ended` also brings those in whose period is over. */
  states?: readonly AudienceState[]
  /** The period ends within so many days, today included. */
  endsWithin?: number
  /** Who has answered the news and has not shown to understand it. */
  notUnderstood?: true
  /** Whose chat is set to it; Indonesian is also the language of those who have no chat. */
  language?: Locale
  /** Not those who are recipients of another campaign, by its id. */
  notOf?: string
  /** Not these, by their codes. */
  without?: readonly string[]
}

export const EVERYBODY: Audience = { segment: null, kelurahan: null, notReached: false }

export const NARROWINGS = ['states', 'endsWithin', 'notUnderstood', 'language', 'notOf', 'without'] as const
export const LONGEST_ENDS_WITHIN = 366
export const MOST_WITHOUT = 2000

type Entry = Enrolment & { agencyId: string }

/** Of all entries of a person those that an audience of an agency is about on a day. */
export function entriesAbout<E extends Entry>(
  audience: Pick<Audience, 'segment' | 'states' | 'endsWithin'>,
  agencyId: string,
  entries: readonly E[],
  on: Day,
): E[] {
  const { segment, states, endsWithin } = audience
  return entries.filter(
    (entry) =>
      entry.agencyId === agencyId &&
      (segment === null || entry.segment === segment) &&
      (endsWithin === undefined || (entry.endsOn !== null && entry.endsOn <= addDays(on, endsWithin))) &&
      standsIn(states, entry, entries, on),
  )
}

/** Nobody is told that cover is over whom another entry still covers, or is to cover. */
function standsIn(states: Narrowing['states'], entry: Enrolment, all: readonly Enrolment[], on: Day): boolean {
  const state = stateOn(on, entry)
  if (!states) return state !== 'ended'
  if (state === 'ended') return states.includes(state) && all.every((other) => stateOn(on, other) === 'ended')
  return states.includes(state) || (state === 'unpaid' && states.includes('arrears') && monthsInArrears(entry) > 0)
}
