import { dayOf } from '../domain/clock.ts'
import { type Ending, endingOf } from '../domain/ending.ts'
import type { VisitReason } from '../domain/route.ts'
import type { Contact } from '../store/contacts.ts'
import {
  type EndedNotice,
  endedNotices,
  recordNotices,
  settleNotices,
  type Unrouted,
  unrouted,
} from '../store/notices.ts'
import { occasionOf } from '../store/reach.ts'
import { newsAnew } from '../store/taken-back.ts'
import { noteTried } from '../store/tried.ts'
import { unlistVisits } from '../store/visits.ts'
import { type Db, runRacing, type Work } from '../store/work.ts'
import { breathe } from './breathe.ts'
import { firstWords } from './first-words.ts'
import { firstWriter, routesFor } from './routes.ts'
import { meetPhone, tell, visitInstead } from './unasked.ts'
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
  while ((await runRacing(world.database, (db) => settleSome(db, world))) > 0);
  const total: Routed = { told: 0, messages: 0, visits: 0 }
  for (;;) {
    const routed = await runRacing(world.database, (db) => routeBatch(db, world))
    if (!routed) return total
    total.told += routed.told
    total.messages += routed.messages
    total.visits += routed.visits
    await breathe()
  }
}

/** The next news; undefined when there is none. */
function* routeBatch(db: Db, world: World): Work<Routed | undefined> {
  const now = world.clock.now()
  const batch = yield* unrouted(db, dayOf(now), firstWriter(world) !== undefined, BATCH)
  return batch.length === 0 ? undefined : yield* routeSome(db, world, batch, now)
}

/** Finds the way of some news: one message to all whom one chat reaches, a visit to each of the others. */
function* routeSome(db: Db, world: World, batch: readonly Unrouted[], now: Date): Work<Routed> {
  const total: Routed = { told: 0, messages: 0, visits: 0 }
  const persons = batch.map((one) => ({ ...one, occasion: occasionOf.enrolment(one.enrolmentId) }))
  for (const { persons: group, ...way } of yield* routesFor(db, world, persons)) {
    if (way.do === 'visit') {
      yield* sendVisitor(db, world, group, way.reason, now)
      total.visits += group.length
      continue
    }
    yield* sendNotice(db, world, way.contact ?? (yield* meetPhone(db, world, way.channel, group[0]!, now)), group, now)
    total.told += group.length
    total.messages++
  }
  return total
}

/**
 * Looks at what became of the notices: one that has not arrived and never will, or that was barred as it was to leave, finds its way
 * anew, without the chat in which it failed.
 */
function* settleSome(db: Db, { clock }: World): Work<number> {
  const now = clock.now()
  const ended = yield* endedNotices(db, BATCH)
  const those = (...endings: Ending[]) => ended.filter((row) => endings.includes(endingOf(row)!))
  const messages = (rows: readonly EndedNotice[]) => [...new Set(rows.map(({ outboxId }) => outboxId))]
  yield* noteTried(
    db,
    those('failed').map(({ enrolmentId, workerId, contactId, outboxId }) => ({
      ...{ occasion: occasionOf.enrolment(enrolmentId), workerId, contactId, outboxId, triedAt: now },
    })),
  )
  yield* newsAnew(db, messages(those('failed', 'barred')))
  yield* settleNotices(db, messages(those('sent', 'unknown', 'paused', 'stopped')), now)
  return ended.length
}

function* sendNotice(db: Db, world: World, contact: Contact, together: Unrouted[], now: Date): Work<void> {
  const outboxId = world.ids.next(now)
  const way = { route: 'message' as const, outboxId, contactId: contact.id, reason: null, decidedAt: now }
  yield* recordNotices(
    db,
    together.map(({ enrolmentId, workerId, routedAt }) => ({ enrolmentId, workerId, routedAt, ...way })),
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
    const { enrolmentId, workerId, routedAt } = person
    yield* recordNotices(db, [{ enrolmentId, workerId, routedAt, route: 'visit', reason, decidedAt: now }])
    yield* visitInstead(db, world, person, reason, now)
  }
}
