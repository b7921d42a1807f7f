import type { NewClaim } from '../domain/claims/claim.ts'
import { kindOf, type Told } from '../domain/claims/told.ts'
import type { Effect } from '../domain/effects.ts'
import { note } from '../store/audit.ts'
import { addClaimEvent, claimById, keepPaper, noteTold, openClaim, writeAgain } from '../store/claims.ts'
import { type Contact, changeContact } from '../store/contacts.ts'
import { forgetAttempts } from '../store/proofs.ts'
import type { NewRow } from '../store/schema.ts'
import { type Db, LostRace, type Work } from '../store/work.ts'
import { claimBorn, claimCode } from './claim-proof.ts'
import { closeCase, liftMourning } from './close-case.ts'
import type { World } from './world.ts'

type Deed = 'mourn' | 'stopMourning' | 'openClaim' | 'noteTold' | 'notePaper' | 'resumeClaim' | 'closeClaim'
type Deeds = { [E in Deed]: (db: Db, effect: Extract<Effect, { do: E }>) => Work<void> }
type EventName = NewRow<'claimEvents'>['event']

/** What a family's conversation may do to its case; each change of a case leaves an event that stays. */
export function claimDeeds(world: World, contact: Contact, now: Date): Deeds {
  const actor = `contact:${contact.id}`
  const happened = (db: Db, claimId: string, event: EventName, detail: Record<string, string> = {}) =>
    addClaimEvent(db, { id: world.ids.next(now), claimId, at: now, actor, event, detail })
  const audited = (db: Db, action: string, subject: string, detail: Record<string, string> = {}) =>
    note(db, { id: world.ids.next(now), at: now, actor, action, subject, detail })
  return {
    *mourn(db) {
      if (contact.bereavedAt) return
      yield* changeContact(db, contact.id, { bereavedAt: now })
      yield* audited(db, 'contact.bereaved', actor)
    },
    stopMourning: (db) => liftMourning(db, world, contact.id, actor, now),
    *openClaim(db, { claim }) {
      const row = rowOf(world, contact, claim, now)
      if (!(yield* openClaim(db, row))) {
        // Not this case but another has the code: the turn runs again and draws a new one.
        if (!(yield* claimById(db, claim.id))) throw new LostRace('claim')
        yield* writeAgain(db, row)
        return yield* happened(db, claim.id, 'told', { cause: claim.cause })
      }
      yield* happened(db, claim.id, 'opened', { cause: claim.cause })
      yield* audited(db, 'claim.opened', `claim:${claim.id}`, { kind: kindOf(claim.cause) })
    },
    *noteTold(db, { claimId, told }) {
      const claim = yield* claimById(db, claimId)
      const changed = Object.entries(told).filter(([name, value]) => claim?.[name as keyof Told] !== value)
      const detail = Object.fromEntries(changed)
      if (changed.length === 0 || !(yield* noteTold(db, claimId, detail, now))) return
      yield* happened(db, claimId, 'told', detail)
    },
    *notePaper(db, { claimId, paper, state }) {
      if (!(yield* noteTold(db, claimId, {}, now))) return
      yield* keepPaper(db, claimId, paper, state, now)
      yield* happened(db, claimId, 'paper', { paper, state })
    },
    *resumeClaim(db, { claimId, subjects }) {
      yield* forgetAttempts(db, subjects)
      yield* happened(db, claimId, 'resumed')
      yield* audited(db, 'claim.resumed', `claim:${claimId}`)
    },
    *closeClaim(db, { claimId, as }) {
      const closed = yield* closeCase(db, world, { claimId, as }, actor, now)
      // Somebody else was quicker to close it; the word of this chat that nobody has died counts all the same.
      if (!closed && as === 'mistaken') yield* liftMourning(db, world, contact.id, actor, now)
    },
  }
}

function rowOf({ vault }: World, contact: Contact, claim: NewClaim, now: Date): NewRow<'claims'> {
  const { id, code, cause, bornOn, workerId, deceased } = claim
  return {
    ...{ id, contactId: contact.id, cause, kind: kindOf(cause), state: 'open' },
    ...{ codeSealed: vault.seal('claims.code', code), codeHash: claimCode(vault, code) },
    bornHash: claimBorn(vault, id, bornOn),
    ...(workerId !== undefined && { workerId }),
    ...(deceased !== undefined && { deceasedSealed: vault.seal('claims.deceased', deceased) }),
    ...{ openedAt: now, updatedAt: now },
  }
}
