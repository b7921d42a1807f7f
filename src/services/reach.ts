import { dayOf } from '../domain/clock.ts'
import type { ReachKind } from '../domain/reach.ts'
import type { Contact } from '../store/contacts.ts'
import { enterReach, type Noticed } from '../store/reach.ts'
import type { Db, Work } from '../store/work.ts'
import { enrolmentsOf, workersById } from '../store/workers.ts'

/** Enters that the workers of a notice were reached over a channel. */
export function* reachedByNotice(
  db: Db,
  kind: ReachKind,
  channel: string,
  noticed: readonly Noticed[],
  at: Date,
): Work<void> {
  yield* enterReach(
    db,
    noticed.map(({ workerId, enrolmentId, agencyId, segment, kelurahan }) => ({
      ...{ workerId, kind, agencyId, segment, kelurahan, channel, at },
      occasion: `enrolment:${enrolmentId}`,
      day: dayOf(at),
    })),
  )
}

/** Enters what proven workers did in a chat, for every list on which each of them stands. */
export function* reachedInChat(
  db: Db,
  kind: ReachKind,
  contact: Contact,
  workerIds: readonly string[],
  at: Date,
): Work<void> {
  const kelurahan = new Map((yield* workersById(db, workerIds)).map((worker) => [worker.id, worker.kelurahan]))
  const entries = yield* enrolmentsOf(db, workerIds)
  const noticed = entries.map(({ id, workerId, agencyId, segment }) => ({
    ...{ workerId, agencyId, segment },
    enrolmentId: id,
    kelurahan: kelurahan.get(workerId) ?? null,
  }))
  yield* reachedByNotice(db, kind, contact.channel, noticed, at)
}
