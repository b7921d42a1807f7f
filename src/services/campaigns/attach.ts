import type { Media } from '../../channels/channel.ts'
import { DomainError } from '../../domain/errors.ts'
import { may, type Officer } from '../../domain/officer.ts'
import { dropFileRow } from '../../store/files.ts'
import { keepMedia, mediaOf, sealedMedia } from '../media/kept-media.ts'
import { readMedia } from '../media/read-media.ts'
import type { RowForm } from '../once.ts'
import type { World } from '../world.ts'
import { type CampaignView, doWith, theirCampaign } from './known.ts'

/**
 * Lets a picture or a PDF go with a campaign that nobody has approved, in the place of another; one that was submitted is a draft
 * again. Throws what `readMedia` and `doWith` throw.
 */
export async function attachFile(
  world: World,
  id: string,
  content: Buffer,
  by: Officer,
  form?: RowForm,
): Promise<CampaignView> {
  if (!may(by, 'draftCampaign')) throw new DomainError('campaigns.refused.role')
  const sealed = sealedMedia(world, content, readMedia(content))
  return await doWith(world, { id, by, act: 'edit', rev: form?.rev, form }, function* (db, campaign, now) {
    if (campaign.fileId !== null) yield* dropFileRow(db, campaign.fileId)
    const fileId = yield* keepMedia(db, world, sealed, by, now)
    return { set: { fileId, submittedAt: null, editedBy: by.id, editedAt: now }, what: ['file'] }
  })
}

/** Takes the file of a campaign away. Throws what `doWith` throws. */
export async function detachFile(world: World, id: string, by: Officer, form?: RowForm): Promise<CampaignView> {
  return await doWith(world, { id, by, act: 'edit', rev: form?.rev, form }, function* (db, campaign, now) {
    if (campaign.fileId !== null) yield* dropFileRow(db, campaign.fileId)
    return { set: { fileId: null, submittedAt: null, editedBy: by.id, editedAt: now }, what: ['file'] }
  })
}

/** The file of a campaign, to be looked at. Throws `campaigns.refused.role`, and `campaigns.unknown` also where there is none. */
export async function campaignFile(world: World, id: string, by: Officer): Promise<Media> {
  if (!may(by, 'draftCampaign')) throw new DomainError('campaigns.refused.role')
  const { fileId } = await world.database.run((db) => theirCampaign(db, id, by))
  const media = fileId === null ? undefined : await mediaOf(world, fileId)
  if (!media) throw new DomainError('campaigns.unknown')
  return media
}
