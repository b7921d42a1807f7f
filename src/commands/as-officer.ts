import type { Officer } from '../domain/officer.ts'
import type { World } from '../services/world.ts'
import type { Shell } from './command.ts'

/** Finds out which officer acts: asks for whatever proves it. Throws a `DomainError` where it is not proven. */
export type AsOfficer = (world: World, username: string, shell: Shell) => Promise<Officer>

/**
 * Takes the operator's word for who acts, as `link` does: there are no accounts of officers yet. Says so, since whoever
 * reaches this shell could read the key too.
 */
export const asOfficer: AsOfficer = async (_, username, shell) => {
  shell.err(shell.say(['cli.officer.vouched', { name: username }]))
  return { id: username, username, name: username, role: 'coordinator', agencyId: null, kelurahan: null }
}
