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
 * to an end, room in the outbox; says of how many recipients it has decided. In quiet hours and on quiet days nothing is
 * queued, so that consent is read in the morning.
 */
export async function runCampaigns(world: World): Promise<number> {
  await settleMessages(world)
  await watchCampaigns(world)
  for (const { id } of await world.database.run(runningCampaigns)) await freezeRecipients(world, id)
  const now = world.clock.now()
  const decided = mayLeaveAt(now, world.settings()) ? await fillAll(world, now) : 0
  await finishCampaigns(world)
  return decided
}

/**
 * The same again and again, as long as there was room in the outbox, for about `forMs` and until it is to end: fast channels
 * are not kept waiting.
 */
export async function keepCampaignsRunning(
  world: World,
  forMs: number,
  ending: Pick<AbortSignal, 'aborted'>,
): Promise<void> {
  const until = world.clock.now().getTime() + forMs
  while (!ending.aborted && world.clock.now().getTime() < until) if ((await runCampaigns(world)) === 0) return
}

async function fillAll(world: World, now: Date): Promise<number> {
  const running = await world.database.run(runningCampaigns)
  const sending = running.filter((campaign) => stateOf(campaign, now) === 'sending')
  let decided = 0
  for (const { id } of sending) decided += await fillOutbox(world, id, sending.length)
  return decided
}
