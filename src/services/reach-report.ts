import { addDays, type Day, isDay, startOf } from '../domain/clock.ts'
import { DomainError } from '../domain/errors.ts'
import { isInScope, may, type Officer } from '../domain/officer.ts'
import { ARRIVED, REACH_KINDS, type ReachDimension, type ReachKind } from '../domain/reach.ts'
import { type Agency, agencyByCode, agencyById, listAgencies } from '../store/agencies.ts'
import { meetingTotals } from '../store/meetings.ts'
import {
  type GroupCount,
  personsByKind,
  personsListed,
  personsNotReached,
  personsReached,
  type Span,
  visitsOpen,
} from '../store/reach-report.ts'
import type { Db, Work } from '../store/work.ts'
import type { World } from './world.ts'

/** Unique persons in each figure; null where a group cannot have it: nobody is listed under a channel. */
export interface ReachFigures {
  /** On a list in the span. */
  listed: number | null
  /** By kind; each person counts once in each. */
  persons: Record<ReachKind, number>
  /** Of whom anything beyond `sent` is known. */
  reached: number
  notReached: number | null
  visitsOpen: number | null
}

export interface ReachGroup extends ReachFigures {
  /** An agency's code, a kelurahan's code, a segment, a channel; null where the list or the ledger does not say. */
  key: string | null
}

export interface ReachReport extends ReachFigures {
  /** Null: every agency that is the reader's affair. */
  agency: { code: string; name: string } | null
  from: Day
  to: Day
  /** Present when the report is divided; groups need not add up, since one person may stand in several. */
  by?: ReachDimension
  groups?: ReachGroup[]
  /** Meetings on those days, and how many were counted at them; left out where there was none. */
  meetings?: { held: number; headcount: number }
}

export interface ReachQuery {
  /** An agency's code; left out: every agency. */
  agency?: string | undefined
  from: Day
  to: Day
  by?: ReachDimension | undefined
  /** Who reads; left out: the operator of the installation. */
  reader?: Officer | undefined
}

/** Whom an agency's news has reached on some days. Throws what `reachOf` throws. */
export function reachReport(world: World, code: string, from: Day, to: Day): Promise<ReachReport> {
  return reachOf(world, { agency: code, from, to })
}

/**
 * Whom news has reached on some days, of one agency or of all that are the reader's affair. Throws `operation.noAgency` (also
 * for an agency that is not the reader's), `operation.badDay`, `operation.daysInverted`, `operation.notYours`.
 */
export async function reachOf(world: World, { agency: code, from, to, by, reader }: ReachQuery): Promise<ReachReport> {
  for (const day of [from, to]) if (!isDay(day)) throw new DomainError('operation.badDay', { given: day.slice(0, 20) })
  if (to < from) throw new DomainError('operation.daysInverted')
  if (reader && !may(reader, 'readReach')) throw new DomainError('operation.notYours')
  return await world.database.run(function* (db) {
    const agency = yield* agencyOf(db, code, reader)
    const kelurahan = reader?.kelurahan
    const span: Span = { ...(agency && { agencyId: agency.id }), ...(kelurahan && { kelurahan }), from, to }
    const [all] = yield* figuresOf(db, span)
    const meetings = yield* heldIn(db, span)
    return {
      agency: agency ? { code: agency.code, name: agency.name } : null,
      ...{ from, to, ...(all?.figures ?? NOBODY) },
      ...(by && { by, groups: yield* groupsOf(db, span, by) }),
      ...(meetings.held > 0 && { meetings }),
    }
  })
}

function* agencyOf(db: Db, code: string | undefined, reader: Officer | undefined): Work<Agency | undefined> {
  if (code === undefined) return reader?.agencyId ? yield* agencyById(db, reader.agencyId) : undefined
  const agency = yield* agencyByCode(db, code)
  if (!agency || (reader && !isInScope(reader, agency.id))) throw new DomainError('operation.noAgency', { code })
  return agency
}

function* heldIn(db: Db, { agencyId, kelurahan, from, to }: Span): Work<Required<ReachReport>['meetings']> {
  const days = { from: startOf(from), before: startOf(addDays(to, 1)) }
  const scope = { agencyId: agencyId ?? null, kelurahan: kelurahan ?? null }
  const { meetings, headcount } = yield* meetingTotals(db, { ...scope, ...days })
  return { held: meetings, headcount }
}

function* groupsOf(db: Db, span: Span, by: ReachDimension): Work<ReachGroup[]> {
  const codes = by === 'agency' ? new Map((yield* listAgencies(db)).map(({ id, code }) => [id, code])) : undefined
  const groups = yield* figuresOf(db, span, by)
  const keyed = groups.map(({ group, figures }) => ({
    key: group === null ? null : (codes?.get(group) ?? group),
    ...figures,
  }))
  // What nobody could name comes last.
  return keyed.sort((a, b) => Number(a.key === null) - Number(b.key === null) || (a.key! < b.key! ? -1 : 1))
}

const NO_KINDS = Object.fromEntries(REACH_KINDS.map((kind) => [kind, 0])) as Record<ReachKind, number>
const NOBODY: ReachFigures = { listed: 0, persons: NO_KINDS, reached: 0, notReached: 0, visitsOpen: 0 }

function* figuresOf(db: Db, span: Span, by?: ReachDimension): Work<{ group: string | null; figures: ReachFigures }[]> {
  const kinds = yield* personsByKind(db, span, by)
  const reached = yield* personsReached(db, span, ARRIVED, by)
  const listed = by === 'channel' ? null : yield* personsListed(db, span, by)
  const notReached = by === 'channel' ? null : yield* personsNotReached(db, span, ARRIVED, by)
  const visits = by === 'channel' || by === 'segment' ? null : yield* visitsOpen(db, span, by)
  const groups = new Set([kinds, reached, listed ?? [], visits ?? []].flatMap((rows) => rows.map(({ group }) => group)))
  return [...groups].map((group) => ({
    group,
    figures: {
      listed: countIn(listed, group),
      persons: {
        ...NO_KINDS,
        ...Object.fromEntries(kinds.filter((row) => row.group === group).map(({ kind, persons }) => [kind, persons])),
      },
      reached: countIn(reached, group)!,
      notReached: countIn(notReached, group),
      visitsOpen: countIn(visits, group),
    },
  }))
}

function countIn(counts: readonly GroupCount[] | null, group: string | null): number | null {
  return counts && (counts.find((row) => row.group === group)?.persons ?? 0)
}
