import { dayOf } from '../../domain/clock.ts'
import { JOURNEYS, type Journey, staleFrom } from '../../domain/journey.ts'
import { mayLeaveAt } from '../../domain/quiet-hours.ts'
import { agencyById } from '../../store/agencies.ts'
import { type DueEntry, decideJourney, dueEntries } from '../../store/journeys.ts'
import { occasionOf } from '../../store/reach.ts'
import { countWaiting, isToldSince } from '../../store/unasked.ts'
import { type Db, runRacing, type Work } from '../../store/work.ts'
import { enrolmentsOf, workersById } from '../../store/workers.ts'
import { breathe } from '../breathe.ts'
import { type Person, personOf } from '../campaigns/plan.ts'
import { type Routed, routesFor, type ToVisit } from '../routes.ts'
import { meetPhone, tell, visitAgain } from '../unasked.ts'
import type { World } from '../world.ts'
import { settleToldByItself } from './settle.ts'
import { journeyWords } from './words.ts'

/** So many wait in the outbox at the most, so that after a standstill not all leave at once and none is old when it leaves. */
const AHEAD = 300
const SLICE = 50
const DAY_MS = 86_400_000
/** Nobody hears from us by itself twice within so many days. */
const REST_MS = 2 * DAY_MS
const KEEPS_MS = 3 * DAY_MS
/** Whoever was visited within so many days has been told of it at the door. */
const VISIT_KEEPS_MS = 30 * DAY_MS

/** Tells by itself what is to be told: reminders, and cover that ends or has ended; each once for a person's entry. */
export async function runJourneys(world: World): Promise<void> {
  await settleToldByItself(world)
  if (!mayLeaveAt(world.clock.now(), world.settings())) return
  for (const kind of JOURNEYS) {
    let behind: string | undefined = ''
    while (behind !== undefined) {
      const from: string = behind
      behind = await runRacing(world.database, (db) => runSlice(db, world, kind, from))
      await breathe()
    }
  }
}

/** Behind which entry the next are; undefined when there is no more, or enough waits. */
function* runSlice(db: Db, world: World, kind: Journey, behind: string): Work<string | undefined> {
  const now = world.clock.now()
  const room = AHEAD - (yield* countWaiting(db, 'journey'))
  if (room <= 0) return undefined
  const { entries: due, behind: last } = yield* dueEntries(db, kind, dayOf(now), behind, Math.min(SLICE, room))
  for (const [agencyId, those] of Map.groupBy(due, (entry) => entry.agencyId)) {
    const persons = yield* personsOf(db, kind, those)
    for (const planned of yield* routesFor(db, world, persons)) yield* carryOut(db, world, kind, agencyId, planned, now)
  }
  return last
}

function* personsOf(db: Db, kind: Journey, due: readonly DueEntry[]): Work<Person[]> {
  const ids = due.map(({ workerId }) => workerId)
  const workers = new Map((yield* workersById(db, ids)).map((worker) => [worker.id, worker]))
  const entries = new Map((yield* enrolmentsOf(db, ids)).map((entry) => [entry.id, entry]))
  return due.flatMap(({ workerId, enrolmentId, agencyId }) => {
    const [worker, entry] = [workers.get(workerId), entries.get(enrolmentId)]
    return worker && entry ? [personOf(worker, entry, agencyId, occasionOf.journey(enrolmentId, kind))] : []
  })
}

function* carryOut(
  db: Db,
  world: World,
  kind: Journey,
  agencyId: string,
  planned: Routed<Person>,
  now: Date,
): Work<void> {
  const rows = planned.persons.map(({ workerId, entry }) => ({ enrolmentId: entry.id, kind, workerId, decidedAt: now }))
  if (planned.do === 'visit') {
    for (const row of rows) yield* decideJourney(db, { ...row, reason: planned.reason })
    return yield* visitAll(db, world, agencyId, planned, now)
  }
  const { persons, channel } = planned
  const contact = planned.contact ?? (yield* meetPhone(db, world, channel, persons[0]!, now))
  // Left undecided: it is looked at again, and told if it is still true then.
  if (yield* isToldSince(db, contact.id, new Date(now.getTime() - REST_MS))) return
  const outboxId = world.ids.next(now)
  for (const row of rows) yield* decideJourney(db, { ...row, contactId: contact.id, outboxId })
  const agency = (yield* agencyById(db, agencyId))!
  const words = yield* journeyWords(db, world, agency, kind, { ...planned, contact })
  const stale = persons.flatMap(({ entry }) => staleFrom(kind, entry.endsOn)?.getTime() ?? [])
  const expiresAt = new Date(Math.min(now.getTime() + KEEPS_MS, ...stale))
  const message = { id: outboxId, cause: 'journey' as const, causeId: persons[0]!.entry.id, expiresAt }
  yield* tell(db, world, contact, words, message, now)
}

function* visitAll(
  db: Db,
  world: World,
  agencyId: string,
  { persons, reason }: ToVisit<Person>,
  now: Date,
): Work<void> {
  const before = new Date(now.getTime() - VISIT_KEEPS_MS)
  for (const { workerId, worker } of persons)
    yield* visitAgain(db, world, { workerId, agencyId, kelurahan: worker.kelurahan }, reason, now, before)
}
