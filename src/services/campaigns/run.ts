import { mayLeaveAt } from '../../domain/quiet-hours.ts'
import { runningCampaigns } from '../../store/campaigns.ts'
import type { World } from '../world.ts'
import { freezeRecipients } from './approve.ts'
import { fillOutbox } from './fill.ts'
import { finishCampaigns, settleMessages } from './settle.ts'

/**
 * Brings every campaign on by what lies in the tables: recipients that are still to be written down, messages that have come
 * to an end, room in the outbox. In quiet hours and on quiet days nothing is queued, so that consent is read in the morning.
 */
export async function runCampaigns(world: World): Promise<void> {
  await settleMessages(world)
  for (const { id } of await world.database.run(runningCampaigns)) {
    await freezeRecipients(world, id)
    if (mayLeaveAt(world.clock.now(), world.settings())) await fillOutbox(world, id)
  }
  await finishCampaigns(world)
}
