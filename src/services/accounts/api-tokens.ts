import { DomainError } from '../../domain/errors.ts'
import { agencyByCode } from '../../store/agencies.ts'
import { keepApiToken, revokeApiToken } from '../../store/api-tokens.ts'
import type { World } from '../world.ts'
import { type Actor, actorName, audited } from './audited.ts'

const TOKEN_BYTES = 32

/**
 * A token by which a program of an agency shows whose it is. It is told once, here; only its hash is kept.
 * Throws `operation.noAgency`.
 */
export async function addApiToken(world: World, by: Actor, agencyCode: string): Promise<{ id: string; token: string }> {
  const token = `sapa_${world.ids.random(TOKEN_BYTES).toString('base64url')}`
  const tokenHash = world.vault.hash('api token', token)
  return await world.database.run(function* (db) {
    const agency = yield* agencyByCode(db, agencyCode)
    if (!agency) throw new DomainError('operation.noAgency', { code: agencyCode })
    const now = world.clock.now()
    const id = world.ids.next(now)
    yield* keepApiToken(db, { id, agencyId: agency.id, tokenHash, createdAt: now, createdBy: actorName(by) })
    yield* audited(db, world, by, 'token.added', `token:${id}`, { agency: agencyCode })
    return { id, token }
  })
}

/** Ends a token. Throws `operation.noToken` where there is none that stands under this id. */
export async function endApiToken(world: World, by: Actor, id: string): Promise<void> {
  await world.database.run(function* (db) {
    if (!(yield* revokeApiToken(db, id, world.clock.now()))) throw new DomainError('operation.noToken')
    yield* audited(db, world, by, 'token.revoked', `token:${id}`)
  })
}
