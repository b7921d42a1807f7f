import { generateURI, ScureBase32Plugin, verifySync } from 'otplib'
import { DomainError } from '../../domain/errors.ts'
import type { Officer } from '../../domain/officer.ts'
import { type Account, officerById, setCredentials, takeTotpStep } from '../../store/officers.ts'
import { type Form, once } from '../once.ts'
import type { World } from '../world.ts'
import { audited } from './audited.ts'

const SECRET_BYTES = 20
/** A clock may go wrong by so much, in seconds. */
const TOLERANCE = 30
const ISSUER = 'Sapa'

/** A secret that is offered to an officer's app and kept nowhere: `sealed` comes back with the first code. */
export interface Offered {
  secret: string
  uri: string
  sealed: string
}

export function offerTotp({ ids, vault }: World, officer: Officer): Offered {
  const secret = new ScureBase32Plugin().encode(ids.random(SECRET_BYTES), { padding: false })
  return offer(officer, secret, vault.seal('officers.totp', JSON.stringify([officer.id, secret])))
}

/** What was offered before, where its first code was mistyped; undefined for what was not offered to this officer. */
export function sameOffer({ vault }: World, officer: Officer, sealed: string): Offered | undefined {
  const secret = secretOf(vault, officer.id, sealed)
  return secret === undefined ? undefined : offer(officer, secret, sealed)
}

function offer({ username }: Officer, secret: string, sealed: string): Offered {
  return { secret, sealed, uri: generateURI({ issuer: ISSUER, label: username, secret }) }
}

/** Takes an offered secret into use once its first code is right. Throws `account.totp.wrong`, `account.totp.stands`, `console.twice`. */
export async function turnOnTotp(
  world: World,
  officer: Officer,
  { sealed, code, ...form }: Form & { sealed: string; code: string },
): Promise<void> {
  const step = stepOf(world, { id: officer.id, totpSealed: sealed, totpStep: null }, code)
  if (step === undefined) throw new DomainError('account.totp.wrong')
  await world.database.run(function* (db) {
    const now = world.clock.now()
    yield* once(db, world, form, now)
    // Whoever has the session and not the password must not put another app in the place of the officer's.
    if ((yield* officerById(db, officer.id))?.totpSealed) throw new DomainError('account.totp.stands')
    yield* setCredentials(db, officer.id, { totpSealed: sealed, totpStep: step })
    yield* audited(db, world, officer, 'officer.totpOn', `officer:${officer.id}`)
  })
}

/** Takes a code of an officer's app; true once for each code. */
export async function takeCode(world: World, account: Account, code: string): Promise<boolean> {
  const step = stepOf(world, account, code)
  return step !== undefined && (await world.database.run((db) => takeTotpStep(db, account.id, step)))
}

/** The time step (RFC 6238) of a code that is right now and newer than the last one taken. */
function stepOf(
  { vault, clock }: World,
  { id, totpSealed, totpStep }: Pick<Account, 'id' | 'totpSealed' | 'totpStep'>,
  typed: string,
): number | undefined {
  const token = typed.replace(/\s/g, '')
  const secret = totpSealed === null ? undefined : secretOf(vault, id, totpSealed)
  if (secret === undefined || !/^\d{6}$/.test(token)) return undefined
  const epoch = Math.floor(clock.now().getTime() / 1000)
  const found = verifySync({ secret, token, epoch, epochTolerance: TOLERANCE })
  return found.valid && 'timeStep' in found && found.timeStep > (totpStep ?? 0) ? found.timeStep : undefined
}

/** Undefined for a cipher that was made for somebody else, or by nobody: it comes from a form. */
function secretOf(vault: World['vault'], id: string, sealed: string): string | undefined {
  try {
    const [owner, secret] = JSON.parse(vault.open('officers.totp', sealed)) as [string, string]
    return owner === id ? secret : undefined
  } catch {
    return undefined
  }
}
