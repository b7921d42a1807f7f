import { readFile } from 'node:fs/promises'
import { text as readAll } from 'node:stream/consumers'
import { AUDIENCE_STATES, type Narrowing } from '../domain/audience.ts'
import { readInstant } from '../domain/clock.ts'
import { DomainError } from '../domain/errors.ts'
import { LOCALES } from '../domain/message.ts'
import { findKelurahan } from '../domain/region/find-kelurahan.ts'
import { readSegment } from '../domain/roster/segments.ts'
import { readCodes } from '../domain/worker-code.ts'
import type { Draft } from '../services/campaigns/write.ts'
import { readMedia } from '../services/media/read-media.ts'
import { readText, readTexts, TEXT_OPTIONS } from './campaign-texts.ts'
import type { Shell } from './command.ts'
import { needed, oneOf, type readOptions, severalOf } from './options.ts'

export const CAMPAIGN_OPTIONS = {
  agency: { type: 'string' },
  title: { type: 'string' },
  ...TEXT_OPTIONS,
  segment: { type: 'string' },
  kelurahan: { type: 'string' },
  'not-reached': { type: 'boolean' },
  state: { type: 'string' },
  'ends-within': { type: 'string' },
  'not-understood': { type: 'boolean' },
  language: { type: 'string' },
  'not-of': { type: 'string' },
  without: { type: 'string' },
  'starts-at': { type: 'string' },
  media: { type: 'string' },
  again: { type: 'string' },
  chat: { type: 'string' },
  as: { type: 'string' },
  json: { type: 'boolean' },
} as const

export type CampaignOptions = ReturnType<typeof readOptions<typeof CAMPAIGN_OPTIONS>>['values']

/** A draft out of the options of `campaign create`; `-` stands for standard input. Throws `cli.*` for what cannot be read. */
export async function readDraft(values: CampaignOptions, shell: Shell): Promise<Draft> {
  const texts = await readTexts(values, (file) => textOf(file, shell))
  return {
    title: needed('--title', values.title),
    texts,
    audience: {
      segment: segmentOf(values),
      kelurahan: kelurahanOf(values),
      notReached: values['not-reached'] ?? false,
      ...(await narrowingOf(values, shell)),
    },
    startsAt: startOf(values['starts-at']),
  }
}

async function narrowingOf(values: CampaignOptions, shell: Shell): Promise<Narrowing> {
  const { state, language, without } = values
  const days = values['ends-within']
  const codes = without === undefined ? undefined : readCodes(await textOf(without, shell))
  return {
    ...(state !== undefined && { states: severalOf('--state', state, AUDIENCE_STATES) }),
    ...(days !== undefined && { endsWithin: Number(days) }),
    ...(values['not-understood'] && { notUnderstood: true as const }),
    ...(language !== undefined && { language: oneOf('--language', language, LOCALES) }),
    ...(values['not-of'] !== undefined && { notOf: values['not-of'] }),
    ...(codes && { without: codes }),
  }
}

/** The file of `--media`; undefined where none is named. Throws `cli.campaign.noMedia`, and what `readMedia` throws. */
export async function readMediaFile({ media }: CampaignOptions): Promise<Buffer | undefined> {
  if (media === undefined) return undefined
  const content = await readFile(media).catch(() => {
    throw new DomainError('cli.campaign.noMedia')
  })
  readMedia(content)
  return content
}

async function textOf(file: string, { stdin }: Shell): Promise<string> {
  return file === '-' ? await readAll(stdin) : await readText(file)
}

function segmentOf({ segment }: CampaignOptions): string | null {
  if (segment === undefined) return null
  const found = readSegment(segment.replaceAll('-', ' '))
  if (!found) throw new DomainError('cli.import.badSegment')
  return found
}

function kelurahanOf({ kelurahan }: CampaignOptions): string | null {
  if (kelurahan === undefined) return null
  const found = findKelurahan(kelurahan)
  if (!found) throw new DomainError('cli.visits.noKelurahan')
  return found.code
}

function startOf(given: string | undefined): Date | null {
  if (given === undefined) return null
  const time = given.includes('T') ? readInstant(given) : undefined
  if (!time) throw new DomainError('cli.campaign.badTime')
  return time
}
