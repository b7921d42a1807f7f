import { stateOf } from '../../domain/campaign.ts'
import { mayLeaveAt } from '../../domain/quiet-hours.ts'
import { runningCampaigns } from '../../store/campaigns.ts'
import type { World } from '../world.ts'
import { freezeRecipients } from './approve.ts'
import { fillOutbox } from './fill.ts'
import { finishCampaigns, settleMessages } from './settle.ts'
import { watchCampaigns } from './watch.ts'

/**
 * Brings every campaign on by what lies in the tables: recipients that are still to be written down, messages that have come
 * to an end, room in the outbox. In quiet hours and on quiet days nothing is queued, so that consent is read in the morning.
 */
export async function runCampaigns(world: World): Promise<void> {
  await settleMessages(world)
  await watchCampaigns(world)
  for (const { id } of await world.database.run(runningCampaigns)) await freezeRecipients(world, id)
  const now = world.clock.now()
  if (mayLeaveAt(now, world.settings())) await fillAll(world, now)
  await finishCampaigns(world)
}

async function fillAll(world: World, now: Date): Promise<void> {
  const running = await world.database.run(runningCampaigns)
  const sending = running.filter((campaign) => stateOf(campaign, now) === 'sending')
  for (const { id } of sending) await fillOutbox(world, id, sending.length)
}
