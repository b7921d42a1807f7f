import { stateOf } from '../../domain/campaign.ts'
import { type Campaign, campaignById } from '../../store/campaigns.ts'
import { contactsByPhones, contactsOfWorkers } from '../../store/contacts.ts'
import { contactsTold, decide, decideToTell, undecided, undecidedBeside } from '../../store/recipients.ts'
import { waitingOf } from '../../store/unasked.ts'
import { type Db, runRacing, type Work } from '../../store/work.ts'
import { workersById } from '../../store/workers.ts'
import { meetPhone, tell, visitAgain } from '../unasked.ts'
import type { World } from '../world.ts'
import { planningOf } from './known.ts'
import { type Planned, type Planning, planFor } from './plan.ts'
import { campaignWords } from './words.ts'

/**
 * So many messages of campaigns wait for a channel at the most, or what it takes in three seconds, so that what they say is
 * read shortly before they leave.
 */
const AHEAD = 300
const AHEAD_SECONDS = 3
/** The same for a channel without a limit: what a machine hands over in some seconds. */
const AHEAD_WITHOUT_LIMIT = 3000
/** So many recipients are decided about in one work; those behind the same phones come on top. */
const SLICE = 40
const MOST_BESIDE = 200
/** A message that could not be brought within three days is no news. */
const KEEPS_MS = 3 * 86_400_000

/**
 * Fills the outbox from a campaign's recipients, slice after slice, until enough waits or nobody is left, and looks up from
 * it after some hundreds; says of how many recipients it has decided. Campaigns that run side by side have an even share of
 * what may wait, so that none keeps the others waiting.
 */
export async function fillOutbox(world: World, id: string, sideBySide = 1): Promise<number> {
  let decided = 0
  while (decided < AHEAD) {
    const slice = await runRacing(world.database, (db) => fillSlice(db, world, id, sideBySide))
    if (slice === 0) break
    decided += slice
  }
  return decided
}

function* fillSlice(db: Db, world: World, id: string, sideBySide: number): Work<number> {
  const now = world.clock.now()
  const campaign = yield* campaignById(db, id)
  if (!campaign || stateOf(campaign, now) !== 'sending') return 0
  const room = roomBeside(world, yield* waitingOf(db, id), sideBySide)
  const next = room > 0 ? yield* undecided(db, id, Math.min(SLICE, room)) : []
  if (next.length === 0) return 0
  const planning = yield* planningOf(db, world, campaign)
  const slice = yield* withThoseBeside(db, id, next)
  const plan = yield* planFor(db, world, planning, slice, now)
  const known = plan.flatMap((planned) => (planned.do === 'message' && planned.contact ? [planned.contact.id] : []))
  const told = yield* contactsTold(db, id, known)
  for (const planned of plan) yield* carryOut(db, world, campaign, planning, barred(planned, told), now)
  return slice.length
}

/** How many more messages of a campaign may wait, where so many wait for each channel: the fullest has the say. */
function roomBeside({ channels }: World, waiting: ReadonlyMap<string, number>, sideBySide: number): number {
  const rooms = [...channels.values()].map(({ name, abilities: { perSecond } }) => {
    const most = perSecond === null ? AHEAD_WITHOUT_LIMIT : Math.max(AHEAD, perSecond * AHEAD_SECONDS)
    return Math.max(1, Math.floor(most / sideBySide)) - (waiting.get(name) ?? 0)
  })
  return Math.min(...rooms)
}

/** Some recipients and all whom the same message would tell, so that it speaks of all of them. */
function* withThoseBeside(db: Db, campaignId: string, workerIds: readonly string[]): Work<string[]> {
  const phoneHashes = (yield* workersById(db, workerIds)).flatMap(({ phoneHash }) => phoneHash ?? [])
  const contacts = [
    ...(yield* contactsByPhones(db, phoneHashes)),
    ...(yield* contactsOfWorkers(db, workerIds)).map(({ contact }) => contact),
  ]
  const contactIds = [...new Set(contacts.map(({ id }) => id))]
  const beside = yield* undecidedBeside(db, campaignId, { phoneHashes, contactIds }, MOST_BESIDE)
  return [...new Set([...workerIds, ...beside])]
}

/** Nobody is told twice: a phone that has had this campaign's message may have become another worker's since. */
function barred(planned: Planned, told: ReadonlySet<string>): Planned {
  if (planned.do !== 'message' || !planned.contact || !told.has(planned.contact.id)) return planned
  return { do: 'visit', persons: planned.persons, reason: 'phoneTold' }
}

function* carryOut(
  db: Db,
  world: World,
  campaign: Campaign,
  planning: Planning,
  planned: Planned,
  now: Date,
): Work<void> {
  if (planned.do === 'skip')
    return yield* decide(db, campaign.id, planned.workerIds, { outcome: 'skipped', reason: planned.reason }, now)
  if (planned.do === 'visit') return yield* visitAll(db, world, campaign, planned, now)
  const { persons, channel } = planned
  const contact = planned.contact ?? (yield* meetPhone(db, world, channel, persons[0]!, now))
  const outboxId = world.ids.next(now)
  for (const { workerId, entry } of persons)
    yield* decideToTell(db, {
      ...{ campaignId: campaign.id, workerId, enrolmentId: entry.id, contactId: contact.id, outboxId, at: now },
    })
  const words = campaignWords(world, planning, { ...planned, contact }, now)
  const expiresAt = new Date(now.getTime() + KEEPS_MS)
  yield* tell(db, world, contact, words, { id: outboxId, cause: 'campaign', causeId: campaign.id, expiresAt }, now)
}

function* visitAll(
  db: Db,
  world: World,
  { id, agencyId }: Campaign,
  { persons, reason }: Pick<Extract<Planned, { do: 'visit' }>, 'persons' | 'reason'>,
  now: Date,
): Work<void> {
  for (const { workerId, worker, entry } of persons) {
    yield* decide(db, id, [workerId], { outcome: 'visit', reason, enrolmentId: entry.id }, now)
    yield* visitAgain(db, world, { workerId, agencyId, kelurahan: worker.kelurahan }, reason, now)
  }
}
