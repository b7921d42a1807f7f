import { isTheirs } from '../../domain/campaign.ts'
import { problemsOf, type TextProblem } from '../../domain/campaign-text-check.ts'
import { dayOf } from '../../domain/clock.ts'
import { DomainError } from '../../domain/errors.ts'
import { maskName } from '../../domain/masking.ts'
import type { MediaRef } from '../../domain/media.ts'
import type { Locale, SpokenPrompt } from '../../domain/message.ts'
import { may, type Officer } from '../../domain/officer.ts'
import type { VisitReason } from '../../domain/route.ts'
import { isClosed } from '../../domain/window.ts'
import { countAddressed, workersAddressed } from '../../store/audience.ts'
import { type ChannelCount, countByChannel } from '../../store/audience-ways.ts'
import type { Db, Work } from '../../store/work.ts'
import { meansOf } from '../routes.ts'
import type { World } from '../world.ts'
import { type Estimate, estimateOf } from './estimate.ts'
import { planningOf, theirCampaign } from './known.ts'
import { type Planned, type Planning, planFor } from './plan.ts'
import { promptFor, somebodyNew } from './sample.ts'
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

export interface Preview extends Estimate {
  count: AudienceCount
  /** What an officer should look at in the words. */
  warnings: TextProblem[]
  samples: Sample[]
  /** Channels that bring its words without the file; null where none goes with it. */
  wordsAlone: string[] | null
}

const SAMPLES = 10

/** Whom a campaign that stands would reach now, with ten samples. Throws `campaigns.unknown`, `campaigns.refused.role`. */
export async function previewCampaign(world: World, id: string, by: Officer): Promise<Preview> {
  if (!may(by, 'draftCampaign')) throw new DomainError('campaigns.refused.role')
  return await world.database.run(function* (db) {
    const campaign = yield* theirCampaign(db, id, by)
    return yield* previewOf(db, world, yield* planningOf(db, world, campaign), campaign.startsAt)
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
    return yield* previewOf(db, world, { agency, texts, audience, occasion: '' }, startsAt)
  })
}

function* previewOf(db: Db, world: World, planning: Planning, startsAt: Date | null): Work<Preview> {
  const { agency, texts, audience } = planning
  const now = world.clock.now()
  const addressed = { ...audience, agencyId: agency.id, on: dayOf(now) }
  const persons = yield* countAddressed(db, addressed)
  const counts = yield* countByChannel(db, addressed, meansOf(world))
  const withChannel = counts.reduce((sum, channel) => sum + channel.persons, 0)
  const some = yield* workersAddressed(db, addressed, null, SAMPLES)
  const samples: Sample[] = []
  for (const planned of yield* planFor(db, world, planning, some, now))
    samples.push(...(yield* sampleOf(db, world, planning, planned, now)))
  const count = { persons, withChannel, visit: persons - withChannel }
  const wordsAlone = planning.file ? withoutFile(world, counts, planning.file) : null
  return { count, ...estimateOf(world, counts, startsAt), warnings: problemsOf(texts), samples, wordsAlone }
}

function withoutFile({ channels }: World, counts: readonly ChannelCount[], { type }: MediaRef): string[] {
  const carries = (name: string) => channels.get(name)?.abilities.carries?.includes(type) ?? false
  return counts.flatMap(({ channel }) => (carries(channel) ? [] : [channel]))
}

function* sampleOf(db: Db, world: World, planning: Planning, planned: Planned, now: Date): Work<Sample[]> {
  if (planned.do === 'skip') return []
  const who = { name: maskName(planned.persons[0]!.worker.name), others: planned.persons.length - 1 }
  if (planned.do === 'visit') return [{ ...who, route: 'visit', reason: planned.reason }]
  const contact = planned.contact ?? somebodyNew(planned.channel, now)
  const words = campaignWords(world, planning, planned, now)
  const prompt = yield* promptFor(db, world, contact, words, now)
  const channel = world.channels.get(contact.channel)
  const isQuiet = isClosed(contact.windowUntil, channel?.abilities.windowMs, now)
  const waits = isQuiet && channel?.opens?.(prompt) !== true
  const isFirstNotice = words.flow !== 'campaignNews'
  return [{ ...who, route: 'message', locale: contact.locale, isFirstNotice, prompt, waits }]
}
