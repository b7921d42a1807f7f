import { dayOf } from '../domain/clock.ts'
import { routesBehind, type VisitReason } from '../domain/notice-route.ts'
import { type Contact, contactByPhone, contactsOfWorkers } from '../store/contacts.ts'
import { agenciesWithConsent, recordNotices, type Unrouted, unrouted } from '../store/notices.ts'
import { refusing } from '../store/refusals.ts'
import { toldDead, unlistVisits } from '../store/visits.ts'
import type { Db, Work } from '../store/work.ts'
import { crowdedPhones } from '../store/workers.ts'
import { breathe } from './breathe.ts'
import { firstWords } from './first-words.ts'
import { firstWriter, meetPhone, tell, visitInstead } from './unasked.ts'
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
    if (routed === 0) return total
    await breathe()
  }
}

function* routeBatch(db: Db, world: World, channel: string | undefined, total: Routed): Work<number> {
  const now = world.clock.now()
  const batch = yield* unrouted(db, dayOf(now), channel !== undefined, BATCH)
  const silent = yield* silentAmong(db, batch)
  const phones = Map.groupBy(batch, ({ phoneHash, enrolmentId }) => phoneHash ?? `none:${enrolmentId}`)
  for (const together of phones.values()) yield* routeTogether(db, world, channel, together, silent, now, total)
  return batch.length
}

/** All workers behind one phone: one message to those whose agency has leave to write, a visit to each of the others. */
function* routeTogether(
  db: Db,
  world: World,
  channel: string | undefined,
  together: Unrouted[],
  silent: Silent,
  now: Date,
  total: Routed,
): Work<void> {
  const { phoneHash } = together[0]!
  const contact = phoneHash && channel ? yield* contactByPhone(db, channel, phoneHash) : undefined
  const agencies = phoneHash === null ? new Set() : yield* agenciesWithConsent(db, phoneHash)
  // Somebody on two lists who agreed with one agency has agreed; another person behind the same phone has not.
  const agreed = new Set(together.filter(({ agencyId }) => agencies.has(agencyId)).map(({ workerId }) => workerId))
  const mourning = together.filter(({ workerId }) => silent.mourned.has(workerId))
  const refused = together.filter(({ workerId }) => silent.refusing.has(workerId) && !silent.mourned.has(workerId))
  if (mourning.length > 0) yield* sendVisitor(db, world, mourning, 'bereaved', now)
  if (refused.length > 0) yield* sendVisitor(db, world, refused, 'optedOut', now)
  total.visits += mourning.length + refused.length
  const others = together.filter((one) => !mourning.includes(one) && !refused.includes(one))
  const isCrowded = phoneHash !== null && (yield* crowdedPhones(db, [phoneHash])).has(phoneHash)
  const behind = { contact, agreed, hasChannel: channel !== undefined, isCrowded }
  for (const [route, group] of routesBehind(others, behind)) {
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

/** Workers who are not written to, whatever their agency may. */
interface Silent {
  /** A proven chat, on whatever channel, has told of their death, or somebody at a visit. */
  mourned: ReadonlySet<string>
  /** They have asked for it in a chat of their own, on whatever channel. */
  refusing: ReadonlySet<string>
}

function* silentAmong(db: Db, batch: readonly Unrouted[]): Work<Silent> {
  const ids = [...new Set(batch.map(({ workerId }) => workerId))]
  const links = yield* contactsOfWorkers(db, ids)
  const mourned = links.filter(({ contact }) => contact.bereavedAt !== null).map(({ workerId }) => workerId)
  return { mourned: new Set([...mourned, ...(yield* toldDead(db, ids))]), refusing: yield* refusing(db, ids) }
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
  const persons = together.map(({ workerId, name }) => ({ id: workerId, name }))
  yield* tell(
    db,
    world,
    contact,
    firstWords(together[0]!.agency, persons),
    {
      ...{ id: outboxId, cause: 'notice', causeId: together[0]!.enrolmentId },
      expiresAt: new Date(now.getTime() + KEEPS_MS),
    },
    now,
  )
}

function* sendVisitor(db: Db, world: World, together: Unrouted[], reason: VisitReason, now: Date): Work<void> {
  for (const person of together) {
    const { enrolmentId, workerId } = person
    yield* recordNotices(db, [{ enrolmentId, workerId, route: 'visit', reason, decidedAt: now }])
    yield* visitInstead(db, world, person, reason, now)
  }
}
