import { alarmIn, UNAUTHORISED, WATCHED } from '../../domain/alarm.ts'
import { stateOf } from '../../domain/campaign.ts'
import { note } from '../../store/audit.ts'
import { type Campaign, campaignById, changeCampaign, runningCampaigns } from '../../store/campaigns.ts'
import { countFailure, failedOfLast } from '../../store/failures.ts'
import { cancelCampaign } from '../../store/unasked.ts'
import { type Db, runRacing, type Work } from '../../store/work.ts'
import type { World } from '../world.ts'

/** Stands for Sapa itself among those who change a campaign. */
export const BY_ITSELF = 'sapa'

/** Pauses each campaign whose messages come to nothing, and writes down why, for the officers to see. */
export async function watchCampaigns(world: World): Promise<void> {
  for (const { id } of await world.database.run(runningCampaigns))
    await runRacing(world.database, (db) => watch(db, world, id))
}

function* watch(db: Db, world: World, id: string): Work<void> {
  const now = world.clock.now()
  const campaign = yield* campaignById(db, id)
  if (!campaign || stateOf(campaign, now) !== 'sending') return
  const since = lastSetGoing(campaign)
  const failed = yield* failedOfLast(db, id, since, WATCHED)
  const alarm = alarmIn({ failed, refusals: yield* countFailure(db, id, since, UNAUTHORISED) })
  if (!alarm) return
  const what = ['paused', alarm === 'failing' ? 'pausedFailing' : 'pausedUnauthorised']
  const entry = { rev: campaign.rev + 1, by: BY_ITSELF, at: now.toISOString(), what }
  yield* cancelCampaign(db, id, now, 'paused')
  yield* changeCampaign(db, campaign, { pausedAt: now, changes: [...campaign.changes, entry] })
  yield* note(db, {
    ...{ id: world.ids.next(now), at: now, actor: BY_ITSELF, action: 'campaign.alarm', subject: `campaign:${id}` },
    detail: { alarm },
  })
  world.log.warn({ campaignId: id, alarm }, 'a campaign was paused, since its messages come to nothing')
}

/** What failed before somebody has looked at it and let it go on is no news. */
function lastSetGoing({ changes, approvedAt }: Campaign): Date {
  const resumed = changes.findLast(({ what }) => what.includes('resumed'))
  return resumed ? new Date(resumed.at) : approvedAt!
}
