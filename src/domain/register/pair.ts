import type { Day } from '../clock.ts'
import { nameKey } from '../name-key.ts'

/** What two entries are a pair by, whichever comes first: their identities, such as the keyed hashes of their NIKs. */
export function pairOfTwo(one: string, other: string): string {
  return `two:${[one, other].sort().join(':')}`
}

/** What one NIK with two owners is a pair by: the NIK's keyed hash, and whom the list names there in whatever spelling. */
export function pairOfOwners(nikHash: string, { name, bornOn }: { name: string; bornOn: Day }): string {
  return `owners:${nikHash}:${nameKey(name)}:${bornOn}`
}
