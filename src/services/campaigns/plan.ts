import { type Audience, isAbout } from '../../domain/audience.ts'
import type { CampaignTexts } from '../../domain/campaign-text.ts'
import { dayOf } from '../../domain/clock.ts'
import type { Enrolment } from '../../domain/cover.ts'
import { inOrderOfInterest } from '../../flows/status-words.ts'
import type { Agency } from '../../store/agencies.ts'
import type { Db, Work } from '../../store/work.ts'
import { enrolmentsOf, type Worker, workersById } from '../../store/workers.ts'
import { type Addressee, type Routed, routesFor } from '../routes.ts'
import type { World } from '../world.ts'

/** What a plan is made for: a campaign that stands, or one that an officer is still writing. */
export interface Planning {
  agency: Agency
  texts: CampaignTexts
  audience: Audience
  /** As the ledger of reach writes the campaign; '' for one that is still being written. */
  occasion: string
}

/** A recipient with the entry on the list that the campaign is about. */
export interface Person extends Addressee {
  worker: Worker
  entry: Enrolment
}

/** What is to happen to some recipients, by what is known of them at this moment. */
export type Planned = Routed<Person> | { do: 'skip'; workerIds: string[]; reason: 'periodEnded' }

/** Finds the way to each of some workers: one message to all whom one chat reaches, otherwise a visit. Writes nothing. */
export function* planFor(
  db: Db,
  world: World,
  planning: Planning,
  workerIds: readonly string[],
  now: Date,
): Work<Planned[]> {
  const workers = new Map((yield* workersById(db, workerIds)).map((worker) => [worker.id, worker]))
  const entries = yield* liveEntries(db, planning, workerIds, now)
  const persons = workerIds.flatMap((workerId): Person[] => {
    const [worker, entry] = [workers.get(workerId), entries.get(workerId)]
    return worker && entry ? [personOf(worker, entry, planning.agency.id, planning.occasion)] : []
  })
  const ended = workerIds.filter((workerId) => !entries.has(workerId))
  return [
    ...(ended.length > 0 ? [{ do: 'skip' as const, workerIds: ended, reason: 'periodEnded' as const }] : []),
    ...(yield* routesFor(db, world, persons)),
  ]
}

export function personOf(worker: Worker, entry: Enrolment, agencyId: string, occasion: string): Person {
  const { id: workerId, phoneHash, phoneSealed } = worker
  return { workerId, phoneHash, phoneSealed, agencyId, occasion, worker, entry }
}

/** The entry of each worker on the agency's list that runs or is to begin, in the audience's segment. */
function* liveEntries(
  db: Db,
  { agency, audience }: Planning,
  workerIds: readonly string[],
  now: Date,
): Work<Map<string, Enrolment>> {
  const today = dayOf(now)
  const live = (yield* enrolmentsOf(db, workerIds)).filter(
    (entry) =>
      entry.agencyId === agency.id &&
      (entry.endsOn === null || entry.endsOn >= today) &&
      isAbout(audience, entry, today),
  )
  const byWorker = Map.groupBy(live, ({ workerId }) => workerId)
  return new Map([...byWorker].map(([workerId, entries]) => [workerId, inOrderOfInterest(entries, today)[0]!]))
}
