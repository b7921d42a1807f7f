import type { Day } from '../../domain/clock.ts'
import { pairOfOwners, pairOfTwo } from '../../domain/register/pair.ts'
import type { Vault } from '../../store/vault.ts'

/** The `pairHash` of two entries that may be one person, from the keyed hashes of their NIKs, whichever comes first. */
export function hashOfTwo(vault: Vault, nikHash: string, otherNikHash: string): string {
  return vault.hash('pair', pairOfTwo(nikHash, otherNikHash))
}

/** The `pairHash` of a worker and of a row that names somebody else under the same NIK. */
export function hashOfOwners(vault: Vault, nikHash: string, row: { name: string; bornOn: Day }): string {
  return vault.hash('pair', pairOfOwners(nikHash, row))
}
