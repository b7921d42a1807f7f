import { isTheirs } from '../../domain/campaign.ts'
import { DomainError } from '../../domain/errors.ts'
import { may, type Officer } from '../../domain/officer.ts'
import { listCampaigns } from '../../store/campaigns.ts'
import { failuresOf } from '../../store/failures.ts'
import { namesOfOfficers } from '../../store/officers.ts'
import { occasionOf } from '../../store/reach.ts'
import { countRecipients, stillUnknown, type Tally, tallyReach, tallyRecipients } from '../../store/recipient-counts.ts'
import type { Db, Work } from '../../store/work.ts'
import type { World } from '../world.ts'
import { type CampaignView, theirCampaign, viewOf } from './known.ts'

export const CAMPAIGN_FIGURES = [
  ...(['frozen', 'waiting', 'queued', 'sent', 'delivered', 'read', 'answered'] as const),
  ...(['failed', 'unknown', 'visit', 'skipped', 'takenBack'] as const),
] as const
export type CampaignFigure = (typeof CAMPAIGN_FIGURES)[number]

export interface CampaignStatus {
  campaign: CampaignView
  /** Unique persons in each figure; `sent` to `answered` from the ledger of reach. */
  persons: Record<CampaignFigure, number>
  /** Persons who are visited or left out, by reason. */
  reasons: Record<string, number>
  /** Failed messages, by why. */
  failures: { failure: string; messages: number }[]
  /** Names of those who had a hand in it, by their ids; whoever has no account is left out. */
  officers: Record<string, string>
}

/** A campaign in the list: persons who are to be told, and those whom a message has left for. */
export interface ListedCampaign {
  campaign: CampaignView
  persons: number
  sent: number
}

/** How far a campaign has come. Throws `campaigns.unknown`, `campaigns.refused.role`. */
export async function campaignStatus(world: World, id: string, by: Officer): Promise<CampaignStatus> {
  if (!may(by, 'readReach')) throw new DomainError('campaigns.refused.role')
  return await world.database.run(function* (db) {
    const campaign = yield* viewOf(db, world, yield* theirCampaign(db, id, by))
    const tally = yield* tallyRecipients(db, id)
    const officers = yield* handsIn(db, campaign)
    const failures = yield* failuresOf(db, id)
    return { campaign, persons: yield* personsOf(db, id, tally), reasons: reasonsOf(tally), failures, officers }
  })
}

const LISTED = 200

/** The campaigns that are an officer's affair, newest first. Throws `campaigns.refused.role`. */
export async function campaignsOf(world: World, by: Officer): Promise<ListedCampaign[]> {
  if (!may(by, 'readReach')) throw new DomainError('campaigns.refused.role')
  const views = await world.database.run(function* (db) {
    const theirs: CampaignView[] = []
    for (const campaign of yield* listCampaigns(db, by.agencyId, LISTED))
      if (isTheirs(by, campaign.agencyId, campaign.audience)) theirs.push(yield* viewOf(db, world, campaign))
    return theirs
  })
  const counted: ListedCampaign[] = []
  // A work for each: to count tens of thousands takes milliseconds, and chats come between.
  for (const campaign of views) counted.push({ campaign, ...(await countsOf(world, campaign)) })
  return counted
}

async function countsOf({ database }: World, { id, approvedAt }: CampaignView) {
  return approvedAt ? await database.run((db) => countRecipients(db, id)) : { persons: 0, sent: 0 }
}

function* handsIn(db: Db, { createdBy, editedBy, approvedBy, stoppedBy, changes }: CampaignView) {
  const ids = new Set([createdBy, editedBy, approvedBy, stoppedBy, ...changes.map(({ by }) => by)])
  return yield* namesOfOfficers(
    db,
    [...ids].filter((id) => id !== null),
  )
}

function* personsOf(db: Db, id: string, tally: readonly Tally[]): Work<Record<CampaignFigure, number>> {
  const persons = (counts: (row: Tally) => boolean) => tally.filter(counts).reduce((sum, row) => sum + row.persons, 0)
  const occasion = occasionOf.campaign(id)
  const reached = yield* tallyReach(db, occasion)
  return {
    frozen: persons(() => true),
    waiting: persons(({ outcome }) => outcome === null),
    queued: persons(({ outcome, result }) => outcome === 'message' && result === null),
    sent: reached.get('sent') ?? 0,
    delivered: reached.get('delivered') ?? 0,
    read: reached.get('read') ?? 0,
    answered: reached.get('answered') ?? 0,
    failed: persons(({ result }) => result === 'failed'),
    unknown: yield* stillUnknown(db, id, occasion),
    visit: persons(({ outcome }) => outcome === 'visit'),
    skipped: persons(({ outcome }) => outcome === 'skipped'),
    takenBack: persons(({ outcome, result }) => outcome === 'message' && result === 'takenBack'),
  }
}

function reasonsOf(tally: readonly Tally[]): Record<string, number> {
  const reasons: Record<string, number> = {}
  for (const { reason, persons } of tally) if (reason !== null) reasons[reason] = (reasons[reason] ?? 0) + persons
  return reasons
}
