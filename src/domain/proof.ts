import type { Day } from './clock.ts'

/** How a contact was shown to belong to a worker: something held and the birth date, or an officer face to face. */
export type Proof = 'phone' | 'code' | 'officer'

/** What a person offers as a proof in a chat. The card's proof is the form's, not the chat's. */
export type Offer = { by: 'phone'; bornOn: Day } | { by: 'code'; code: string; bornOn: Day }

/** Whom an offer proved, or why not. The three refusals are told in the same words. */
export type Verdict =
  | { proven: true; workerIds: string[]; by: 'phone' | 'code'; slipId?: string; subjects: readonly string[] }
  | { proven: false; subjects: readonly string[] }

export interface Attempts {
  failures: number
  lockedUntil: Date | null
  lastAt: Date
}

const FREE_TRIES = 5
const WAITS_MINUTES = [15, 60, 4 * 60, 24 * 60]
// Long enough that nobody guesses a birth date in the pauses, short enough that an old slip of the finger is forgiven.
export const FORGIVEN_AFTER_MS = 30 * 24 * 3_600_000

/** Families share a phone; a number that stands beside more people than this is nobody's own. */
export const MOST_BEHIND_A_PHONE = 12

/** So many tries, then a wait that grows: 15 minutes, 1 hour, 4 hours, a day each. A month without a failure forgives all. */
export function afterFailure(before: Attempts | undefined, now: Date, freeTries = FREE_TRIES): Attempts {
  const isForgiven = !before || now.getTime() - before.lastAt.getTime() >= FORGIVEN_AFTER_MS
  const failures = (isForgiven ? 0 : before.failures) + 1
  if (failures < freeTries) return { failures, lockedUntil: null, lastAt: now }
  const minutes = WAITS_MINUTES[Math.min(failures - freeTries, WAITS_MINUTES.length - 1)]!
  return { failures, lockedUntil: new Date(now.getTime() + minutes * 60_000), lastAt: now }
}

export function isLocked(attempts: Attempts | undefined, now: Date): boolean {
  return attempts?.lockedUntil != null && attempts.lockedUntil > now
}
