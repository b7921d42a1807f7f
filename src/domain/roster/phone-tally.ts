import type { Problem } from './row.ts'

/** Families share a phone: up to three people on one are nothing to speak of (domain.md § 11). */
const SHARED_FROM = 4

/** How many people of one file have each phone, phone by phone. */
export type PhoneTally = Map<string, number>

/** Counts one person for a phone and says how many now share it; 0 where there is no phone. */
export function countPhone(tally: PhoneTally, phone: string | null): number {
  if (phone === null) return 0
  const users = (tally.get(phone) ?? 0) + 1
  tally.set(phone, users)
  return users
}

/** A warning from the fourth person on; never more, since it may well be true. */
export function phoneProblems(users: number): Problem[] {
  return users < SHARED_FROM ? [] : [{ code: 'phoneShared', field: 'phone', severity: 'warning' }]
}
