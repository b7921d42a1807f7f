import { memberNumberKey } from '../../domain/contributions/member-number.ts'
import type { Vault } from '../../store/vault.ts'

/** By what an entry is found in contribution files; null for a number that is none. */
export function memberNumberHash(vault: Vault, memberNumber: string): string | null {
  const key = memberNumberKey(memberNumber)
  return key === undefined ? null : vault.hash('memberNumber', key)
}
