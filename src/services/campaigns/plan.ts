import { type Audience, EVERYBODY, entriesAbout } from '../../domain/audience.ts'
import type { CampaignTexts } from '../../domain/campaign-text.ts'
import { dayOf } from '../../domain/clock.ts'
import type { Enrolment } from '../../domain/cover.ts'
import type { MediaRef } from '../../domain/media.ts'
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
  /** What goes with its own words. */
  file?: MediaRef | undefined
  /** As the ledger of reach writes the campaign; '' for one that is still being written. */
  occasion: string
}

/** A recipient with the entry on the list that the campaign is about. */
export interface Person extends Addressee {
  worker: Worker
  entry: Enrolment
}

/** Why a recipient gets nothing: the period is over, or the entry no longer stands as the audience wants it. */
export type SkipReason = 'periodEnded' | 'changed'

/** What is to happen to some recipients, by what is known of them at this moment. */
export type Planned = Routed<Person> | { do: 'skip'; workerIds: string[]; reason: SkipReason }

/** Finds the way to each of some workers: one message to all whom one chat reaches, otherwise a visit. Writes nothing. */
export function* planFor(
  db: Db,
  world: World,
  planning: Planning,
  workerIds: readonly string[],
  now: Date,
): Work<Planned[]> {
  const workers = new Map((yield* workersById(db, workerIds)).map((worker) => [worker.id, worker]))
  const { entries, skipped } = yield* entriesNow(db, planning, workerIds, now)
  const persons = workerIds.flatMap((workerId): Person[] => {
    const [worker, entry] = [workers.get(workerId), entries.get(workerId)]
    return worker && entry ? [personOf(worker, entry, planning.agency.id, planning.occasion)] : []
  })
  return [
    ...[...skipped].map(([reason, workerIds]) => ({ do: 'skip' as const, workerIds, reason })),
    ...(yield* routesFor(db, world, persons)),
  ]
}

export function personOf(worker: Worker, entry: Enrolment, agencyId: string, occasion: string): Person {
  const { id: workerId, phoneHash, phoneSealed } = worker
  return { workerId, phoneHash, phoneSealed, agencyId, occasion, worker, entry }
}

/** The entry of each worker that the audience is about now, and who has none any more. */
function* entriesNow(
  db: Db,
  { agency, audience }: Planning,
  workerIds: readonly string[],
  now: Date,
): Work<{ entries: Map<string, Enrolment>; skipped: Map<SkipReason, string[]> }> {
  const today = dayOf(now)
  const all = Map.groupBy(yield* enrolmentsOf(db, workerIds), ({ workerId }) => workerId)
  const entries = new Map<string, Enrolment>()
  const without: string[] = []
  for (const workerId of workerIds) {
    const [entry] = inOrderOfInterest(entriesAbout(audience, agency.id, all.get(workerId) ?? [], today), today)
    if (entry) entries.set(workerId, entry)
    else without.push(workerId)
  }
  const isOver = (workerId: string) =>
    !audience.states?.includes('ended') &&
    entriesAbout(EVERYBODY, agency.id, all.get(workerId) ?? [], today).length === 0
  return { entries, skipped: Map.groupBy(without, (workerId) => (isOver(workerId) ? 'periodEnded' : 'changed')) }
}
