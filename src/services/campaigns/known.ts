import { type CampaignAct, type CampaignState, isTheirs, refusalOf, stateOf } from '../../domain/campaign.ts'
import type { CampaignTexts } from '../../domain/campaign-text.ts'
import { problemsOf, type TextProblem } from '../../domain/campaign-text-check.ts'
import { DomainError } from '../../domain/errors.ts'
import { may, type Officer } from '../../domain/officer.ts'
import { type Agency, agencyById } from '../../store/agencies.ts'
import { note } from '../../store/audit.ts'
import { type Campaign, campaignById, changeCampaign } from '../../store/campaigns.ts'
import { type FileFacts, fileFacts } from '../../store/files.ts'
import { occasionOf } from '../../store/reach.ts'
import { type Db, runRacing, type Work } from '../../store/work.ts'
import { type Form, once } from '../once.ts'
import type { World } from '../world.ts'
import type { Planning } from './plan.ts'

/** A campaign as officers see it. */
export interface CampaignView extends Omit<Campaign, 'textsSealed' | 'frozenThrough'> {
  agency: Agency
  texts: CampaignTexts
  state: CampaignState
  /** What goes with it. */
  file: FileFacts | null
  /** What an officer should know of the words; nothing in it is refused any more. */
  warnings: TextProblem[]
}

/** Reads one campaign. Throws `campaigns.unknown`, also to an officer whose affair it is not; `campaigns.refused.role`. */
export async function readCampaign(world: World, id: string, by: Officer): Promise<CampaignView> {
  if (!may(by, 'readReach')) throw new DomainError('campaigns.refused.role')
  return await world.database.run(function* (db) {
    return yield* viewOf(db, world, yield* theirCampaign(db, id, by))
  })
}

/** A campaign that is an officer's affair; to all others it is not there. */
export function* theirCampaign(db: Db, id: string, by: Officer): Work<Campaign> {
  const campaign = yield* campaignById(db, id)
  if (!campaign || !isTheirs(by, campaign.agencyId, campaign.audience)) throw new DomainError('campaigns.unknown')
  return campaign
}

export function* viewOf(db: Db, world: World, campaign: Campaign): Work<CampaignView> {
  const { textsSealed: _, frozenThrough: __, ...shown } = campaign
  const agency = yield* agencyById(db, campaign.agencyId)
  const texts = textsOf(world, campaign)
  const file = campaign.fileId === null ? undefined : yield* fileFacts(db, campaign.fileId)
  return {
    ...shown,
    ...{
      agency: agency!,
      texts,
      file: file ?? null,
      state: stateOf(campaign, world.clock.now()),
      warnings: problemsOf(texts),
    },
  }
}

/** What a plan is made for, of a campaign that stands. */
export function* planningOf(db: Db, world: World, campaign: Campaign): Work<Planning> {
  const agency = yield* agencyById(db, campaign.agencyId)
  const { audience, fileId } = campaign
  const file = fileId === null ? undefined : yield* fileFacts(db, fileId)
  const occasion = occasionOf.campaign(campaign.id)
  const told = { agency: agency!, texts: textsOf(world, campaign), audience, occasion }
  return { ...told, file: file && { id: file.id, type: file.type } }
}

export function sealTexts(world: World, texts: CampaignTexts): string {
  return world.vault.seal('campaign.texts', JSON.stringify(texts))
}

export function textsOf(world: World, { textsSealed }: Campaign): CampaignTexts {
  return JSON.parse(world.vault.open('campaign.texts', textsSealed)) as CampaignTexts
}

export interface Deed {
  id: string
  by: Officer
  act: CampaignAct
  /** What the officer had before them; a form that is stale by now is told what changed. */
  rev?: number | undefined
  /** The form in which it was asked for; left out at the shell. */
  form?: Form | undefined
}

/** What an act changes, and in which words of ours; further work of the same transaction may come before. */
export type Change = (db: Db, campaign: Campaign, now: Date) => Work<{ set: Partial<Campaign>; what: string[] }>

/**
 * Does something with a campaign, once, whoever else does so at the same time. Throws `campaigns.unknown`,
 * `campaigns.refused.role`, `.state` (with where it stands), `.own`, `campaigns.stale` (with what changed), and
 * `console.twice` for a form that was handed in before.
 */
export async function doWith(world: World, deed: Deed, change: Change): Promise<CampaignView> {
  return await runRacing(world.database, (db) => attempt(db, world, deed, change))
}

function* attempt(db: Db, world: World, { id, by, act, rev, form }: Deed, change: Change): Work<CampaignView> {
  const now = world.clock.now()
  const campaign = yield* theirCampaign(db, id, by)
  if (form) yield* once(db, world, form, now)
  const refused = refusalOf(act, campaign, by, now)
  if (typeof refused === 'string') throw new DomainError(refused)
  if (refused) throw new DomainError(...refused)
  if (rev !== undefined && rev !== campaign.rev) throw staleError(campaign, rev)
  const { set, what } = yield* change(db, campaign, now)
  const entry = { rev: campaign.rev + 1, by: by.id, at: now.toISOString(), what }
  const changed = yield* changeCampaign(db, campaign, { ...set, changes: [...campaign.changes, entry] })
  yield* noteDeed(db, world, by, `campaign.${act}`, changed, now)
  return yield* viewOf(db, world, changed)
}

export function* noteDeed(
  db: Db,
  world: World,
  by: Officer,
  action: string,
  { id, rev }: Campaign,
  at: Date,
): Work<void> {
  yield* note(db, {
    ...{ id: world.ids.next(at), at, actor: `officer:${by.id}`, action, subject: `campaign:${id}`, detail: { rev } },
  })
}

function staleError({ changes }: Campaign, seen: number): DomainError {
  const what = new Set(changes.filter(({ rev }) => rev > seen).flatMap((change) => change.what))
  return new DomainError('campaigns.stale', { what: { lines: [...what].map((word) => `campaigns.change.${word}`) } })
}
