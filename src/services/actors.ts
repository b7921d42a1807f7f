import { namesOfOfficers } from '../store/officers.ts'
import type { Db, Work } from '../store/work.ts'

const OFFICER = 'officer:'

/** The names of the officers among some actors, as the audit writes actors; by actor. */
export function* officersAmong(db: Db, actors: readonly string[]): Work<Record<string, string>> {
  const ids = [...new Set(actors)].filter((actor) => actor.startsWith(OFFICER)).map((one) => one.slice(OFFICER.length))
  const names = yield* namesOfOfficers(db, ids)
  return Object.fromEntries(Object.entries(names).map(([id, name]) => [OFFICER + id, name]))
}
