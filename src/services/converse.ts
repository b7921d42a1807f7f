import { dayOf } from '../domain/clock.ts'
import { factsOn } from '../domain/facts/facts.ts'
import type { Heard } from '../domain/heard.ts'
import type { Choice, Locale, Prompt, SpokenPrompt } from '../domain/message.ts'
import { freshSession, readSession, type Session } from '../engine/session.ts'
import { type Around, type Turn, turn } from '../engine/turn.ts'
import type { Contact, Known } from '../store/contacts.ts'
import { queueReply, takeBackHeld } from '../store/outbox.ts'
import { saveSession, sessionOf } from '../store/sessions.ts'
import type { Db, Work } from '../store/work.ts'
import { named } from '../understanding/hear.ts'
import { carryOut } from './effects.ts'
import { withLookUps } from './look-ups.ts'
import type { World } from './world.ts'

/** A reply that stands in the outbox and has not been sent. */
export interface Reply {
  id: string
  contact: Contact
  prompt: SpokenPrompt
  notBefore: Date
}

/** So long a reply that says nothing new waits when messages come in a burst: the person may still be writing. */
const BURST_MS = 2000
const MENU_RESTS_MS = 3_600_000
const TALK_RESTS_MS = 7 * 86_400_000

/** Answers one message of a known contact: session, engine, effects and outbox, all in the work of the caller. */
export function* converse(
  db: Db,
  world: World,
  known: Known,
  heard: Heard,
  now: Date,
): Work<{ turn: Turn; replies: Reply[] }> {
  const { contact } = known
  const { session: stood, held } = keptOf(world, known)
  const inBurst = contact.lastHeardAt !== null && now.getTime() - contact.lastHeardAt.getTime() < BURST_MS
  const takenBack = inBurst && held !== null && (yield* takeBackHeld(db, contact.id, now))
  const from = takenBack ? held : stood
  const taken = yield* withLookUps(
    db,
    world,
    contact,
    now,
    turn(world.house, from, heard, aroundOf(world, contact, now)),
  )
  yield* carryOut(db, world, contact, taken.effects, now)
  const locale = localeAfter(contact, taken)
  const hold = inBurst && saysNothingNew(taken, stood)
  const replies = taken.prompts.map((prompt) => ({
    id: world.ids.next(now),
    contact,
    prompt: spoken(world, locale, prompt),
    notBefore: hold ? new Date(now.getTime() + BURST_MS) : now,
  }))
  yield* saveTurn(db, world, known, { session: taken.session, held: hold ? from : null }, replies, now)
  return { turn: taken, replies }
}

function* saveTurn(
  db: Db,
  world: World,
  { contact, session }: Known,
  next: Kept,
  replies: readonly Reply[],
  now: Date,
): Work<void> {
  const stateSealed = world.vault.seal('sessions.state', JSON.stringify(next))
  yield* saveSession(db, { contactId: contact.id, stateSealed, updatedAt: now }, session?.rev ?? null)
  for (const { id, prompt, notBefore } of replies) {
    const bodySealed = world.vault.seal('outbox.body', JSON.stringify(prompt))
    yield* queueReply(db, {
      ...{
        id,
        cause: next.held ? 'held' : 'reply',
        bodySealed,
        notBefore,
        contactId: contact.id,
        channel: contact.channel,
        causeId: contact.id,
      },
      createdAt: now,
    })
  }
}

/** Whether a chat is in the middle of something: a menu rests after an hour, a talk in which something was answered after a week. */
export function* isUnderWay(db: Db, world: World, contact: Contact, now: Date): Work<boolean> {
  const kept = yield* sessionOf(db, contact.id)
  if (!kept) return false
  const { session } = keptOf(world, { contact, session: kept })
  const rests = Object.keys(session.answers).length > 0 ? TALK_RESTS_MS : MENU_RESTS_MS
  return session.flow !== null && now.getTime() - kept.updatedAt.getTime() < rests
}

/** Puts a chat where an unasked message leaves it, so that the answer to that message is understood. */
export function* startSession(db: Db, world: World, contact: Contact, session: Session, now: Date): Work<void> {
  const known = { contact, session: yield* sessionOf(db, contact.id) }
  yield* saveTurn(db, world, known, { session, held: null }, [], now)
}

/** Everything a conversation may know without asking. */
export function aroundOf(world: World, contact: Contact, now: Date): Around {
  const today = dayOf(now)
  const settings = world.settings()
  return {
    today,
    facts: factsOn(today),
    settings,
    person: {
      isNew: contact.lastHeardAt === null,
      locale: contact.locale,
      hasPhone: contact.phoneHash !== null,
      optedOut: contact.optedOutAt !== null,
    },
    named: (choices, text) => named(spokenChoices(world, contact.locale, choices), text),
  }
}

/** A prompt in a person's language. */
export function spoken(world: World, locale: Locale, { text, choices }: Prompt): SpokenPrompt {
  return { text: world.words.say(locale, text), choices: spokenChoices(world, locale, choices ?? []) }
}

function spokenChoices(world: World, locale: Locale, choices: readonly Choice[]) {
  return choices.map(({ value, label }) => ({ value, label: world.words.say(locale, label) }))
}

/** Where a chat stands, and where it stood before a reply that is still held back. */
interface Kept {
  session: Session
  held: Session | null
}

function keptOf(world: World, { contact, session }: Known): Kept {
  if (!session) return { session: freshSession(), held: null }
  try {
    const kept = JSON.parse(world.vault.open('sessions.state', session.stateSealed)) as Kept
    return { session: readSession(kept.session), held: kept.held && readSession(kept.held) }
  } catch {
    world.log.error({ contactId: contact.id }, 'a session could not be read; the chat starts anew')
    return { session: freshSession(), held: null }
  }
}

/** Whether a reply would only repeat what the person has before them: such a reply waits until a burst is over. */
function saysNothingNew({ took, session, effects }: Turn, stood: Session): boolean {
  if (took === 'unread') return true
  return (
    took !== 'answer' &&
    effects.length === 0 &&
    session.flow !== null &&
    session.flow === stood.flow &&
    session.step === stood.step
  )
}

function localeAfter(contact: Contact, { effects }: Turn): Locale {
  const change = effects.findLast((effect) => effect.do === 'setLocale')
  return change?.locale ?? contact.locale
}
