import { stateOf } from '../../domain/campaign.ts'
import { agencyById } from '../../store/agencies.ts'
import { type Campaign, campaignById } from '../../store/campaigns.ts'
import { contactsByPhones, contactsOfWorkers } from '../../store/contacts.ts'
import { occasionOf } from '../../store/reach.ts'
import { contactsTold, decide, undecided, undecidedBeside } from '../../store/recipients.ts'
import { countWaiting } from '../../store/unasked.ts'
import { type Db, runRacing, type Work } from '../../store/work.ts'
import { workersById } from '../../store/workers.ts'
import { meetPhone, tell, visitAgain } from '../unasked.ts'
import type { World } from '../world.ts'
import { textsOf } from './known.ts'
import { type Planned, type Planning, planFor } from './plan.ts'
import { campaignWords } from './words.ts'

/** So many messages of campaigns wait in the outbox at the most, so that what they say is read shortly before they leave. */
const AHEAD = 300
/** So many recipients are decided about in one work; those behind the same phones come on top. */
const SLICE = 40
const MOST_BESIDE = 200
/** A message that could not be brought within three days is no news. */
const KEEPS_MS = 3 * 86_400_000

/**
 * Fills the outbox from a campaign's recipients, slice after slice, until enough waits or nobody is left. Campaigns that run
 * side by side have an even share of what may wait, so that none keeps the others waiting.
 */
export async function fillOutbox(world: World, id: string, sideBySide = 1): Promise<void> {
  const most = Math.max(1, Math.floor(AHEAD / sideBySide))
  while (await runRacing(world.database, (db) => fillSlice(db, world, id, most)));
}

function* fillSlice(db: Db, world: World, id: string, most: number): Work<boolean> {
  const now = world.clock.now()
  const campaign = yield* campaignById(db, id)
  if (!campaign || stateOf(campaign, now) !== 'sending') return false
  const room = most - (yield* countWaiting(db, 'campaign', id))
  const next = room > 0 ? yield* undecided(db, id, Math.min(SLICE, room)) : []
  if (next.length === 0) return false
  const agency = yield* agencyById(db, campaign.agencyId)
  const occasion = occasionOf.campaign(id)
  const planning = { agency: agency!, texts: textsOf(world, campaign), audience: campaign.audience, occasion }
  const slice = yield* withThoseBeside(db, id, next)
  const plan = yield* planFor(db, world, planning, slice, now)
  const known = plan.flatMap((planned) => (planned.do === 'message' && planned.contact ? [planned.contact.id] : []))
  const told = yield* contactsTold(db, id, known)
  for (const planned of plan) yield* carryOut(db, world, campaign, planning, barred(planned, told), now)
  return true
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
  for (const { workerId, entry } of persons) {
    const decision = { outcome: 'message' as const, enrolmentId: entry.id, contactId: contact.id, outboxId }
    yield* decide(db, campaign.id, [workerId], decision, now)
  }
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
