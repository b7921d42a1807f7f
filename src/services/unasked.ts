import { CHAT_CODE, makeCode, PERSONAL_CODE } from '../domain/code.ts'
import type { MediaRef } from '../domain/media.ts'
import type { SpokenPrompt } from '../domain/message.ts'
import type { VisitReason } from '../domain/route.ts'
import { isClosed } from '../domain/window.ts'
import type { Session } from '../engine/session.ts'
import { opening } from '../engine/turn.ts'
import { addContact, type Contact, contactAt, contactByAka, freeFrom, hasOpenWish } from '../store/contacts.ts'
import { reword } from '../store/outbox.ts'
import { issueSlip, openSlipOf } from '../store/proofs.ts'
import type { NewRow } from '../store/schema.ts'
import { queueUnasked } from '../store/unasked.ts'
import { listVisit, listVisitAgain } from '../store/visits.ts'
import type { Db, Work } from '../store/work.ts'
import { aroundOf, chatOf, isUnderWay, spoken, startSession } from './converse.ts'
import { withLookUps } from './look-ups.ts'
import type { World } from './world.ts'

/** A conversation that we open, and what it is to say. */
export interface Opening {
  flow: string
  answers: Record<string, unknown>
  /** What goes with it. */
  file?: MediaRef
}

/** The contact at a phone on a channel; made where nobody has written from it. */
export function* meetPhone(
  db: Db,
  world: World,
  channel: string,
  { phoneHash, phoneSealed }: { phoneHash: string | null; phoneSealed: string | null },
  now: Date,
): Work<Contact> {
  const phone = world.vault.open('workers.phone', phoneSealed!)
  const addressHash = world.vault.hash('address', phone)
  const known = (yield* contactAt(db, channel, addressHash)) ?? (yield* contactByAka(db, channel, addressHash))
  if (known) return known.contact
  return yield* addContact(db, {
    id: world.ids.next(now),
    code: makeCode(world.ids.random(CHAT_CODE)),
    channel,
    addressSealed: world.vault.seal('contacts.address', phone),
    addressHash,
    phoneHash,
    locale: 'id',
    createdAt: now,
  })
}

/** What lies sealed in the outbox of something that nobody asked for: the words, and where its answer is understood. */
type Unasked = SpokenPrompt & { opens?: Session }

/** Puts something that nobody asked for on its way. */
export function* tell(
  db: Db,
  world: World,
  contact: Contact,
  { flow, answers, file }: Opening,
  message: Pick<NewRow<'outbox'>, 'id' | 'cause' | 'causeId'> & { expiresAt: Date },
  now: Date,
): Work<void> {
  const around = aroundOf(world, yield* chatOf(db, contact), now)
  const opened = yield* withLookUps(db, world, contact, now, opening(world.house, flow, around, answers))
  const prompt = spoken(world, contact.locale, opened.prompts[0]!)
  const body: Unasked = { ...prompt, ...(file && { file }), opens: opened.session }
  yield* queueUnasked(db, {
    ...message,
    ...{ contactId: contact.id, channel: contact.channel, createdAt: now },
    notBefore: freeFrom(contact, now),
    bodySealed: world.vault.seal('outbox.body', JSON.stringify(body)),
  })
}

/**
 * Puts the chat where the answer is understood, as the message leaves. A chat that is under way, or that waits for an
 * officer, is not interrupted: there "1" still means what it meant, so the message offers nothing but words that work
 * everywhere.
 */
export function* comeOut(
  db: Db,
  world: World,
  contact: Contact,
  { id, body }: { id: string; body: Unasked },
  now: Date,
): Work<SpokenPrompt> {
  const { opens, ...prompt } = body
  if (!opens) return prompt
  const known = yield* chatOf(db, contact)
  // After a long silence approved words go as they are, and their buttons say what they answer.
  const rests = isClosed(contact.windowUntil, world.channels.get(contact.channel)?.abilities.windowMs, now)
  if ((!rests && isUnderWay(world, known, now)) || (yield* hasOpenWish(db, contact.id))) {
    // "Reply 1" would not be true there.
    const bare = prompt.text.replace(`\n\n${world.words.say(contact.locale, 'enrolmentNotice.answer')}`, '')
    const text = world.words.say(contact.locale, ['campaignNews.elsewhere', { text: bare }])
    const said: SpokenPrompt = { text, choices: [], ...(prompt.file && { file: prompt.file }) }
    yield* reword(db, id, world.vault.seal('outbox.body', JSON.stringify(said)))
    return said
  }
  return { ...prompt, asked: yield* startSession(db, world, known, opens) }
}

/** Puts a worker on the visit list, with a slip for the worker's own hand. */
export function* visitInstead(
  db: Db,
  world: World,
  person: { workerId: string; agencyId: string; kelurahan: string | null },
  reason: VisitReason,
  now: Date,
): Work<void> {
  const { workerId, agencyId, kelurahan } = person
  yield* listVisit(db, { workerId, agencyId, kelurahan, reason, listedAt: now })
  if (!(yield* openSlipOf(db, workerId))) yield* issuePersonalCode(db, world, workerId, now)
}

/**
 * The same, also for a worker who has been visited before, since there is something new to tell; with `before` only where that visit
 * was made before that time.
 */
export function* visitAgain(
  db: Db,
  world: World,
  person: { workerId: string; agencyId: string; kelurahan: string | null },
  reason: VisitReason,
  now: Date,
  before?: Date,
): Work<void> {
  const { workerId, agencyId, kelurahan } = person
  yield* visitInstead(db, world, person, reason, now)
  yield* listVisitAgain(db, { workerId, agencyId, kelurahan, reason, listedAt: now }, before)
}

// Of a million codes two are expected to be drawn twice.
function* issuePersonalCode(db: Db, world: World, workerId: string, now: Date): Work<void> {
  for (let isIssued = false; !isIssued; ) {
    const code = makeCode(world.ids.random(PERSONAL_CODE))
    isIssued = yield* issueSlip(db, {
      ...{ id: world.ids.next(now), workerId, issuedAt: now },
      codeSealed: world.vault.seal('slips.code', code),
      codeHash: world.vault.hash('code', code),
    })
  }
}
