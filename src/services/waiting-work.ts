import { isTheirs, refusalOf, stateOf } from '../domain/campaign.ts'
import { may, type Officer } from '../domain/officer.ts'
import { runningCampaigns, submittedCampaigns } from '../store/campaigns.ts'
import { countOpenCases } from '../store/claims.ts'
import { countOpenCorrections } from '../store/corrections.ts'
import { countOpenDoubts } from '../store/doubts.ts'
import { countOpenHandovers } from '../store/handovers.ts'
import { countDeathsTold, countOpenVisits } from '../store/visits.ts'
import type { Db, Work } from '../store/work.ts'
import { alarmOf } from './campaigns/trouble.ts'
import { channelViews } from './channel-views.ts'
import type { World } from './world.ts'

/** What waits for an officer; undefined for what is not their task. */
export interface WaitingWork {
  handovers: number | undefined
  visits: number | undefined
  /** Deaths that visitors were told of and nobody has made sure of; undefined where there is none. */
  deaths: number | undefined
  /** Messages to many that this officer may approve. */
  approvals: number | undefined
  /** Messages to many that have paused by themselves. */
  alarms: number | undefined
  /** Families' open cases. */
  cases: number | undefined
  /** Entries that may be one person. */
  doubts: number | undefined
  /** What workers say is wrong on a list and nobody has answered. */
  corrections: number | undefined
  /** Channels by which nothing leaves that nobody asked for, or to which a phone is to be linked. */
  channels: number | undefined
}

/** Counts what waits for an officer, within what is theirs to see. */
export async function waitingWork(world: World, officer: Officer): Promise<WaitingWork> {
  const channels = may(officer, 'changeSettings') ? await countChannels(world) : undefined
  return await world.database.run(function* (db) {
    return {
      handovers: may(officer, 'answerHandover') ? yield* countOpenHandovers(db, officer) : undefined,
      visits: may(officer, 'readReach') ? yield* countOpenVisits(db, officer) : undefined,
      deaths: may(officer, 'keepVisits') ? (yield* countDeathsTold(db, officer)) || undefined : undefined,
      approvals: may(officer, 'approveCampaign') ? yield* countApprovals(db, world, officer) : undefined,
      alarms: may(officer, 'stopCampaign') ? yield* countAlarms(db, world, officer) : undefined,
      cases: may(officer, 'readClaims') ? yield* countOpenCases(db, officer) : undefined,
      doubts: may(officer, 'decideDoubt') ? yield* countOpenDoubts(db, officer) : undefined,
      corrections: may(officer, 'answerCorrections') ? yield* countOpenCorrections(db, officer) : undefined,
      channels,
    }
  })
}

async function countChannels(world: World): Promise<number | undefined> {
  const views = await channelViews(world)
  return views.filter(({ state, halt }) => halt !== undefined || state?.is === 'qr').length || undefined
}

function* countAlarms(db: Db, { clock }: World, officer: Officer): Work<number> {
  const now = clock.now()
  return (yield* runningCampaigns(db)).filter(
    (campaign) =>
      isTheirs(officer, campaign.agencyId, campaign.audience) &&
      alarmOf({ changes: campaign.changes, state: stateOf(campaign, now) }) !== undefined,
  ).length
}

function* countApprovals(db: Db, { clock }: World, officer: Officer): Work<number> {
  const waiting = yield* submittedCampaigns(db, officer.agencyId)
  return waiting.filter(
    (campaign) =>
      isTheirs(officer, campaign.agencyId, campaign.audience) &&
      refusalOf('approve', campaign, officer, clock.now()) === undefined,
  ).length
}
