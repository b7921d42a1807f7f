import { dayOf } from '../domain/clock.ts'
import { CHAT_CODE, makeCode, PERSONAL_CODE } from '../domain/code.ts'
import { routeOf, type VisitReason } from '../domain/notice-route.ts'
import { opening } from '../engine/turn.ts'
import { addContact, type Contact, contactByPhone, freeFrom } from '../store/contacts.ts'
import {
  agenciesWithConsent,
  listVisit,
  recordNotices,
  type Unrouted,
  unlistVisits,
  unrouted,
} from '../store/notices.ts'
import { queueUnasked } from '../store/outbox.ts'
import { issueSlip, openSlipOf } from '../store/proofs.ts'
import type { Db, Work } from '../store/work.ts'
import { aroundOf, chatOf, spoken, standsSomewhere, startSession } from './converse.ts'
import { withLookUps } from './look-ups.ts'
import type { World } from './world.ts'

const BATCH = 200
/** News that could not be brought within a week is no longer a first notice. */
const KEEPS_MS = 7 * 86_400_000

export interface Routed {
  /** Enrolments that a message speaks of, and messages: one for all workers behind a phone. */
  told: number
  messages: number
  visits: number
}

/** Finds a way for the news of every enrolment that nobody has been told of: one message to a phone, otherwise a visit. */
export async function routeNotices(world: World): Promise<Routed> {
  const total: Routed = { told: 0, messages: 0, visits: 0 }
  const channel = firstWriter(world)
  for (;;) {
    const routed = await world.database.run((db) => routeBatch(db, world, channel, total))
    if (routed < BATCH) return total
  }
}

/** The channel that may write to a phone first, when the installation has one. */
function firstWriter(world: World): string | undefined {
  return [...world.channels.values()].find(({ abilities }) => abilities.writesFirst)?.name
}

function* routeBatch(db: Db, world: World, channel: string | undefined, total: Routed): Work<number> {
  const now = world.clock.now()
  const found = yield* unrouted(db, dayOf(now), channel !== undefined, BATCH)
  const batch = wholePhones(found)
  const phones = Map.groupBy(batch, ({ phoneHash, enrolmentId }) => phoneHash ?? `none:${enrolmentId}`)
  for (const together of phones.values()) yield* routeTogether(db, world, channel, together, now, total)
  return found.length
}

/** A full batch may end in the midst of a phone's workers: those wait for the next, so that a phone gets one message. */
function wholePhones(found: Unrouted[]): Unrouted[] {
  const last = found.at(-1)?.phoneHash
  if (found.length < BATCH || last == null) return found
  const whole = found.filter(({ phoneHash }) => phoneHash !== last)
  return whole.length > 0 ? whole : found
}

/** All workers behind one phone: one message to those whose agency has leave to write, a visit to each of the others. */
function* routeTogether(
  db: Db,
  world: World,
  channel: string | undefined,
  together: Unrouted[],
  now: Date,
  total: Routed,
): Work<void> {
  const { phoneHash } = together[0]!
  const contact = phoneHash && channel ? yield* contactByPhone(db, channel, phoneHash) : undefined
  const agencies = phoneHash === null ? new Set() : yield* agenciesWithConsent(db, phoneHash)
  // Somebody on two lists who agreed with one agency has agreed; another person behind the same phone has not.
  const agreed = new Set(together.filter(({ agencyId }) => agencies.has(agencyId)).map(({ workerId }) => workerId))
  const mayTell = ({ workerId }: Unrouted) => contact?.optedInAt != null || agreed.has(workerId)
  for (const [hasConsent, group] of Map.groupBy(together, mayTell)) {
    const route = routeOf({
      hasPhone: phoneHash !== null,
      hasConsent,
      hasChannel: channel !== undefined,
      optedOut: contact?.optedOutAt != null,
      bereaved: contact?.bereavedAt != null,
    })
    if (route === 'message' && channel !== undefined) {
      yield* sendNotice(db, world, contact ?? (yield* meetPhone(db, world, channel, group[0]!, now)), group, now)
      total.told += group.length
      total.messages++
    } else {
      yield* sendVisitor(db, world, group, route === 'message' ? 'noChannel' : route, now)
      total.visits += group.length
    }
  }
}

function* meetPhone(
  db: Db,
  world: World,
  channel: string,
  { phoneHash, phoneSealed }: Unrouted,
  now: Date,
): Work<Contact> {
  const phone = world.vault.open('workers.phone', phoneSealed!)
  return yield* addContact(db, {
    id: world.ids.next(now),
    code: makeCode(world.ids.random(CHAT_CODE)),
    channel,
    addressSealed: world.vault.seal('contacts.address', phone),
    addressHash: world.vault.hash('address', phone),
    phoneHash,
    locale: 'id',
    createdAt: now,
  })
}

function* sendNotice(db: Db, world: World, contact: Contact, together: Unrouted[], now: Date): Work<void> {
  const outboxId = world.ids.next(now)
  const rows = together.map(({ enrolmentId, workerId }) => ({ enrolmentId, workerId, outboxId, contactId: contact.id }))
  yield* recordNotices(
    db,
    rows.map((row) => ({ ...row, route: 'message' as const, reason: null, decidedAt: now })),
  )
  yield* unlistVisits(
    db,
    together.map(({ workerId }) => workerId),
  )
  const known = yield* chatOf(db, contact)
  const notice = opening(world.house, 'enrolmentNotice', aroundOf(world, known, now))
  const opened = yield* withLookUps(db, world, contact, now, notice)
  yield* queueUnasked(db, {
    ...{
      id: outboxId,
      contactId: contact.id,
      channel: contact.channel,
      cause: 'notice',
      causeId: together[0]!.enrolmentId,
    },
    bodySealed: world.vault.seal('outbox.body', JSON.stringify(spoken(world, contact.locale, opened.prompts[0]!))),
    createdAt: now,
    notBefore: freeFrom(contact, now),
    expiresAt: new Date(now.getTime() + KEEPS_MS),
  })
  // A chat that is under way is not interrupted: there "1" still means what it meant.
  if (!standsSomewhere(world, known)) yield* startSession(db, world, known, opened.session)
}

function* sendVisitor(db: Db, world: World, together: Unrouted[], reason: VisitReason, now: Date): Work<void> {
  for (const { enrolmentId, workerId, agencyId, kelurahan } of together) {
    yield* recordNotices(db, [{ enrolmentId, workerId, route: 'visit', reason, decidedAt: now }])
    yield* listVisit(db, { workerId, agencyId, kelurahan, reason, listedAt: now })
    if (!(yield* openSlipOf(db, workerId))) yield* issuePersonalCode(db, world, workerId, now)
  }
}

function* issuePersonalCode(db: Db, world: World, workerId: string, now: Date): Work<void> {
  const code = makeCode(world.ids.random(PERSONAL_CODE))
  yield* issueSlip(db, {
    ...{ id: world.ids.next(now), workerId, issuedAt: now },
    codeSealed: world.vault.seal('slips.code', code),
    codeHash: world.vault.hash('code', code),
  })
}
