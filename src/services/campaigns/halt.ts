import { refusalOf } from '../../domain/campaign.ts'
import type { Officer } from '../../domain/officer.ts'
import { occasionOf } from '../../store/reach.ts'
import { undecideEnded } from '../../store/recipients.ts'
import { forgetTried } from '../../store/tried.ts'
import { cancelCampaign } from '../../store/unasked.ts'
import { type Db, runRacing, type Work } from '../../store/work.ts'
import type { RowForm } from '../once.ts'
import type { World } from '../world.ts'
import { type CampaignView, doWith, theirCampaign } from './known.ts'

/** Lets nothing more of a campaign go; what has not left is taken back and waits for its turn again. Throws what `doWith` throws. */
export async function pauseCampaign(world: World, id: string, by: Officer, form?: RowForm): Promise<CampaignView> {
  return await doWith(world, { id, by, act: 'pause', rev: form?.rev, form }, function* (db, _, now) {
    yield* cancelCampaign(db, id, now, 'paused')
    return { set: { pausedAt: now }, what: ['paused'] }
  })
}

/** Whose turn comes again beside those who wait: whose message failed, and whose may have arrived and may then come twice. */
export const AGAIN = ['failed', 'unknown'] as const
export type Again = (typeof AGAIN)[number]

/** So many are let wait again in one work. */
const SLICE = 500

/** Lets a paused campaign go on, for those who wait and whom else the officer chooses. Throws what `doWith` throws. */
export async function resumeCampaign(
  world: World,
  id: string,
  by: Officer,
  form?: RowForm,
  again: readonly Again[] = [],
): Promise<CampaignView> {
  // Before it goes on: a campaign with nobody left would be done meanwhile.
  if (again.length > 0)
    while ((await runRacing(world.database, (db) => takeAgain(db, world, id, by, again))) === SLICE);
  return await doWith(world, { id, by, act: 'resume', rev: form?.rev, form }, function* () {
    return { set: { pausedAt: null }, what: ['resumed'] }
  })
}

function* takeAgain(db: Db, { clock }: World, id: string, by: Officer, again: readonly Again[]): Work<number> {
  const campaign = yield* theirCampaign(db, id, by)
  const isRefused = refusalOf('resume', campaign, by, clock.now()) !== undefined
  if (isRefused) return 0
  const workerIds = yield* undecideEnded(db, id, again, SLICE)
  yield* forgetTried(db, occasionOf.campaign(id), workerIds)
  return workerIds.length
}

/** Ends a campaign for good and takes back all that has not left; what a sender has in hand may still go. Throws what `doWith` throws. */
export async function stopCampaign(world: World, id: string, by: Officer, form?: RowForm): Promise<CampaignView> {
  return await doWith(world, { id, by, act: 'stop', rev: form?.rev, form }, function* (db, _, now) {
    yield* cancelCampaign(db, id, now, 'stopped')
    return { set: { stoppedAt: now, stoppedBy: by.id }, what: ['stopped'] }
  })
}
