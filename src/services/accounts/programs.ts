import type { Officer } from '../../domain/officer.ts'
import type { Agency } from '../../store/agencies.ts'
import { apiTokenBy } from '../../store/api-tokens.ts'
import { note } from '../../store/audit.ts'
import type { World } from '../world.ts'

/** A program of an agency, known by its token. */
export interface Program {
  tokenId: string
  agency: Agency
  /** As whom it reads: like an auditor of its agency, and of no other. */
  reader: Officer
}

/** Whose program shows a token; undefined where it is unknown or was revoked. */
export async function programOf(world: World, token: string): Promise<Program | undefined> {
  const tokenHash = world.vault.hash('api token', token)
  const found = await world.database.read((db) => apiTokenBy(db, tokenHash))
  if (!found) return undefined
  const { id: tokenId, agency } = found
  const name = `token:${tokenId}`
  const reader: Officer = {
    ...{ id: name, username: name, name: agency.name, role: 'auditor' },
    ...{ agencyId: agency.id, kelurahan: null },
  }
  return { tokenId, agency, reader }
}

/** Notes what a program has asked for. */
export async function noteAsked(
  world: World,
  { tokenId }: Program,
  what: string,
  detail: Record<string, string>,
): Promise<void> {
  const at = world.clock.now()
  const deed = {
    id: world.ids.next(at),
    at,
    actor: `token:${tokenId}`,
    action: 'api.read',
    subject: `api:${what}`,
    detail,
  }
  await world.database.run((db) => note(db, deed))
}
