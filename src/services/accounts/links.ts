import { DomainError } from '../../domain/errors.ts'
import { LINK_MS, readUsername } from '../../domain/log-in.ts'
import { visible } from '../../domain/visible.ts'
import { keepInvitation, openInvitation, useInvitation } from '../../store/invitations.ts'
import { endSessions } from '../../store/officer-sessions.ts'
import { type Account, addOfficer, countOfficers, officerById, setCredentials } from '../../store/officers.ts'
import type { Db, Work } from '../../store/work.ts'
import type { World } from '../world.ts'
import { audited } from './audited.ts'
import { forgetFailures } from './log-in.ts'
import { hashPassword, passwordFault } from './passwords.ts'

const TOKEN_BYTES = 32

/** A new one-time link at which an officer chooses a password, valid for a day; earlier ones end. Null: the first admin. */
export function* newLink(db: Db, world: World, officerId: string | null): Work<string> {
  const createdAt = world.clock.now()
  const token = world.ids.random(TOKEN_BYTES).toString('base64url')
  const expiresAt = new Date(createdAt.getTime() + LINK_MS)
  yield* keepInvitation(db, { tokenHash: world.vault.hash('invitation', token), officerId, createdAt, expiresAt })
  return `${world.publicUrl}/petugas/undangan/${token}`
}

/** The link to the first admin's account, new at each call; undefined once there is any officer. */
export async function firstAdminLink(world: World): Promise<string | undefined> {
  return await world.database.run(function* (db) {
    return (yield* countOfficers(db)) > 0 ? undefined : yield* newLink(db, world, null)
  })
}

/** Whom a link is for: the account, or `first` for the first admin's; undefined where it is not good any more. */
export type Invited = Account | 'first' | undefined

export async function invitedBy(world: World, token: string): Promise<Invited> {
  return await world.database.run((db) => whom(db, world, hashOf(world, token)))
}

function* whom(db: Db, world: World, tokenHash: string): Work<Invited> {
  const found = yield* openInvitation(db, tokenHash, world.clock.now())
  if (!found) return undefined
  if (found.officerId === null) return (yield* countOfficers(db)) === 0 ? 'first' : undefined
  const officer = yield* officerById(db, found.officerId)
  return officer && officer.disabledAt === null ? officer : undefined
}

/** What is typed behind a link; username and name for the first admin alone. */
export interface Accepted {
  password: string
  username: string
  name: string
}

/**
 * Sets the password of whoever was given a link, which is then used up: sessions end, a wait is lifted, an app's codes are
 * no longer asked for. Throws `account.linkGone`, `account.password.…`, `account.badUsername`, `account.badName`.
 */
export async function acceptLink(world: World, token: string, typed: Accepted): Promise<void> {
  const invited = await invitedBy(world, token)
  if (!invited) throw new DomainError('account.linkGone')
  const { username, name } = invited === 'first' ? named(typed) : invited
  const fault = await passwordFault(typed.password, [username, name])
  if (fault) throw new DomainError(fault)
  const passwordHash = await hashPassword(typed.password)
  const tokenHash = hashOf(world, token)
  await world.database.run(function* (db) {
    const still = yield* whom(db, world, tokenHash)
    if (!still || !(yield* useInvitation(db, tokenHash, world.clock.now()))) throw new DomainError('account.linkGone')
    const officer = still === 'first' ? yield* firstAdmin(db, world, username, name) : still
    yield* setCredentials(db, officer.id, { passwordHash, totpSealed: null, totpStep: null })
    yield* endSessions(db, officer.id, world.clock.now())
    yield* forgetFailures(db, world, officer.username)
    yield* audited(db, world, officer, 'officer.passwordSet', `officer:${officer.id}`, { by: 'link' })
  })
}

/** Reads the names of a new account. Throws `account.badUsername`, `account.badName`. */
export function named(typed: { username: string; name: string }): { username: string; name: string } {
  const username = readUsername(typed.username)
  if (username === undefined) throw new DomainError('account.badUsername')
  const name = visible(typed.name)
  if (name.length < 2 || name.length > 100) throw new DomainError('account.badName')
  return { username, name }
}

function* firstAdmin(db: Db, world: World, username: string, name: string): Work<Account> {
  const now = world.clock.now()
  const id = world.ids.next(now)
  const admin = yield* addOfficer(db, {
    ...{ id, username, name, role: 'admin', rev: 1, createdAt: now, createdBy: 'first link' },
  })
  if (!admin) throw new DomainError('account.linkGone')
  yield* audited(db, world, admin, 'officer.added', `officer:${id}`, { role: 'admin' })
  return admin
}

function hashOf({ vault }: World, token: string): string {
  return vault.hash('invitation', token)
}
