import type { Day } from './clock.ts'
import { CODE_LETTERS, readCode } from './code.ts'

const HOUR_MS = 3_600_000

/** From so long before a meeting begins to so long after it people may say that they are there: some come early, some check in at home. */
export const OPENS_BEFORE_MS = 2 * HOUR_MS
export const ENDS_AFTER_MS = 24 * HOUR_MS

/** A meeting's code stands on a poster and is typed by many. */
export const MEETING_CODE = 5
export const LONGEST_PLACE = 120
export const LONGEST_TOPIC = 120
export const MOST_HEADS = 20_000

export interface MeetingTime {
  startsAt: Date
  closedAt: Date | null
}

/** Whether people may check in to a meeting at an instant. */
export function takesCheckIns({ startsAt, closedAt }: MeetingTime, now: Date): boolean {
  const after = now.getTime() - startsAt.getTime()
  return closedAt === null && after >= -OPENS_BEFORE_MS && after <= ENDS_AFTER_MS
}

/** A code of random bytes that no word and no worker's code is taken for: a figure and two letters at least, none thrice. */
export function makeMeetingCode(random: (bytes: number) => Buffer): string {
  for (;;) {
    const code = [...random(MEETING_CODE)].map((byte) => CODE_LETTERS[byte % CODE_LETTERS.length]).join('')
    if (looksLikeMeeting(code)) return code
  }
}

/** A meeting's code as it was typed, in whatever letters and spaces; undefined for what cannot be one. */
export function readMeetingCode(text: string): string | undefined {
  const code = readCode(text, MEETING_CODE)
  return code !== undefined && looksLikeMeeting(code) ? code : undefined
}

function looksLikeMeeting(code: string): boolean {
  return /\d/.test(code) && /[A-Z].*[A-Z]/.test(code) && !/(.)\1\1/.test(code)
}

/** What a message says of a meeting. `isSaid`: with a word that means it, so that it is no answer to anything else. */
export interface CheckIn {
  code: string
  isSaid: boolean
}

/** A person who may be meant by a check-in, as the chat names them. */
export interface Attendee {
  workerId: string
  maskedName: string
}

/** The meeting that a code stands for while people may check in to it. */
export interface OpenMeeting {
  id: string
  place: string
  topic: string
  day: Day
  /** Whom this chat was proven to be. */
  persons: readonly Attendee[]
}

/** What somebody who holds meetings wants with one; from anybody else it is nothing. */
export type MeetingWord = { does: 'open' } | { does: 'close'; code: string; heads?: string }

/** A meeting that a visitor opens in a chat: `on` as a day, `at` as `HH:MM`. */
export interface MeetingInChat {
  code: string
  agencyId: string
  kelurahan: string
  topic: string
  place: string
  on: Day
  at: string
}
