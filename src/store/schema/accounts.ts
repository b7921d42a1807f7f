import { ROLES } from '../../domain/officer.ts'
import type { Kit } from '../kit.ts'

/** Who may enter the console, how, and which programs of an agency may ask. Of secrets there are hashes and ciphers alone. */
export function accountTables(k: Kit) {
  const officers = k.table('officers', {
    id: k.text().primaryKey(),
    username: k.text().notNull().unique(),
    name: k.text().notNull(),
    role: k.text({ enum: ROLES }).notNull(),
    agencyId: k.text(),
    kelurahan: k.text(),
    /** Null until the one-time link has been used. */
    passwordHash: k.text(),
    totpSealed: k.text(),
    /** The time step (RFC 6238) of the last code that was taken, so that each is taken once. */
    totpStep: k.int(),
    disabledAt: k.instant(),
    /** Counts the changes, so that a form that was opened before the last one is told so. */
    rev: k.int().notNull(),
    createdAt: k.instant().notNull(),
    createdBy: k.text().notNull(),
  })

  const officerSessions = k.table(
    'officer_sessions',
    {
      id: k.text().primaryKey(),
      tokenHash: k.text().notNull().unique(),
      officerId: k
        .text()
        .notNull()
        .references(() => officers.id),
      /** Browser and system in two words, by which an officer knows the own devices. */
      device: k.text().notNull(),
      createdAt: k.instant().notNull(),
      lastSeenAt: k.instant().notNull(),
      expiresAt: k.instant().notNull(),
      revokedAt: k.instant(),
    },
    (t) => [k.index('officer_sessions_by_officer').on(t.officerId, t.createdAt)],
  )

  /** One-time links to a password; without an officer it is the link to the first admin's account. */
  const invitations = k.table(
    'invitations',
    {
      tokenHash: k.text().primaryKey(),
      officerId: k.text().references(() => officers.id),
      createdAt: k.instant().notNull(),
      expiresAt: k.instant().notNull(),
      usedAt: k.instant(),
    },
    (t) => [k.index('invitations_by_officer').on(t.officerId)],
  )

  const apiTokens = k.table('api_tokens', {
    id: k.text().primaryKey(),
    agencyId: k.text().notNull(),
    tokenHash: k.text().notNull().unique(),
    createdAt: k.instant().notNull(),
    createdBy: k.text().notNull(),
    revokedAt: k.instant(),
  })

  /** Keys of console forms that were handed in: the same form a second time changes nothing. */
  const formKeys = k.table('form_keys', {
    keyHash: k.text().primaryKey(),
    usedAt: k.instant().notNull(),
  })

  return { officers, officerSessions, invitations, apiTokens, formKeys }
}
