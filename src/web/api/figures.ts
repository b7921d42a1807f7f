import { z } from 'zod'
import { REACH_DIMENSIONS, REACH_KINDS } from '../../domain/reach.ts'
import { CAMPAIGN_FIGURES } from '../../services/campaigns/status.ts'
import type { Tell } from '../page.tsx'

// What a schema does not name is not told, whatever a service gives.
const count = z.int().min(0)
const day = z.string().meta({ format: 'date' })
const instant = z.string().meta({ format: 'date-time' })
const agency = z.object({ code: z.string(), name: z.string() }).nullable()

const shareOf = (meaning: string) => z.object({ part: count, whole: count }).describe(meaning)

/** The figures of a report, each with what it means. */
function figuresOf(tell: Tell) {
  const persons = (key: string) => count.describe(tell(`reach.meaning.${key}`))
  const known = (key: string) => count.nullable().describe(tell(`reach.meaning.${key}`))
  return {
    ...{ listed: known('listed'), covered: known('covered') },
    persons: z.object(Object.fromEntries(REACH_KINDS.map((kind) => [kind, persons(kind)]))),
    ...{ reached: persons('reached'), notReached: known('notReached'), visitsOpen: known('visitsOpen') },
    ...{ aware: known('aware'), grasped: known('grasped') },
  }
}

/** A report as `sapa reach --format json` writes it; what its figures mean stands in the description. */
export function reachAnswer(tell: Tell) {
  const figures = figuresOf(tell)
  return z.object({
    ...{ agency, from: day, to: day, ...figures },
    headline: z.object({
      awareness: shareOf(tell('reach.meaning.aware')),
      understanding: shareOf(tell('reach.meaning.grasped')),
    }),
    asOf: instant.optional().describe(tell('api.field.asOf')),
    by: z.enum(REACH_DIMENSIONS).optional(),
    groups: z
      .array(z.object({ key: z.string().nullable(), ...figures }))
      .optional()
      .describe(tell('reach.groups')),
    meetings: z.object({ held: count, headcount: count }).optional().describe(tell('api.field.meetings')),
  })
}

export function headlineAnswer(tell: Tell) {
  const percent = z.number().nullable()
  const share = (key: string) => z.object({ part: count, whole: count, percent }).describe(tell(`reach.meaning.${key}`))
  return z.object({
    ...{ agency, on: day, covered: count.describe(tell('reach.meaning.covered')) },
    ...{ awareness: share('aware'), understanding: share('grasped') },
  })
}

export function notReachedAnswer(tell: Tell) {
  const { listed, notReached, visitsOpen } = figuresOf(tell)
  const figures = { listed, notReached, visitsOpen }
  const place = z.object({ code: z.string().nullable(), name: z.string().nullable(), ...figures })
  return z.object({ agency, from: day, to: day, ...figures, kelurahan: z.array(place) })
}

const life = {
  id: z.string(),
  title: z.string(),
  state: z.string(),
  createdAt: instant,
  approvedAt: instant.nullable(),
}

export function campaignsAnswer(tell: Tell) {
  const persons = count.describe(tell('api.field.recipients'))
  return z.object({ campaigns: z.array(z.object({ ...life, persons, sent: count })) })
}

export function campaignAnswer(tell: Tell) {
  const persons = z.object(Object.fromEntries(CAMPAIGN_FIGURES.map((figure) => [figure, count])))
  return z.object({ ...life, persons, reasons: z.record(z.string(), count).describe(tell('api.field.reasons')) })
}

export function meetingsAnswer(tell: Tell) {
  const headcount = count.nullable().describe(tell('api.field.headcount'))
  const attended = count.describe(tell('api.field.attended'))
  const what = { place: z.string(), kelurahan: z.string(), topic: z.string() }
  const meeting = z.object({ ...what, startsAt: instant, closedAt: instant.nullable(), headcount, attended })
  return z.object({ meetings: z.array(meeting) })
}
