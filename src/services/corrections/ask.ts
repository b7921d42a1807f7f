import { dayOf } from '../../domain/clock.ts'
import { MOST_SAID, type NewCorrection } from '../../domain/correction.ts'
import { factsOn } from '../../domain/facts/facts.ts'
import { note } from '../../store/audit.ts'
import type { Contact } from '../../store/contacts.ts'
import { type Correction, openCorrection, openCorrectionOn, rewriteWish } from '../../store/corrections.ts'
import { opened } from '../../store/vault.ts'
import { type Db, LostRace, type Work } from '../../store/work.ts'
import type { World } from '../world.ts'
import { openWish, sealWish, type Wished } from './wish.ts'

const HOUR_MS = 3_600_000

/**
 * Writes down what a proven person wants mended, for the agency whose list says otherwise, due in the hours that the law gives
 * (UU 27/2022 art. 30). What is open on the same field of the same entry is added to and stays due when it was.
 */
export function* askCorrection(db: Db, world: World, contact: Contact, asked: NewCorrection, now: Date): Work<void> {
  const { wish, ...about } = asked
  const said = { at: now, words: wish }
  const open = yield* openCorrectionOn(db, about)
  const id = open ? yield* addTo(db, world, open, said) : yield* begin(db, world, contact, about, said)
  const action = open ? 'mending.addedTo' : 'mending.asked'
  yield* note(db, {
    ...{ id: world.ids.next(now), at: now, actor: `contact:${contact.id}`, action, subject: `correction:${id}` },
    detail: { field: about.field, worker: about.workerId },
  })
}

function* begin(
  db: Db,
  { vault, ids }: World,
  contact: Contact,
  about: Omit<NewCorrection, 'wish'>,
  said: Wished,
): Work<string> {
  const { at } = said
  const hours = factsOn(dayOf(at)).count('lists.corrections.within')
  const dueAt = new Date(at.getTime() + hours * HOUR_MS)
  const id = ids.next(at)
  yield* openCorrection(db, {
    ...{ ...about, id, contactId: contact.id, wishSealed: sealWish(vault, [said]), openedAt: at, dueAt },
  })
  return id
}

function* addTo(db: Db, { vault }: World, open: Correction, said: Wished): Work<string> {
  const [before = []] = opened(() => openWish(vault, open.wishSealed))
  const isFull = before.length >= MOST_SAID
  if (!isFull && !(yield* rewriteWish(db, open, sealWish(vault, [...before, said])))) throw new LostRace('correction')
  return open.id
}
