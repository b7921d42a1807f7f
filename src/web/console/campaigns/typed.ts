import type { FastifyRequest } from 'fastify'
import { AUDIENCE_STATES, type Narrowing } from '../../../domain/audience.ts'
import { addDays, type Day, dayOf, isDay, minuteOfDay, startOf } from '../../../domain/clock.ts'
import { DomainError } from '../../../domain/errors.ts'
import { LOCALES } from '../../../domain/message.ts'
import type { Officer } from '../../../domain/officer.ts'
import { readCodes } from '../../../domain/worker-code.ts'
import type { CampaignView } from '../../../services/campaigns/known.ts'
import type { Draft } from '../../../services/campaigns/write.ts'
import { fieldsOf } from '../forms.ts'

/** The fields of the further bounds; each state has a tick of its own. */
export const NARROWING_FIELDS = [
  ...AUDIENCE_STATES,
  ...(['endsWithin', 'notUnderstood', 'language', 'notOf', 'without'] as const),
] as const

const FIELDS = [
  ...(['agency', 'title', ...LOCALES] as const),
  ...(['segment', 'kelurahan', 'notReached', ...NARROWING_FIELDS, 'startsOn', 'startsTime'] as const),
] as const

/** What the form of a campaign holds, as it was typed. */
export type Typed = Record<(typeof FIELDS)[number], string>

export const TICKED = 'ya'
const EMPTY = Object.fromEntries(FIELDS.map((name) => [name, ''])) as Typed

export function typedIn(request: FastifyRequest): Typed {
  return fieldsOf(request, ...FIELDS)
}

/** An empty form; a page that leads here may have chosen whom it is to reach. */
export function typedAnew({ query }: FastifyRequest): Typed {
  const { instansi, belum } = query as Record<string, unknown>
  return {
    ...EMPTY,
    agency: typeof instansi === 'string' ? instansi : '',
    notReached: belum === undefined ? '' : TICKED,
  }
}

/** The form of a campaign that stands. */
export function typedOf({ agency, title, texts, audience, startsAt }: CampaignView): Typed {
  const { segment, kelurahan, notReached } = audience
  return {
    ...{ ...EMPTY, agency: agency.code, title, ...texts, notReached: notReached ? TICKED : '' },
    ...typedNarrowing(audience),
    ...{ segment: segment ?? '', kelurahan: kelurahan ?? '' },
    ...(startsAt && { startsOn: dayOf(startsAt), startsTime: timeOf(startsAt) }),
  }
}

/** The draft that a form means. An officer of one kelurahan speaks to no other. Throws `console.campaigns.badTime`. */
export function draftOf(typed: Typed, { kelurahan }: Officer): Draft {
  return {
    title: typed.title,
    texts: Object.fromEntries(LOCALES.map((locale) => [locale, typed[locale]])),
    audience: {
      segment: typed.segment || null,
      kelurahan: kelurahan ?? (typed.kelurahan || null),
      notReached: typed.notReached === TICKED,
      ...narrowingIn(typed),
    },
    startsAt: startIn(typed),
  }
}

function typedNarrowing({
  states = [],
  endsWithin,
  notUnderstood,
  language,
  notOf,
  without,
}: Narrowing): Partial<Typed> {
  return {
    ...Object.fromEntries(states.map((one) => [one, TICKED])),
    ...{ endsWithin: endsWithin === undefined ? '' : String(endsWithin), language: language ?? '' },
    ...{ notUnderstood: notUnderstood ? TICKED : '', notOf: notOf ?? '', without: (without ?? []).join(' ') },
  }
}

function narrowingIn(typed: Typed): Narrowing {
  const { endsWithin, notUnderstood, language, notOf, without } = typed
  const locale = LOCALES.find((one) => one === language)
  return {
    states: AUDIENCE_STATES.filter((one) => typed[one] === TICKED),
    ...(endsWithin.trim() !== '' && { endsWithin: Number(endsWithin) }),
    ...(notUnderstood === TICKED && { notUnderstood: true as const }),
    ...(locale && { language: locale }),
    ...(notOf.trim() !== '' && { notOf: notOf.trim() }),
    without: readCodes(without),
  }
}

/** At the opening of the day where only a day is given. */
function startIn({ startsOn, startsTime }: Typed): Date | null {
  const [day, time] = [startsOn.trim(), startsTime.trim()]
  if (day === '' && time === '') return null
  const clock = /^(?:([01]?\d|2[0-3])[:.]([0-5]\d))?$/.exec(time)
  if (!isDay(day) || !clock) throw new DomainError('console.campaigns.badTime')
  const minutes = clock[1] === undefined ? 0 : Number(clock[1]) * 60 + Number(clock[2])
  return new Date(startOf(day).getTime() + minutes * 60_000)
}

function timeOf(at: Date): string {
  const minute = minuteOfDay(at)
  return [Math.floor(minute / 60), minute % 60].map((n) => String(n).padStart(2, '0')).join(':')
}

/** The days among which a start is chosen: today and a year from it. */
export function startDays(now: Date): { min: Day; max: Day } {
  return { min: dayOf(now), max: addDays(dayOf(now), 366) }
}
