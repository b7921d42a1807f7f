import { dayOf } from '../domain/clock.ts'
import type { ReachKind } from '../domain/reach.ts'
import type { Contact } from '../store/contacts.ts'
import { enterReach, occasionOf, type Told, toldBy } from '../store/reach.ts'
import { lastUnasked } from '../store/unasked.ts'
import type { Db, Work } from '../store/work.ts'
import { enrolmentsOf, workersById } from '../store/workers.ts'

/** What stands in the place of a channel where people are told face to face. */
const AT_THE_DOOR = 'visit'
const AT_A_MEETING = 'meeting'

/** Enters for all workers of whom a message speaks how far it came; a reply speaks of nobody. */
export function* reachedByMessage(
  db: Db,
  outboxId: string,
  kinds: readonly ReachKind[],
  channel: string,
  at: Date,
): Work<void> {
  const told = yield* toldBy(db, outboxId)
  for (const kind of kinds) yield* reached(db, kind, channel, told, at)
}

/** Enters that a contact has answered the newest message that it did not ask for. */
export function* answeredBy(db: Db, contact: Contact, at: Date): Work<void> {
  const outboxId = yield* lastUnasked(db, contact.id)
  if (outboxId !== undefined) yield* reachedByMessage(db, outboxId, ['answered'], contact.channel, at)
}

/** Enters what proven workers did in a chat, for every list on which each of them stands, or for some entries alone. */
export function* reachedInChat(
  db: Db,
  kind: ReachKind,
  contact: Contact,
  workerIds: readonly string[],
  at: Date,
  about?: readonly string[],
): Work<void> {
  const kelurahan = new Map((yield* workersById(db, workerIds)).map((worker) => [worker.id, worker.kelurahan]))
  const entries = (yield* enrolmentsOf(db, workerIds)).filter(({ id }) => about === undefined || about.includes(id))
  const told = entries.map(({ id, workerId, agencyId, segment, funding }) => ({
    ...{ workerId, agencyId, segment, funding, occasion: occasionOf.enrolment(id) },
    kelurahan: kelurahan.get(workerId) ?? null,
  }))
  yield* reached(db, kind, contact.channel, told, at)
}

/** Enters that a worker was at a meeting of an agency, for whichever list of that agency names them. */
export function* reachedAtMeeting(
  db: Db,
  workerId: string,
  { id, agencyId }: { id: string; agencyId: string },
  at: Date,
): Work<void> {
  const [worker] = yield* workersById(db, [workerId])
  const entry = (yield* enrolmentsOf(db, [workerId])).find((one) => one.agencyId === agencyId)
  const told = {
    ...{ workerId, agencyId, segment: entry?.segment ?? null, funding: entry?.funding ?? null },
    kelurahan: worker?.kelurahan ?? null,
  }
  yield* reached(db, 'attended', AT_A_MEETING, [{ ...told, occasion: occasionOf.meeting(id) }], at)
}

/** Enters that a worker was told face to face what an agency's list holds of them. */
export function* reachedAtDoor(
  db: Db,
  { workerId, agencyId, kelurahan }: { workerId: string; agencyId: string; kelurahan: string | null },
  at: Date,
): Work<void> {
  const entries = (yield* enrolmentsOf(db, [workerId])).filter((entry) => entry.agencyId === agencyId)
  const told = entries.map(({ id, segment, funding }) => ({
    ...{ workerId, agencyId, segment, kelurahan, funding, occasion: occasionOf.enrolment(id) },
  }))
  yield* reached(db, 'visited', AT_THE_DOOR, told, at)
}

function* reached(db: Db, kind: ReachKind, channel: string, told: readonly Told[], at: Date): Work<void> {
  yield* enterReach(
    db,
    told.map((row) => ({ ...row, kind, channel, at, day: dayOf(at) })),
  )
}
