import { addDays, type Day } from './clock.ts'
import type { Locale } from './message.ts'

/** Whether a period has begun, or is still to begin. */
export const BEGUN = ['running', 'future'] as const
export type Begun = (typeof BEGUN)[number]

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
  begun?: Begun
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

export const NARROWINGS = ['begun', 'endsWithin', 'notUnderstood', 'language', 'notOf', 'without'] as const
export const LONGEST_ENDS_WITHIN = 366
export const MOST_WITHOUT = 2000

/** Whether an entry of a list, whose period has not ended on a day, is one that an audience is about. */
export function isAbout(
  { segment, begun, endsWithin }: Pick<Audience, 'segment' | 'begun' | 'endsWithin'>,
  entry: { segment: string | null; startsOn: Day; endsOn: Day | null },
  on: Day,
): boolean {
  if (segment !== null && entry.segment !== segment) return false
  if (begun !== undefined && (entry.startsOn > on ? 'future' : 'running') !== begun) return false
  return endsWithin === undefined || (entry.endsOn !== null && entry.endsOn <= addDays(on, endsWithin))
}
