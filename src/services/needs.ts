import { addDays, dayOf } from '../domain/clock.ts'
import { DomainError } from '../domain/errors.ts'
import type { Heard } from '../domain/heard.ts'
import type { Locale } from '../domain/message.ts'
import type { Officer } from '../domain/officer.ts'
import type { Turn } from '../engine/turn.ts'
import type { Contact } from '../store/contacts.ts'
import {
  countUnanswered,
  countUnmet,
  forgetUnanswered,
  handleUnanswered,
  openUnanswered,
  unmetSince,
} from '../store/needs.ts'
import { countTry } from '../store/tries.ts'
import { opened } from '../store/vault.ts'
import type { Db, Work } from '../store/work.ts'
import { anonymous } from '../understanding/anonymous.ts'
import { normalise } from '../understanding/normalise.ts'
import { audited } from './accounts/audited.ts'
import { type Form, once } from './once.ts'
import type { World } from './world.ts'

/** So many questions of one chat are taken down in a day, and so many different ones of all; more teach nobody more. */
const MOST_A_DAY = 5
const MOST_KEPT = 5000
const KEPT_DAYS = 90
const LOOKS_BACK_DAYS = 30
const MOST_SHOWN = 200

/** Takes down what a person wanted and was not given: a question that nothing answered, something that cannot be read. */
export function* noteNeed(db: Db, world: World, contact: Contact, heard: Heard, turn: Turn, now: Date): Work<void> {
  if (turn.took !== 'unread' && turn.took !== 'home') return
  const { attachment, text } = heard.input
  if (attachment !== undefined) {
    return yield* countUnmet(db, { kind: attachment, channel: contact.channel, day: dayOf(now) })
  }
  const question = isQuestion(world, heard, turn) ? anonymous(text) : ''
  if (question === '') return
  const day = world.vault.hash('subject', `unanswered ${contact.id} ${dayOf(now)}`)
  if ((yield* countTry(db, day, now)) > MOST_A_DAY) return
  const asked = {
    ...{ id: world.ids.next(now), locale: heard.language ?? contact.locale, lastAt: now },
    textHash: world.vault.hash('message', `unanswered ${normalise(question)}`),
    textSealed: world.vault.seal('unanswered.text', question),
  }
  yield* countUnanswered(db, asked, MOST_KEPT)
}

// An answer to "Siapa nama …?" is no question, though it could not be read; a number or one word is a slip.
function isQuestion({ house }: World, { input, number, rude, distress }: Heard, { session }: Turn): boolean {
  if (number !== undefined || rude || distress || input.nikTyped || !input.text.trim().includes(' ')) return false
  const step = session.flow === null ? undefined : house.flows.get(session.flow)?.steps[session.step]
  return step === undefined || !('ask' in step)
}

export interface Asked {
  id: string
  text: string
  locale: Locale
  times: number
  lastAt: Date
}

/** What people have asked in vain and sent in vain, for officers; a question that cannot be opened any more is left out. */
export async function needs(world: World): Promise<{ asked: Asked[]; unmet: { kind: string; times: number }[] }> {
  const since = addDays(dayOf(world.clock.now()), -LOOKS_BACK_DAYS)
  return await world.database.run(function* (db) {
    const rows = yield* openUnanswered(db, MOST_SHOWN)
    const asked = rows.flatMap(({ textSealed, id, locale, times, lastAt }) =>
      opened(() => ({ text: world.vault.open('unanswered.text', textSealed), id, locale, times, lastAt })),
    )
    return { asked, unmet: yield* unmetSince(db, since) }
  })
}

/** An officer has seen to a question. Throws `console.needs.notFound`, `console.twice`. */
export async function settleQuestion(world: World, officer: Officer, id: string, form: Form): Promise<void> {
  await world.database.run(function* (db) {
    const now = world.clock.now()
    yield* once(db, world, form, now)
    if (!(yield* handleUnanswered(db, id, now, officer.id))) throw new DomainError('console.needs.notFound')
    yield* audited(db, world, officer, 'question.handled', `question:${id}`)
  })
}

/** Forgets what nobody has asked for a long time. */
export async function forgetNeeds(world: World): Promise<void> {
  const before = new Date(world.clock.now().getTime() - KEPT_DAYS * 86_400_000)
  await world.database.run((db) => forgetUnanswered(db, before))
}
