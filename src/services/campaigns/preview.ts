import { isTheirs } from '../../domain/campaign.ts'
import { problemsOf, type TextProblem } from '../../domain/campaign-text-check.ts'
import { dayOf } from '../../domain/clock.ts'
import { DomainError } from '../../domain/errors.ts'
import { maskName } from '../../domain/masking.ts'
import type { Locale, SpokenPrompt } from '../../domain/message.ts'
import type { VisitReason } from '../../domain/notice-route.ts'
import { may, type Officer } from '../../domain/officer.ts'
import { type Sending, sendingTime } from '../../domain/sending-time.ts'
import { isClosed } from '../../domain/window.ts'
import { opening } from '../../engine/turn.ts'
import { agencyById } from '../../store/agencies.ts'
import { countAddressed, countWithChannel, workersAddressed } from '../../store/audience.ts'
import type { Contact } from '../../store/contacts.ts'
import type { Db, Work } from '../../store/work.ts'
import { aroundOf, spoken } from '../converse.ts'
import { withLookUps } from '../look-ups.ts'
import { firstWriter } from '../unasked.ts'
import type { World } from '../world.ts'
import { textsOf, theirCampaign } from './known.ts'
import { type Planned, type Planning, planFor } from './plan.ts'
import { campaignWords } from './words.ts'
import { checked, checkNotOf, type Draft, theirAgency } from './write.ts'

/** Unique persons: all, those to whom a message may go as things stand, and those who would be visited. */
export interface AudienceCount {
  persons: number
  withChannel: number
  visit: number
}

/** What one recipient would get; names are masked. */
export type Sample = { name: string; others: number } & (
  | { route: 'message'; locale: Locale; isFirstNotice: boolean; prompt: SpokenPrompt; waits: boolean }
  | { route: 'visit'; reason: VisitReason }
)

export interface Preview {
  count: AudienceCount
  /** What an officer should look at in the words. */
  warnings: TextProblem[]
  /** From when until about when the messages leave; null where nobody gets one. */
  sending: Sending | null
  samples: Sample[]
}

const SAMPLES = 10

/** Whom a campaign that stands would reach now, with ten samples. Throws `campaigns.unknown`, `campaigns.refused.role`. */
export async function previewCampaign(world: World, id: string, by: Officer): Promise<Preview> {
  if (!may(by, 'draftCampaign')) throw new DomainError('campaigns.refused.role')
  return await world.database.run(function* (db) {
    const campaign = yield* theirCampaign(db, id, by)
    const agency = yield* agencyById(db, campaign.agencyId)
    const planning = { agency: agency!, texts: textsOf(world, campaign), audience: campaign.audience }
    return yield* previewOf(db, world, planning, campaign.startsAt)
  })
}

/** The same of what an officer is writing. Throws what `createCampaign` throws. */
export async function previewDraft(world: World, code: string, draft: Draft, by: Officer): Promise<Preview> {
  if (!may(by, 'draftCampaign')) throw new DomainError('campaigns.refused.role')
  const { texts, audience, startsAt } = checked(draft)
  return await world.database.run(function* (db) {
    const agency = yield* theirAgency(db, code, by)
    if (!isTheirs(by, agency.id, audience)) throw new DomainError('campaigns.refused.kelurahan')
    yield* checkNotOf(db, audience, by)
    return yield* previewOf(db, world, { agency, texts, audience }, startsAt)
  })
}

function* previewOf(db: Db, world: World, planning: Planning, startsAt: Date | null): Work<Preview> {
  const { agency, texts, audience } = planning
  const now = world.clock.now()
  const addressed = { ...audience, agencyId: agency.id, on: dayOf(now) }
  const persons = yield* countAddressed(db, addressed)
  const withChannel = yield* countWithChannel(db, addressed, firstWriter(world), [...world.channels.keys()])
  const some = yield* workersAddressed(db, addressed, null, SAMPLES)
  const samples: Sample[] = []
  for (const planned of yield* planFor(db, world, planning, some, now))
    samples.push(...(yield* sampleOf(db, world, planning, planned, now)))
  const count = { persons, withChannel, visit: persons - withChannel }
  const sending = withChannel === 0 ? null : sendingOf(world, withChannel, startsAt ?? now, now)
  return { count, warnings: problemsOf(texts), sending, samples }
}

/** By the slowest channel, as if nothing else were on its way. */
function sendingOf({ channels, settings }: World, messages: number, startsAt: Date, now: Date): Sending {
  const abilities = [...channels.values()].map((channel) => channel.abilities)
  const perSecond = least(abilities.flatMap((channel) => channel.perSecond ?? []))
  const perDay = least(abilities.flatMap((channel) => channel.perDay ?? []))
  return sendingTime(messages, { perSecond, perDay }, startsAt > now ? startsAt : now, settings())
}

function least(numbers: readonly number[]): number | null {
  return numbers.length > 0 ? Math.min(...numbers) : null
}

function* sampleOf(db: Db, world: World, planning: Planning, planned: Planned, now: Date): Work<Sample[]> {
  if (planned.do === 'skip') return []
  const who = { name: maskName(planned.persons[0]!.worker.name), others: planned.persons.length - 1 }
  if (planned.do === 'visit') return [{ ...who, route: 'visit', reason: planned.reason }]
  const contact = planned.contact ?? somebodyNew(planned.channel, now)
  const { flow, answers } = campaignWords(world, planning, planned, now)
  const opened = yield* withLookUps(
    db,
    world,
    contact,
    now,
    opening(world.house, flow, aroundOf(world, { contact, session: null }, now), answers),
  )
  const { asked: _, ...prompt } = spoken(world, contact.locale, opened.prompts[0]!)
  const channel = world.channels.get(contact.channel)
  const isQuiet = isClosed(contact.windowUntil, channel?.abilities.windowMs, now)
  const waits = isQuiet && channel?.opens?.(prompt) !== true
  return [{ ...who, route: 'message', locale: contact.locale, isFirstNotice: flow !== 'campaignNews', prompt, waits }]
}

/** Stands for a phone that nobody has written from yet. */
function somebodyNew(channel: string, now: Date): Contact {
  return {
    ...{ id: '', code: '', channel, addressSealed: '', addressHash: '', phoneHash: null, locale: 'id', createdAt: now },
    ...{ akaHash: null, windowUntil: null },
    ...{ optedInAt: null, optedInSource: null, optedOutAt: null, bereavedAt: null, noticedAt: null, waitsUntil: null },
  }
}
