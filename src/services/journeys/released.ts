import type { CampaignTexts } from '../../domain/campaign-text.ts'
import { addDays, dayOf } from '../../domain/clock.ts'
import { DomainError } from '../../domain/errors.ts'
import { maskName } from '../../domain/masking.ts'
import { LOCALES, type Locale } from '../../domain/message.ts'
import { isInScope, may, type Officer } from '../../domain/officer.ts'
import { type Agency, listAgencies } from '../../store/agencies.ts'
import { namesOfOfficers } from '../../store/officers.ts'
import { releasedBy } from '../../store/released.ts'
import type { Row } from '../../store/schema.ts'
import type { Db, Work } from '../../store/work.ts'
import { promptFor, somebodyNew } from '../campaigns/sample.ts'
import { theirAgency } from '../campaigns/write.ts'
import type { World } from '../world.ts'

/** What an agency has decided about cover that ends, as officers see it. */
export interface Released {
  agency: Agency
  /** Null while nothing is decided. */
  texts: CampaignTexts | null
  at: Date | null
  /** Name of the officer who released it; null where they have no account any more. */
  by: string | null
  /** What a form was made with; see `RowForm`. */
  rev: number
}

/** What the agencies that are an officer's affair have released. Throws `campaigns.refused.role`. */
export async function releasesFor(world: World, by: Officer): Promise<Released[]> {
  if (!may(by, 'draftCampaign')) throw new DomainError('campaigns.refused.role')
  return await world.database.run(function* (db) {
    const releases: Released[] = []
    for (const agency of yield* listAgencies(db))
      if (isInScope(by, agency.id)) releases.push(yield* readReleased(db, world, agency))
    return releases
  })
}

/** The same of one agency. Throws `campaigns.refused.role`, `operation.noAgency`. */
export async function releasedOf(world: World, code: string, by: Officer): Promise<Released> {
  if (!may(by, 'draftCampaign')) throw new DomainError('campaigns.refused.role')
  return await world.database.run(function* (db) {
    return yield* readReleased(db, world, yield* theirAgency(db, code, by))
  })
}

const EXAMPLE = 'Contoh Pekerja'
const EXAMPLE_DAYS = 14

/** How words would be heard in each of their languages, by somebody whose cover ends in two weeks. */
export async function heardAs(
  world: World,
  agency: Agency,
  texts: CampaignTexts,
): Promise<{ locale: Locale; text: string }[]> {
  return await world.database.run(function* (db) {
    const now = world.clock.now()
    const heard: { locale: Locale; text: string }[] = []
    for (const locale of LOCALES) {
      if (texts[locale] === undefined) continue
      const answers = exampleOf(agency, texts[locale], now)
      const prompt = yield* promptFor(db, world, somebodyNew('', now, locale), { flow: 'coverNews', answers }, now)
      heard.push({ locale, text: prompt.text })
    }
    return heard
  })
}

/** Counts the changes of what stands released: by when it was released, 0 while there is nothing. */
export function revOf(row: Pick<Row<'released'>, 'releasedAt'> | undefined): number {
  return row?.releasedAt.getTime() ?? 0
}

function exampleOf(agency: Agency, released: string, now: Date) {
  const today = dayOf(now)
  return {
    ...{ kind: 'soon', name: maskName(EXAMPLE), agency: agency.name, asOf: today },
    ...{ endsOn: addDays(today, EXAMPLE_DAYS), funding: 'apbd', programmes: ['jkk', 'jkm'], released },
  }
}

function* readReleased(db: Db, world: World, agency: Agency): Work<Released> {
  const row = yield* releasedBy(db, agency.id)
  if (!row) return { agency, texts: null, at: null, by: null, rev: revOf(row) }
  const names = yield* namesOfOfficers(db, [row.releasedBy])
  const texts = JSON.parse(world.vault.open('released.texts', row.textsSealed)) as CampaignTexts
  return { agency, texts, at: row.releasedAt, by: names[row.releasedBy] ?? null, rev: revOf(row) }
}
