import { split } from '../channels/render.ts'
import { dayOf } from '../domain/clock.ts'
import { factsOn } from '../domain/facts/facts.ts'
import type { Heard } from '../domain/heard.ts'
import type { Choice, Locale, Prompt, SpokenPrompt } from '../domain/message.ts'
import { freshSession, readSession, type Session } from '../engine/session.ts'
import { isStale, type Turn, turn } from '../engine/turn.ts'
import type { Around } from '../engine/walk.ts'
import { type Chat, type Contact, freeFrom, type Known } from '../store/contacts.ts'
import { queueReply, takeBackHeld } from '../store/outbox.ts'
import { moveSession, saveSession, sessionOf } from '../store/sessions.ts'
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
  // A tap on an old button puts nothing in the place of a reply that is held back: that stays.
  const stays = isStale(heard, stood)
  const heardAt = known.session?.heardAt ?? null
  const inBurst = heardAt !== null && now.getTime() - heardAt.getTime() < BURST_MS
  const takenBack = inBurst && held !== null && !stays && (yield* takeBackHeld(db, contact.id, now))
  const from = takenBack ? held : stood
  const taken = yield* withLookUps(db, world, contact, now, turn(world.house, from, heard, aroundOf(world, known, now)))
  yield* carryOut(db, world, contact, taken.effects, now)
  const locale = localeAfter(contact, taken)
  const hold = inBurst && saysNothingNew(taken, stood)
  const replies = taken.prompts
    .flatMap((prompt) => fitting(world, contact, spoken(world, locale, prompt)))
    .map((prompt) => ({
      id: world.ids.next(now),
      contact,
      prompt,
      notBefore: freeFrom(contact, hold ? new Date(now.getTime() + BURST_MS) : now),
    }))
  yield* saveTurn(db, world, known, { session: taken.session, held: stays ? held : hold ? from : null }, replies, now)
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
  const stateSealed = sealed(world, next)
  yield* saveSession(db, { contactId: contact.id, stateSealed, heardAt: now }, session?.rev ?? null)
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

/** Takes note that the person has written, and says nothing: the chat stays where it stood. */
export function* listen(db: Db, world: World, known: Chat, now: Date): Work<Session> {
  const kept = keptOf(world, known)
  yield* saveSession(
    db,
    { contactId: known.contact.id, stateSealed: sealed(world, kept), heardAt: now },
    known.session?.rev ?? null,
  )
  return kept.session
}

/** Values of the choices that a person has before them, in their order. */
export function offeredTo(world: World, known: Chat): readonly string[] {
  return keptOf(world, known).session.offered
}

/** A contact to whom we write first, with the chat as it stands. */
export function* chatOf(db: Db, contact: Contact): Work<Chat> {
  return { contact, session: yield* sessionOf(db, contact.id) }
}

/**
 * Puts a chat where an unasked message leaves it, so that the answer to that message is understood; gives the number of its
 * question, which no earlier button of the chat carries.
 */
export function* startSession(db: Db, world: World, known: Chat, session: Session): Work<number> {
  const { contact, session: stood } = known
  const { languages, asked: before } = keptOf(world, known).session
  const asked = before + 1
  const next = { session: { ...session, languages, asked }, held: null }
  yield* moveSession(db, contact.id, sealed(world, next), stood?.rev ?? null)
  return asked
}

/** Whether a chat is in the middle of something: a menu rests after an hour, a talk in which something was answered after a week. */
export function isUnderWay(world: World, known: Chat, now: Date): boolean {
  const heardAt = known.session?.heardAt
  if (!heardAt) return false
  const { session } = keptOf(world, known)
  const rests = Object.keys(session.answers).length > 0 ? TALK_RESTS_MS : MENU_RESTS_MS
  return session.flow !== null && now.getTime() - heardAt.getTime() < rests
}

/** Everything a conversation may know without asking. */
export function aroundOf(world: World, { contact, session }: Chat, now: Date): Around {
  const today = dayOf(now)
  const settings = world.settings()
  return {
    today,
    facts: factsOn(today),
    settings,
    person: {
      isNew: session === null || session.heardAt === null,
      locale: contact.locale,
      hasPhone: contact.phoneHash !== null,
      sharesPhone: world.channels.get(contact.channel)?.abilities.sharesPhone ?? false,
      optedOut: contact.optedOutAt !== null,
      bereaved: contact.bereavedAt !== null,
    },
    // Whoever reads another language here has learnt the Indonesian words for "yes" and "menu" too.
    named: (choices, text) =>
      named(spokenChoices(world, contact.locale, choices), text) ?? named(spokenChoices(world, 'id', choices), text),
  }
}

/** A prompt in a person's language. */
export function spoken(world: World, locale: Locale, prompt: Prompt): SpokenPrompt {
  const { text, choices = [], asked, phoneButton, closesPhoneButton } = prompt
  return {
    text: world.words.say(locale, text),
    choices: spokenChoices(world, locale, choices),
    ...(asked !== undefined && { asked }),
    ...(phoneButton !== undefined && { phoneButton: world.words.say(locale, phoneButton) }),
    ...(closesPhoneButton && { closesPhoneButton }),
  }
}

function fitting(world: World, contact: Contact, prompt: SpokenPrompt): SpokenPrompt[] {
  const channel = world.channels.get(contact.channel)
  return channel ? split(prompt, channel.abilities) : [prompt]
}

function spokenChoices(world: World, locale: Locale, choices: readonly Choice[]) {
  return choices.map(({ value, label }) => ({ value, label: world.words.say(locale, label) }))
}

function sealed(world: World, next: Kept): string {
  return world.vault.seal('sessions.state', JSON.stringify(next))
}

/** Where a chat stands, and where it stood before a reply that is still held back. */
interface Kept {
  session: Session
  held: Session | null
}

function keptOf(world: World, { contact, session }: Chat): Kept {
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
    took !== 'aside' &&
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
