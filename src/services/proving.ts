import type { Day } from '../domain/clock.ts'
import { afterFailure, isLocked, MOST_BEHIND_A_PHONE, type Offer, type Verdict } from '../domain/proof.ts'
import { personId } from '../domain/register/person.ts'
import type { Contact } from '../store/contacts.ts'
import { entriesOfPersons } from '../store/persons.ts'
import { attemptsOf, openSlip, saveAttempts } from '../store/proofs.ts'
import type { Db, Work } from '../store/work.ts'
import { workersById, workersByPhone } from '../store/workers.ts'
import type { World } from './world.ts'

/**
 * Whom an offer proves: something held (the chat's own phone, the slip's code) and the birth date, both of one worker.
 * Unknown, wrong and locked are told apart by nobody: the refusal only names what the failure is to be counted against.
 */
export function* judgeOffer(db: Db, world: World, contact: Contact, offer: Offer, now: Date): Work<Verdict> {
  const held = offer.by === 'phone' ? contact.phoneHash : world.vault.hash('code', offer.code)
  if (held === null) return { proven: false, subjects: [] }
  const subjects = [world.vault.hash('attempt', `contact:${contact.id}`), world.vault.hash('attempt', `held:${held}`)]
  const counted = yield* attemptsOf(db, subjects)
  // While a wait runs nothing is looked at, so nothing is counted either: whoever is early does not wait longer for it.
  if (subjects.some((subject) => isLocked(counted.get(subject), now))) return { proven: false, subjects: [] }
  const slip = offer.by === 'code' ? yield* openSlip(db, held) : undefined
  const holders =
    offer.by === 'phone' ? yield* workersByPhone(db, held) : yield* workersById(db, slip ? [slip.workerId] : [])
  const workerIds = yield* bornThen(db, [...new Set(holders.map(personId))], offer.bornOn)
  if (workerIds.length === 0) return { proven: false, subjects }
  return { proven: true, workerIds, by: offer.by, subjects, ...(slip && { slipId: slip.id }) }
}

/** Of some persons those to whom any list gives a birth date; none where so many share a phone that it is nothing held. */
function* bornThen(db: Db, persons: readonly string[], bornOn: Day): Work<string[]> {
  if (persons.length > MOST_BEHIND_A_PHONE) return []
  const entries = yield* entriesOfPersons(db, persons)
  return [...new Set(entries.filter((entry) => entry.bornOn === bornOn).map(personId))]
}

/** Counts a failed proof against each of its subjects, so that the next tries must wait longer. */
export function* countFailure(db: Db, subjects: readonly string[], now: Date, freeTries?: number): Work<void> {
  const counted = yield* attemptsOf(db, subjects)
  for (const subject of subjects) yield* saveAttempts(db, subject, afterFailure(counted.get(subject), now, freeTries))
}
