import { enrolmentsWithoutHash, setMemberNumberHash } from '../../store/contributions.ts'
import type { World } from '../world.ts'
import { memberNumberHash } from './member-number-hash.ts'

const BATCH = 500

/** Makes entries of an agency findable by member number that were entered before numbers were hashed. Idempotent. */
export async function hashNumbers({ database, vault }: World, agencyId: string): Promise<void> {
  let last = ''
  for (;;) {
    const entries = await database.run(function* (db) {
      const batch = yield* enrolmentsWithoutHash(db, agencyId, last, BATCH)
      for (const { id, memberNumberSealed } of batch) {
        const hash = memberNumberHash(vault, vault.open('enrolments.memberNumber', memberNumberSealed!))
        if (hash !== null) yield* setMemberNumberHash(db, id, hash)
      }
      return batch
    })
    if (entries.length < BATCH) return
    last = entries.at(-1)!.id
  }
}
