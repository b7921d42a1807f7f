import type { Claimed, ClaimOffer, ClaimVerdict } from '../domain/claims/claim.ts'
import { type Day, dayOf } from '../domain/clock.ts'
import { isLocked } from '../domain/proof.ts'
import { type Claim, claimById, openClaimByCode, openClaimsOf, papersOf } from '../store/claims.ts'
import type { Contact } from '../store/contacts.ts'
import { attemptsOf } from '../store/proofs.ts'
import type { Vault } from '../store/vault.ts'
import type { Db, Work } from '../store/work.ts'
import type { World } from './world.ts'

/** How a case is found by its code. */
export function claimCode(vault: Vault, code: string): string {
  return vault.hash('claim', code)
}

/** What is kept of the birth date that opens a case: of the same date, another with each case. */
export function claimBorn(vault: Vault, claimId: string, bornOn: Day): string {
  return vault.hash('claim-born', `${claimId}:${bornOn}`)
}

/**
 * Which open cases an offer opens: from the chat that reported the death the birth date given then, from any chat the code
 * and that date. No case, a closed one, a wrong date and a lock are told apart by nobody.
 */
export function* judgeClaim(
  db: Db,
  world: World,
  contact: Contact,
  { bornOn, code }: ClaimOffer,
  now: Date,
): Work<ClaimVerdict> {
  const { vault } = world
  const held = code === undefined ? `chat:${contact.id}` : `code:${claimCode(vault, code)}`
  const subjects = [
    vault.hash('attempt', `claim:${held}`),
    ...(code === undefined ? [] : [vault.hash('attempt', `claim-contact:${contact.id}`)]),
  ]
  const counted = yield* attemptsOf(db, subjects)
  // While a wait runs nothing is looked at, so nothing is counted either.
  if (subjects.some((subject) => isLocked(counted.get(subject), now))) return { proven: false, subjects: [] }
  const candidates =
    code === undefined ? yield* openClaimsOf(db, contact.id) : yield* withCode(db, claimCode(vault, code))
  const proven = candidates.filter(({ id, bornHash }) => bornHash === claimBorn(vault, id, bornOn))
  if (proven.length === 0) return { proven: false, subjects }
  const claims = proven.map((claim) => ({ id: claim.id, code: codeOf(vault, claim), openedOn: dayOf(claim.openedAt) }))
  return { proven: true, claims, subjects }
}

/** An open case as its family may see it. Whether they may is settled before: see `judgeClaim`. */
export function* claimedOf(db: Db, world: World, claimId: string): Work<Claimed | null> {
  const claim = yield* claimById(db, claimId)
  if (!claim || claim.closedAt) return null
  const { id, openedAt, cause, membership, scholars, relation, closer, several, difficulty } = claim
  const told = { membership, scholars, relation, closer, several, difficulty }
  return {
    ...{ id, code: codeOf(world.vault, claim), openedOn: dayOf(openedAt), cause },
    ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null)),
    papers: yield* papersOf(db, id),
  }
}

function* withCode(db: Db, codeHash: string): Work<Claim[]> {
  const found = yield* openClaimByCode(db, codeHash)
  return found ? [found] : []
}

function codeOf(vault: Vault, { codeSealed }: Claim): string {
  return vault.open('claims.code', codeSealed)
}
