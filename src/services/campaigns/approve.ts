import { dayOf } from '../../domain/clock.ts'
import type { Officer } from '../../domain/officer.ts'
import { workersAddressed } from '../../store/audience.ts'
import { campaignById, markFrozen } from '../../store/campaigns.ts'
import { FROZEN_AT_ONCE, freeze } from '../../store/recipients.ts'
import type { Db, Work } from '../../store/work.ts'
import type { Form } from '../once.ts'
import type { World } from '../world.ts'
import { type CampaignView, doWith, readCampaign } from './known.ts'

/**
 * Approves a campaign, as it stood at `rev` where that is given, and writes down its recipients. What a crash leaves
 * unwritten the sweep goes on with. Throws what `doWith` throws.
 */
export async function approveCampaign(
  world: World,
  id: string,
  by: Officer,
  rev?: number,
  form?: Form,
): Promise<CampaignView> {
  await doWith(world, { id, by, act: 'approve', rev, form }, function* (_, __, now) {
    return { set: { approvedAt: now, approvedBy: by.id }, what: ['approved'] }
  })
  await freezeRecipients(world, id)
  return await readCampaign(world, id, by)
}

/** Writes down the recipients of an approved campaign, slice after slice, from where it was left; each once. */
export async function freezeRecipients(world: World, id: string): Promise<void> {
  while (await world.database.run((db) => freezeSlice(db, world, id)));
}

function* freezeSlice(db: Db, world: World, id: string): Work<boolean> {
  const campaign = yield* campaignById(db, id)
  if (!campaign?.approvedAt || campaign.frozenAt || campaign.stoppedAt) return false
  const now = world.clock.now()
  const addressed = { ...campaign.audience, agencyId: campaign.agencyId, on: dayOf(campaign.approvedAt) }
  const workerIds = yield* workersAddressed(db, addressed, campaign.frozenThrough, FROZEN_AT_ONCE)
  const last = workerIds.at(-1)
  const mark = last === undefined ? { frozenAt: now } : { frozenThrough: last }
  // Somebody else has written these down, or has stopped it: that is seen where it stands now.
  if (!(yield* markFrozen(db, campaign, mark))) return true
  yield* freeze(db, { campaignId: id, workerIds, frozenAt: now })
  return last !== undefined
}
