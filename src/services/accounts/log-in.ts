import { LONGEST_SESSION_MS, readUsername } from '../../domain/log-in.ts'
import type { Officer } from '../../domain/officer.ts'
import { isLocked } from '../../domain/proof.ts'
import { openOfficerSession } from '../../store/officer-sessions.ts'
import { type Account, officerByUsername } from '../../store/officers.ts'
import { attemptsOf, forgetAttempts } from '../../store/proofs.ts'
import type { Db, Work } from '../../store/work.ts'
import { countFailure } from '../proving.ts'
import type { World } from '../world.ts'
import { audited } from './audited.ts'
import { isPassword } from './passwords.ts'
import { takeCode } from './totp.ts'

/** A try to prove who one is: what was typed, and from where. */
export interface Try {
  username: string
  password: string
  /** The network address, or a word for the shell. */
  address: string
}

/** A whole office may sit behind one address: slips of some must not shut the others out. */
const TRIES_OF_AN_ADDRESS = 50

/** What must be right besides the password, looked at once that is. */
type Second = (account: Account) => Promise<boolean>

/** The code of the officer's app, asked for only where one is set up. */
export function codeFrom(world: World, ask: () => string | Promise<string>): Second {
  return async (account) => account.totpSealed === null || (await takeCode(world, account, await ask()))
}

export function officerOf({ id, username, name, role, agencyId, kelurahan }: Account): Officer {
  return { id, username, name, role, agencyId, kelurahan }
}

/**
 * The officer whom a try proves; undefined for an unknown name, a wrong password or code, a locked and a disabled account,
 * which take the same time. Each try counts as a failure before it is looked at, so that tries side by side all count; after
 * the fifth by name, and the fiftieth by address, there is a wait that grows, and success forgets them.
 */
export async function provenOfficer(world: World, tried: Try, second: Second): Promise<Officer | undefined> {
  const { account, subjects, isLocked } = await world.database.run((db) => count(db, world, tried))
  const matches = await isPassword(account?.passwordHash ?? null, tried.password)
  const mayEnter = account !== undefined && matches && !isLocked && account.disabledAt === null
  const isProven = mayEnter && (await second(account))
  await world.database.run(function* (db) {
    if (isProven) yield* forgetAttempts(db, subjects)
    else yield* audited(db, world, 'anybody', 'officer.refused', account ? `officer:${account.id}` : 'officer:-')
  })
  return isProven ? officerOf(account) : undefined
}

function* count(db: Db, world: World, { username, address }: Try) {
  const now = world.clock.now()
  const name = readUsername(username)
  const subjects = subjectsOf(world, name ?? username, address)
  const counted = yield* attemptsOf(db, subjects)
  const locked = subjects.some((subject) => isLocked(counted.get(subject), now))
  if (!locked) {
    const [byName, byAddress] = subjects
    yield* countFailure(db, [byName], now)
    yield* countFailure(db, [byAddress], now, TRIES_OF_AN_ADDRESS)
  }
  const account = name === undefined ? undefined : yield* officerByUsername(db, name)
  return { account, subjects, isLocked: locked }
}

function subjectsOf(world: World, username: string, address: string): [byName: string, byAddress: string] {
  return [byName(world, username), world.vault.hash('attempt', `log-in-from:${address}`)]
}

function byName({ vault }: World, username: string): string {
  return vault.hash('attempt', `log-in:${username}`)
}

/** Lifts the wait of a username: its officer has a new password by a one-time link. */
export function* forgetFailures(db: Db, world: World, username: string): Work<void> {
  yield* forgetAttempts(db, [byName(world, username)])
}

const TOKEN_BYTES = 32

/** Lets an officer in: the token for the cookie, of which only a hash is kept. Undefined where nobody is proven. */
export async function logIn(
  world: World,
  { code, ...tried }: Try & { code: string },
  device: string,
): Promise<string | undefined> {
  const officer = await provenOfficer(
    world,
    tried,
    codeFrom(world, () => code),
  )
  if (!officer) return undefined
  return await world.database.run(function* (db) {
    yield* audited(db, world, officer, 'officer.loggedIn', `officer:${officer.id}`)
    return yield* openSession(db, world, officer.id, device)
  })
}

/** Opens a session and gives its token. */
export function* openSession(db: Db, world: World, officerId: string, device: string): Work<string> {
  const now = world.clock.now()
  const token = world.ids.random(TOKEN_BYTES).toString('base64url')
  yield* openOfficerSession(db, {
    ...{ id: world.ids.next(now), tokenHash: world.vault.hash('officer session', token), officerId, device },
    ...{ createdAt: now, lastSeenAt: now, expiresAt: new Date(now.getTime() + LONGEST_SESSION_MS) },
  })
  return token
}
