import type { Problem } from './row.ts'

/** Families share a phone: up to three people on one are nothing to speak of. */
export const SHARED_FROM = 4

/** A warning from the fourth person of a file on who has a phone; never more, since it may well be true. */
export function phoneProblems(users: number): Problem[] {
  return users < SHARED_FROM ? [] : [{ code: 'phoneShared', field: 'phone', severity: 'warning' }]
}
