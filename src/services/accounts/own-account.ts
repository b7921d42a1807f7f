import { DomainError } from '../../domain/errors.ts'
import type { Officer } from '../../domain/officer.ts'
import { endSessions } from '../../store/officer-sessions.ts'
import { setCredentials } from '../../store/officers.ts'
import { type Form, once } from '../once.ts'
import type { World } from '../world.ts'
import { audited } from './audited.ts'
import { openSession, provenOfficer } from './log-in.ts'
import { hashPassword, passwordFault } from './passwords.ts'
import { turnOnTotp } from './totp.ts'

/** From where and with what device an officer changes the own account. */
export interface Where {
  address: string
  device: string
}

/**
 * Changes the own password and gives the token of a new session; every other session ends. The old password is asked for
 * under the same lock-out as at the log-in. Throws `account.password.…`, `console.twice`.
 */
export async function changePassword(
  world: World,
  officer: Officer,
  typed: Form & { current: string; next: string },
  where: Where,
): Promise<string> {
  const fault = await passwordFault(typed.next, [officer.username, officer.name])
  if (fault) throw new DomainError(fault)
  if (!(await isThemself(world, officer, typed.current, where))) throw new DomainError('account.password.wrong')
  const passwordHash = await hashPassword(typed.next)
  return await world.database.run(function* (db) {
    const now = world.clock.now()
    yield* once(db, world, typed, now)
    yield* setCredentials(db, officer.id, { passwordHash })
    yield* endSessions(db, officer.id, now)
    yield* audited(db, world, officer, 'officer.passwordSet', `officer:${officer.id}`, { by: 'officer' })
    return yield* openSession(db, world, officer.id, where.device)
  })
}

/**
 * Takes an offered app into use once the password and its first code are right. Throws `account.password.wrong`,
 * `account.totp.wrong`, `account.totp.stands`, `console.twice`.
 */
export async function addTotp(
  world: World,
  officer: Officer,
  { password, ...typed }: Form & { password: string; sealed: string; code: string },
  where: Where,
): Promise<void> {
  if (!(await isThemself(world, officer, password, where))) throw new DomainError('account.password.wrong')
  await turnOnTotp(world, officer, typed)
}

/** Takes the own app out of use. Throws `account.password.wrong`, `console.twice`. */
export async function turnOffTotp(
  world: World,
  officer: Officer,
  typed: Form & { password: string },
  where: Where,
): Promise<void> {
  if (!(await isThemself(world, officer, typed.password, where))) throw new DomainError('account.password.wrong')
  await world.database.run(function* (db) {
    yield* once(db, world, typed, world.clock.now())
    yield* setCredentials(db, officer.id, { totpSealed: null, totpStep: null })
    yield* audited(db, world, officer, 'officer.totpOff', `officer:${officer.id}`)
  })
}

// Whoever sits before an open console may not be its officer: the password alone says so, and failures count.
async function isThemself(world: World, officer: Officer, password: string, { address }: Where): Promise<boolean> {
  const { username, id } = officer
  return (await provenOfficer(world, { username, password, address }, async () => true))?.id === id
}
