import { dayOf } from '../domain/clock.ts'
import { CLAIM_CODE, makeCode, spellCode } from '../domain/code.ts'
import type { Cover } from '../domain/cover.ts'
import type { Looking, LookUp, LookUps } from '../domain/look-ups.ts'
import { maskName } from '../domain/masking.ts'
import type { Verdict } from '../domain/proof.ts'
import { isOpenHour } from '../domain/quiet-hours.ts'
import type { Checked } from '../domain/teach-back.ts'
import { isUnderstood, lastChecked } from '../store/checks.ts'
import { openClaimsHeldBy } from '../store/claims.ts'
import { type Contact, hasOpenWish, linkedWorkers } from '../store/contacts.ts'
import { personsById } from '../store/persons.ts'
import { postsOf } from '../store/visitors.ts'
import { placeIn } from '../store/walks.ts'
import type { Db, Work } from '../store/work.ts'
import { enrolmentsOf, listsAsOf } from '../store/workers.ts'
import { claimedOf, judgeClaim } from './claim-proof.ts'
import { askedFor, entriesOf } from './corrections/standing.ts'
import { openMeeting } from './meetings/attend.ts'
import { meetingLookUps } from './meetings/in-chat.ts'
import { judgeOffer } from './proving.ts'
import { judgeNote } from './visits/note.ts'
import type { World } from './world.ts'

type Answers = { [K in keyof LookUps]: (db: Db, ask: LookUps[K]['ask']) => Work<LookUps[K]['answer']> }

/** Runs a piece of conversation inside a work, answering what it asks from the database. */
export function* withLookUps<T>(db: Db, world: World, contact: Contact, now: Date, looking: Looking<T>): Work<T> {
  const answers = answersFor(world, contact, now)
  // A turn writes nothing before it is over, so what it asks twice is answered from memory.
  const known = new Map<string, unknown>()
  let step = looking.next()
  while (!step.done) {
    const asked = JSON.stringify(step.value)
    if (!known.has(asked)) known.set(asked, yield* answerTo(db, answers, step.value))
    step = looking.next(known.get(asked))
  }
  return step.value
}

function answerTo(db: Db, answers: Answers, asked: LookUp): Work<unknown> {
  return answers[asked.look](db, asked.with as never)
}

function answersFor(world: World, contact: Contact, now: Date): Answers {
  return {
    *proven(db, { just }) {
      return yield* coversOf(db, yield* provenTo(db, contact, just))
    },
    *entries(db, { just }) {
      return yield* entriesOf(db, yield* provenTo(db, contact, just))
    },
    *corrections(db, { just }) {
      return yield* askedFor(db, world, yield* provenTo(db, contact, just), now)
    },
    proof: (db, offer) => judgeOffer(db, world, contact, offer, now),
    *statusLink() {
      if (world.settings().cardCheck === 'off') return null
      const token = world.ids.random(16).toString('base64url')
      return { url: `${world.publicUrl}/cek/${token}`, tokenHash: world.vault.hash('token', token) }
    },
    listsAsOf: (db) => listsAsOf(db),
    *chatCode() {
      return spellCode(contact.code)
    },
    hasWished: (db) => hasOpenWish(db, contact.id),
    *newClaim() {
      return { id: world.ids.next(now), code: makeCode(world.ids.random(CLAIM_CODE)) }
    },
    *heldClaims(db) {
      const held = yield* openClaimsHeldBy(db, contact.id)
      return held.map(({ id, openedAt, contactId }) => ({
        ...{ id, openedOn: dayOf(openedAt), isOwn: contactId === contact.id },
      }))
    },
    claimProof: (db, offer) => judgeClaim(db, world, contact, offer, now),
    claim: (db, { claimId }) => claimedOf(db, world, claimId),
    checked: (db, { workerId, enrolmentId }) => checkedOf(db, world, contact, { workerId, enrolmentId }, now),
    *isVisitor(db) {
      return (yield* postsOf(db, contact.id)).length > 0
    },
    visitNote: (db, { note }) => judgeNote(db, contact, note),
    meeting: (db, { code }) => openMeeting(db, world, contact, code, now),
    ...meetingLookUps(world, contact),
    placeIn: (db, { walk }) => placeIn(db, contact.id, walk),
  }
}

/** The workers whom a contact was proven to be, or whom a verdict of this very turn proves. */
function* provenTo(db: Db, contact: Contact, just: Verdict | undefined): Work<string[]> {
  const linked = yield* linkedWorkers(db, contact.id)
  return [...new Set([...linked, ...(just?.proven ? just.workerIds : [])])]
}

function* checkedOf(
  db: Db,
  world: World,
  contact: Contact,
  { workerId, enrolmentId }: LookUps['checked']['ask'],
  now: Date,
): Work<Checked> {
  const { quietUntil, quietFrom } = world.settings()
  const last = yield* lastChecked(db, contact.id, enrolmentId)
  const isOffered = contact.bereavedAt === null && !(yield* isUnderstood(db, workerId, enrolmentId))
  const isDay = isOpenHour(now, quietUntil, quietFrom)
  return { last, isOffered, isAsked: isOffered && isDay && last === null && contact.optedOutAt === null }
}

/** What may be shown of some workers: the name masked, their entries newest first. */
export function* coversOf(db: Db, workerIds: readonly string[]): Work<Cover[]> {
  const workers = yield* personsById(db, workerIds)
  const entries = yield* enrolmentsOf(
    db,
    workers.map(({ id }) => id),
  )
  return workers.map(({ id, name }) => ({
    workerId: id,
    maskedName: maskName(name),
    enrolments: entries.filter(({ workerId }) => workerId === id),
  }))
}
