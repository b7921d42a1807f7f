import type { Role } from './officer.ts'

const MINUTE = 60_000

/** A session that nothing was asked with for so long has ended. */
export const IDLE_MS = 30 * MINUTE
/** However busy, a session ends after so long. */
export const LONGEST_SESSION_MS = 12 * 60 * MINUTE
/** A one-time link to a password. */
export const LINK_MS = 24 * 60 * MINUTE

/** Whether a session still stands. */
export function isStanding(session: { lastSeenAt: Date; expiresAt: Date; revokedAt: Date | null }, now: Date): boolean {
  const { lastSeenAt, expiresAt, revokedAt } = session
  return revokedAt === null && now < expiresAt && now.getTime() - lastSeenAt.getTime() < IDLE_MS
}

const USERNAME = /^[a-z][a-z0-9._-]{2,31}$/

/** A username as it is kept: small letters; undefined for what cannot be one. */
export function readUsername(typed: string): string | undefined {
  const name = typed.normalize('NFKC').trim().toLowerCase()
  return USERNAME.test(name) ? name : undefined
}

/** A password as it is hashed: the same whatever keyboard composed its letters (NIST SP 800-63B). */
export function readPassword(typed: string): string {
  return typed.normalize('NFKC')
}

/** At least so many characters; nothing is asked of their kind (NIST SP 800-63B, OWASP ASVS 2.1). */
export const SHORTEST_PASSWORD = 12
/** So many at most, since each is hashed. */
export const LONGEST_PASSWORD = 200

/**
 * Why a role cannot have a scope, as a locale key; undefined where it can. Clerks and approvers work for an agency or a
 * kelurahan; a coordinator sees the whole city, and whoever manages accounts belongs to no agency.
 */
export function scopeFault(role: Role, agencyId: string | null, kelurahan: string | null): string | undefined {
  const hasScope = agencyId !== null || kelurahan !== null
  if ((role === 'clerk' || role === 'approver') && !hasScope) return 'account.needsScope'
  if ((role === 'coordinator' || role === 'admin') && hasScope) return 'account.hasNoScope'
  return undefined
}
