import { simulated } from '../../src/channels/simulated/simulated.ts'
import { ABILITIES } from '../../src/channels/telegram/dress.ts'
import { runCampaigns } from '../../src/services/campaigns/run.ts'
import { deliverAllDue, deliverReplies } from '../../src/services/deliver.ts'
import { receive } from '../../src/services/receive.ts'
import { runningCampaigns } from '../../src/store/campaigns.ts'
import { submittedTo } from './approved-crowd.ts'
import { putCrowd } from './crowd.ts'
import { type TestWorld, testWorld } from './world.ts'

/** What a platform saw: when each message came, in milliseconds of its clock since the campaign was approved. */
export interface Seen {
  campaign: number[]
  replies: number[]
}

const AGENCY = 'DKPPP'
const CROWD = /^82/
const STEP_MS = 100
const SWEEP_MS = 2000
const TALK_MS = 3000

/** Sends a campaign at Telegram's pace by a clock that is turned, while somebody writes now and then. */
export async function sendByTheClock(persons: number): Promise<Seen> {
  const seen: Seen = { campaign: [], replies: [] }
  let began = 0
  const channel = simulated(({ id, address }) => {
    const at = world.clock.now().getTime() - began
    seen[CROWD.test(address) ? 'campaign' : 'replies'].push(at)
    return { sent: true, externalId: id }
  }, ABILITIES)
  const world: TestWorld = await testWorld({ channels: [{ ...channel, name: 'telegram' }] })
  const nobody = Number.POSITIVE_INFINITY
  await putCrowd(world, { agency: AGENCY, persons, sharing: nobody, chatless: nobody })
  const { approve } = await submittedTo(world, AGENCY)
  await approve()
  began = world.clock.now().getTime()
  for (let ms = 0; ms % SWEEP_MS !== 0 || (await isRunning(world)); ms += STEP_MS) {
    if (ms % SWEEP_MS === 0) await runCampaigns(world)
    if (ms % TALK_MS === 0) await talk(world, ms)
    await deliverAllDue(world)
    world.clock.pass(STEP_MS)
  }
  await world.database.close()
  return seen
}

async function isRunning({ database }: TestWorld): Promise<boolean> {
  return (await database.run(runningCampaigns)).length > 0
}

async function talk(world: TestWorld, ms: number): Promise<void> {
  const { replies } = await receive(world, 'telegram', { externalId: `${ms}`, address: '8100000001', text: 'menu' })
  await deliverReplies(world, replies)
}

/** The most messages in any stretch of so many milliseconds, wherever it begins. */
export function mostWithin(times: readonly number[], ms: number): number {
  let [most, from] = [0, 0]
  for (const [at, time] of times.entries()) {
    while (times[from]! <= time - ms) from++
    most = Math.max(most, at - from + 1)
  }
  return most
}
