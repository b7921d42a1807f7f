import { percentOf } from '../domain/headline.ts'
import type { ReachDimension } from '../domain/reach.ts'
import { kelurahanOf } from '../domain/region/kelurahan.ts'
import { meetingsIn } from '../store/meetings.ts'
import type { Program } from './accounts/programs.ts'
import { campaignStatus, campaignsOf } from './campaigns/status.ts'
import { type ReachReport, reachOf } from './reach-report.ts'
import type { World } from './world.ts'

/** Days of a report, and by what it is divided. */
export interface AskedDays {
  from: string
  to: string
  by?: ReachDimension | undefined
}

const MOST_MEETINGS = 200

/** Whom the agency's news has reached, as `sapa reach --format json` tells it; throws as `reachOf` does. */
export async function reachNumbers(world: World, { reader }: Program, asked: AskedDays): Promise<ReachReport> {
  return await reachOf(world, { ...asked, reader })
}

/** The figures that a report begins with, with their shares in per cent; null of nobody. Throws as `reachOf` does. */
export async function headlineNumbers(world: World, program: Program, { on }: { on: string }) {
  const { agency, covered, headline } = await reachNumbers(world, program, { from: on, to: on })
  const { awareness, understanding } = headline
  return {
    ...{ agency, on, covered },
    awareness: { ...awareness, percent: percentOf(awareness) },
    understanding: { ...understanding, percent: percentOf(understanding) },
  }
}

/** How many nobody has reached, by kelurahan; numbers and never names. Throws as `reachOf` does. */
export async function notReachedNumbers(world: World, program: Program, asked: Omit<AskedDays, 'by'>) {
  const { groups, ...whole } = await reachNumbers(world, program, { ...asked, by: 'kelurahan' })
  const { agency, from, to, listed, notReached, visitsOpen } = whole
  return {
    ...{ agency, from, to, listed, notReached, visitsOpen },
    kelurahan: groups!.map(({ key, listed, notReached, visitsOpen }) => ({
      ...{ code: key, name: key === null ? null : (kelurahanOf(key)?.name ?? null), listed, notReached, visitsOpen },
    })),
  }
}

/** The agency's campaigns, newest first, with whom they are to tell and whom a message has left for; never their words. */
export async function campaignNumbers(world: World, { reader }: Program) {
  const campaigns = (await campaignsOf(world, reader)).map(({ campaign, persons, sent }) => {
    const { id, title, state, createdAt, approvedAt } = campaign
    return { ...{ id, title, state, createdAt, approvedAt }, persons, sent }
  })
  return { campaigns }
}

/** How far one of the agency's campaigns has come. Throws `campaigns.unknown`, also for another agency's. */
export async function oneCampaignNumbers(world: World, { reader }: Program, { id }: { id: string }) {
  const { campaign, persons, reasons } = await campaignStatus(world, id, reader)
  const { title, state, createdAt, approvedAt } = campaign
  return { ...{ id, title, state, createdAt, approvedAt }, persons, reasons }
}

/** The agency's meetings, the latest first; without the codes by which people check in. */
export async function meetingNumbers(world: World, { agency }: Program) {
  const scope = { agencyId: agency.id, kelurahan: null }
  const meetings = (await world.database.read((db) => meetingsIn(db, scope, MOST_MEETINGS))).map((meeting) => {
    const { place, kelurahan, topic, startsAt, closedAt, headcount, attended } = meeting
    return { ...{ place, kelurahan, topic, startsAt, closedAt, headcount }, attended: attended.persons }
  })
  return { meetings }
}
