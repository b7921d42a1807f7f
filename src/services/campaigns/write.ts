import {
  AUDIENCE_STATES,
  type Audience,
  LONGEST_ENDS_WITHIN,
  MOST_WITHOUT,
  NARROWINGS,
  type Narrowing,
} from '../../domain/audience.ts'
import { isTheirs } from '../../domain/campaign.ts'
import { type CampaignTexts, tidyText } from '../../domain/campaign-text.ts'
import { isAcceptable, problemsOf } from '../../domain/campaign-text-check.ts'
import { DomainError } from '../../domain/errors.ts'
import { LOCALES, type Locale, type Text } from '../../domain/message.ts'
import { maskNiks } from '../../domain/nik.ts'
import { isInScope, may, type Officer } from '../../domain/officer.ts'
import { kelurahanOf } from '../../domain/region/kelurahan.ts'
import { SEGMENTS } from '../../domain/roster/segments.ts'
import { type Agency, agencyByCode } from '../../store/agencies.ts'
import { addCampaign, type Campaign } from '../../store/campaigns.ts'
import type { Db, Work } from '../../store/work.ts'
import { type Form, once } from '../once.ts'
import type { World } from '../world.ts'
import { type CampaignView, doWith, noteDeed, sealTexts, textsOf, theirCampaign, viewOf } from './known.ts'

/** What an officer writes. */
export interface Draft {
  title: string
  texts: Partial<Record<Locale, string>>
  audience: Audience
  startsAt: Date | null
}

const LONGEST_TITLE = 120

/**
 * Begins a campaign of an agency. Throws `operation.noAgency` (also for an agency that is not the officer's),
 * `campaigns.refused.role`, `.kelurahan`, `campaigns.badTitle`, `.badText` (with what is wrong), `.badAudience`, and
 * `console.twice` for a form that was handed in before.
 */
export async function createCampaign(
  world: World,
  code: string,
  draft: Draft,
  by: Officer,
  form?: Form,
): Promise<CampaignView> {
  if (!may(by, 'draftCampaign')) throw new DomainError('campaigns.refused.role')
  const kept = checked(draft)
  return await world.database.run(function* (db) {
    const now = world.clock.now()
    if (form) yield* once(db, world, form, now)
    const agency = yield* theirAgency(db, code, by)
    if (!isTheirs(by, agency.id, kept.audience)) throw new DomainError('campaigns.refused.kelurahan')
    yield* checkNotOf(db, kept.audience, by)
    const campaign = yield* addCampaign(db, {
      ...{ id: world.ids.next(now), agencyId: agency.id, title: kept.title, audience: kept.audience },
      ...{ textsSealed: sealTexts(world, kept.texts), startsAt: kept.startsAt, rev: 1, changes: [] },
      ...{ createdBy: by.id, createdAt: now, editedBy: by.id, editedAt: now },
    })
    yield* noteDeed(db, world, by, 'campaign.create', campaign, now)
    return yield* viewOf(db, world, campaign)
  })
}

/**
 * Rewrites a campaign that nobody has approved; one that was submitted is a draft again. `rev` is that of the form.
 * Throws what `createCampaign` and `doWith` throw.
 */
export async function editCampaign(
  world: World,
  id: string,
  rev: number,
  draft: Draft,
  by: Officer,
  form?: Form,
): Promise<CampaignView> {
  const kept = checked(draft)
  return await doWith(world, { id, by, act: 'edit', rev, form }, function* (db, campaign, now) {
    if (!isTheirs(by, campaign.agencyId, kept.audience)) throw new DomainError('campaigns.refused.kelurahan')
    yield* checkNotOf(db, kept.audience, by)
    const { title, audience, startsAt } = kept
    const set = { title, audience, startsAt, textsSealed: sealTexts(world, kept.texts) }
    return {
      set: { ...set, submittedAt: null, editedBy: by.id, editedAt: now },
      what: changedIn(world, campaign, kept),
    }
  })
}

/** Hands a draft to whoever is to approve it. Throws what `doWith` throws. */
export async function submitCampaign(
  world: World,
  id: string,
  by: Officer,
  rev?: number,
  form?: Form,
): Promise<CampaignView> {
  return await doWith(world, { id, by, act: 'submit', rev, form }, function* (_, __, now) {
    return { set: { submittedAt: now }, what: ['submitted'] }
  })
}

/** The agency with a code, when it is an officer's affair; otherwise it is not there. */
export function* theirAgency(db: Db, code: string, by: Officer): Work<Agency> {
  const agency = yield* agencyByCode(db, code)
  if (!agency || !isInScope(by, agency.id)) throw new DomainError('operation.noAgency', { code })
  return agency
}

type Kept = Omit<Draft, 'texts'> & { texts: CampaignTexts }

/** A draft as it may be kept. */
export function checked({ title, texts, audience, startsAt }: Draft): Kept {
  const tidyTitle = tidyText(title)
  if (tidyTitle === '' || tidyTitle.length > LONGEST_TITLE || maskNiks(tidyTitle) !== tidyTitle)
    throw new DomainError('campaigns.badTitle', { limit: LONGEST_TITLE })
  const kept = acceptable(texts)
  const { segment, kelurahan, notReached } = audience
  if (segment !== null && !(SEGMENTS as readonly string[]).includes(segment))
    throw new DomainError('campaigns.badAudience')
  if (kelurahan !== null && !kelurahanOf(kelurahan)) throw new DomainError('campaigns.badAudience')
  const narrowing = narrowingOf(audience)
  return { title: tidyTitle, texts: kept, audience: { segment, kelurahan, notReached, ...narrowing }, startsAt }
}

/** The further bounds of an audience, without what bounds nobody. Throws `campaigns.badNarrowing`. */
function narrowingOf({ states, endsWithin, notUnderstood, language, notOf, without = [] }: Narrowing): Narrowing {
  const isDays = endsWithin === undefined || (Number.isInteger(endsWithin) && endsWithin >= 0)
  if (!isDays || (endsWithin ?? 0) > LONGEST_ENDS_WITHIN || without.length > MOST_WITHOUT)
    throw new DomainError('campaigns.badNarrowing', { days: LONGEST_ENDS_WITHIN, codes: MOST_WITHOUT })
  return {
    ...(states && states.length > 0 && { states: AUDIENCE_STATES.filter((one) => states.includes(one)) }),
    ...(endsWithin !== undefined && { endsWithin }),
    ...(notUnderstood && { notUnderstood }),
    ...(language && { language }),
    ...(notOf && { notOf }),
    ...(without.length > 0 && { without }),
  }
}

/** Refuses a campaign whose recipients are left out where it is not the officer's affair. Throws `campaigns.unknown`. */
export function* checkNotOf(db: Db, { notOf }: Audience, by: Officer): Work<void> {
  if (notOf !== undefined) yield* theirCampaign(db, notOf, by)
}

/** Words to many as they may be kept; a language that was left blank is not there. Throws `campaigns.badText` with what is wrong. */
export function acceptable(texts: Draft['texts']): CampaignTexts {
  const written = LOCALES.map((locale) => [locale, tidyText(texts[locale] ?? '')] as const)
  const tidy = Object.fromEntries(written.filter(([locale, text]) => locale === 'id' || text !== ''))
  if (!isAcceptable(tidy)) throw new DomainError('campaigns.badText', { problems: { lines: refusedIn(tidy) } })
  return tidy
}

function refusedIn(texts: Draft['texts']): Text[] {
  return problemsOf(texts)
    .filter(({ refused }) => refused)
    .map(({ locale, text }) => [
      'campaigns.problem',
      { language: { text: `campaigns.language.${locale}` }, what: { text } },
    ])
}

function changedIn(world: World, before: Campaign, { title, texts, audience, startsAt }: Kept): string[] {
  const differs = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b)
  const old = textsOf(world, before)
  const what: [string, boolean][] = [
    ['title', title !== before.title],
    ['texts', LOCALES.some((locale) => texts[locale] !== old[locale])],
    [
      'audience',
      (['segment', 'kelurahan', 'notReached', ...NARROWINGS] as const).some((key) =>
        differs(audience[key], before.audience[key]),
      ),
    ],
    ['startsAt', differs(startsAt, before.startsAt)],
  ]
  return what.filter(([, changed]) => changed).map(([word]) => word)
}
