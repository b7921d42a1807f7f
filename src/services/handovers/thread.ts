import { type Day, dayOf } from '../../domain/clock.ts'
import { typedCode } from '../../domain/code.ts'
import { DomainError } from '../../domain/errors.ts'
import { isSilent } from '../../domain/handover.ts'
import type { Officer } from '../../domain/officer.ts'
import { birthDate } from '../../flows/readers.ts'
import { filesOf, type ListedFile } from '../../store/chat-files.ts'
import { openWishOf, provenNames } from '../../store/contacts.ts'
import { type Handover, type HandoverEvent, handoverById, handoverEvents } from '../../store/handovers.ts'
import { historyOf, type Said } from '../../store/history.ts'
import { audited } from '../accounts/audited.ts'
import type { World } from '../world.ts'
import { type Who, whoIs } from './list.ts'

/** A hand-over with what was said in its chat. */
export interface Thread {
  handover: Handover
  who: Who
  /** The last messages, oldest first; of a closed hand-over those up to its end. */
  said: Said[]
  events: HandoverEvent[]
  /** What the person has attached since the hand-over was opened. */
  files: ListedFile[]
  isSilent: boolean
  /** The hand-over that is open now in the same chat, where this one is closed. */
  next: string | undefined
}

/** Opens a thread, which is noted. Throws `answer.notFound` for one that is not there or not the officer's. */
export async function openThread(world: World, officer: Officer, id: string): Promise<Thread> {
  const now = world.clock.now()
  return await world.database.run(function* (db) {
    const found = yield* handoverById(db, id, officer)
    if (!found) throw new DomainError('answer.notFound')
    const { handover, contact } = found
    yield* audited(db, world, officer, 'handover.read', `handover:${id}`)
    const said = yield* historyOf(db, world.vault, contact.id, now)
    const until = handover.closedAt ?? now
    return {
      handover,
      who: whoIs(contact, (yield* provenNames(db, [contact.id])).get(contact.id)),
      said: said.filter(({ at }) => at <= until).map((one) => withoutSecrets(world, one, dayOf(now))),
      events: yield* handoverEvents(db, id),
      files: yield* filesOf(db, id),
      isSilent: isSilent(handover, now),
      next: handover.closedAt ? yield* openWishOf(db, contact.id) : undefined,
    }
  })
}

const SPELT_CODE = /(?<![2-9A-Z-])[2-9A-Z]{4}-[2-9A-Z]{4}(?![2-9A-Z-])/g
const HIDDEN_CODE = '••••-••••'
const HIDDEN_DATE = '••-••-••••'

/**
 * By what a person proves to be somebody, an officer does not see: codes of slips and cases, birth dates, the address of a
 * one-time form. An officer who needs to know asks, or opens the case where it is audited.
 */
function withoutSecrets({ publicUrl }: World, one: Said, today: Day): Said {
  if (one.by === 'person') {
    const { text } = one.input
    if (typedCode(text) !== undefined) return { ...one, input: { ...one.input, text: HIDDEN_CODE } }
    return birthDate({ text }, today) === undefined ? one : { ...one, input: { ...one.input, text: HIDDEN_DATE } }
  }
  const [before, ...behind] = one.prompt.text.split(`${publicUrl}/cek/`)
  const text = [before, ...behind.map((part) => part.replace(/^[\w-]+/, '…'))].join(`${publicUrl}/cek/`)
  return { ...one, prompt: { ...one.prompt, text: text.replace(SPELT_CODE, HIDDEN_CODE) } }
}
