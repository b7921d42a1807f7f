import type { Officer } from '../../domain/officer.ts'
import { cancelCampaign } from '../../store/outbox.ts'
import type { RowForm } from '../once.ts'
import type { World } from '../world.ts'
import { type CampaignView, doWith } from './known.ts'

/** Lets nothing more of a campaign go; what has not left is taken back and waits for its turn again. Throws what `doWith` throws. */
export async function pauseCampaign(world: World, id: string, by: Officer, form?: RowForm): Promise<CampaignView> {
  return await doWith(world, { id, by, act: 'pause', rev: form?.rev, form }, function* (db, _, now) {
    yield* cancelCampaign(db, id, now, 'paused')
    return { set: { pausedAt: now }, what: ['paused'] }
  })
}

/** Lets a paused campaign go on. Throws what `doWith` throws. */
export async function resumeCampaign(world: World, id: string, by: Officer, form?: RowForm): Promise<CampaignView> {
  return await doWith(world, { id, by, act: 'resume', rev: form?.rev, form }, function* () {
    return { set: { pausedAt: null }, what: ['resumed'] }
  })
}

/** Ends a campaign for good and takes back all that has not left; what a sender has in hand may still go. Throws what `doWith` throws. */
export async function stopCampaign(world: World, id: string, by: Officer, form?: RowForm): Promise<CampaignView> {
  return await doWith(world, { id, by, act: 'stop', rev: form?.rev, form }, function* (db, _, now) {
    yield* cancelCampaign(db, id, now, 'stopped')
    return { set: { stoppedAt: now, stoppedBy: by.id }, what: ['stopped'] }
  })
}
