import { addDays, type Day, dayOf, endOfMonth, isDay, monthOf, monthsThrough, startOf } from '../domain/clock.ts'
import { DomainError } from '../domain/errors.ts'
import { factsOn } from '../domain/facts/facts.ts'
import type { Coverage, Headline } from '../domain/headline.ts'
import { isInScope, may, type Officer } from '../domain/officer.ts'
import { ARRIVED, type ReachDimension, type ReachFigures, type ReachGroup, type ReachSpan } from '../domain/reach.ts'
import type { Counted } from '../domain/reach-tally.ts'
import { type Agency, agencyByCode, agencyById, listAgencies } from '../store/agencies.ts'
import { meetingTotals } from '../store/meetings.ts'
import { type UnreachedWorker, workersNotReached } from '../store/reach-report.ts'
import { CITY, figuresKept } from '../store/reports.ts'
import type { Db, Work } from '../store/work.ts'
import { type Ask, countIn } from './reach-counts.ts'
import { rangesOf } from './register-ranges.ts'
import type { World } from './world.ts'

export interface ReachReport extends ReachFigures {
  /** Null: every agency that is the reader's affair. */
  agency: { code: string; name: string } | null
  from: Day
  to: Day
  headline: Headline
  /** When the figures were counted, where that was not just now: those of a whole month stand as its report was made. */
  asOf?: Date
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
  /** Count anew also what a monthly report has kept. */
  isFresh?: boolean | undefined
}

/** Ten years of months are shown at once, and no more. */
const MOST_MONTHS = 120

/** Whom an agency's news has reached on some days. Throws what `reachOf` throws. */
export function reachReport(world: World, code: string, from: Day, to: Day): Promise<ReachReport> {
  return reachOf(world, { agency: code, from, to })
}

/**
 * Whom news has reached on some days, of one agency or of all that are the reader's affair; counted as things stand, while chats
 * have their turn, or as a monthly report has kept it. Throws `operation.noAgency` (also for an agency that is not the reader's),
 * `operation.badDay`, `operation.daysInverted`, `operation.tooManyMonths`, `operation.notYours`.
 */
export async function reachOf(world: World, { by, ...query }: ReachQuery): Promise<ReachReport> {
  const { total, parts } = await reachBy(world, query, by ? [by] : [])
  return parts[0] ?? total
}

/** The same, undivided and divided in several ways; throws the same. */
export async function reachBy(
  world: World,
  query: Omit<ReachQuery, 'by'>,
  divisions: readonly ReachDimension[],
): Promise<{ total: ReachReport; parts: ReachReport[] }> {
  const { span, agency, codes } = await spanOf(world, query, divisions)
  const kept = query.isFresh ? undefined : await keptOf(world, span)
  const months = divisions.includes('month') ? await monthsIn(world, span, query.isFresh) : []
  const asks = new Map<string, Ask>()
  if (!kept) asks.set('total', { span, visits: true })
  for (const by of divisions) if (by !== 'month' && !kept?.figures.parts[by]) asks.set(by, { span, by, visits: true })
  // Who waits for a visit is known of today alone.
  for (const month of months) if (!month.kept) asks.set(month.key, { span: month.span, visits: false })
  const counted = await countIn(world, asks)
  const whole = (key: string) => counted.get(key)!.get('all')!
  const figures = kept?.figures.total ?? whole('total')
  const { from, to } = span
  const headline = headlineOf(world, figures, span.agencyId === undefined && span.kelurahan === undefined)
  const meetings = await world.database.run((db) => heldIn(db, span))
  const total: ReachReport = {
    ...{ agency, from, to, headline, ...(kept && { asOf: kept.madeAt }), ...figures },
    ...(meetings.held > 0 && { meetings }),
  }
  const groups = (by: ReachDimension): ReachGroup[] =>
    by === 'month'
      ? months.map(({ key, kept }) => ({ key, ...(kept?.figures.total ?? whole(key)), visitsOpen: null }))
      : (kept?.figures.parts[by] ?? groupsOf(counted.get(by)!, codes))
  return { total, parts: divisions.map((by) => ({ ...total, by, groups: groups(by) })) }
}

/** What the report of a month has kept, where a span is that month; of one kelurahan nothing is kept. */
async function keptOf(world: World, { agencyId, kelurahan, from, to }: ReachSpan) {
  const month = monthOf(from)
  if (kelurahan !== undefined || from !== `${month}-01` || to !== endOfMonth(month)) return undefined
  return await world.database.run((db) => figuresKept(db, month, agencyId ?? CITY))
}

/** The workers whom nothing has reached, of those whom a report of the same query counts; read in slices. Throws the same. */
export async function* notReachedIn(world: World, query: Omit<ReachQuery, 'by'>): AsyncGenerator<UnreachedWorker> {
  const { span } = await spanOf(world, query, [])
  for await (const workers of rangesOf(world))
    yield* await world.database.read((db) => workersNotReached(db, span, workers, ARRIVED))
}

async function spanOf(world: World, query: Omit<ReachQuery, 'by'>, divisions: readonly ReachDimension[]) {
  const { agency: code, from, to, reader } = query
  refuse(query, divisions)
  const { agency, agencies } = await world.database.run(function* (db) {
    return { agency: yield* agencyOf(db, code, reader), agencies: yield* listAgencies(db) }
  })
  const kelurahan = reader?.kelurahan
  const span: ReachSpan = { ...(agency && { agencyId: agency.id }), ...(kelurahan && { kelurahan }), from, to }
  const codes = new Map(agencies.map(({ id, code }) => [id, code]))
  return { span, codes, agency: agency ? { code: agency.code, name: agency.name } : null }
}

function refuse({ from, to, reader }: Omit<ReachQuery, 'by'>, divisions: readonly ReachDimension[]): void {
  for (const day of [from, to]) if (!isDay(day)) throw new DomainError('operation.badDay', { given: day.slice(0, 20) })
  if (to < from) throw new DomainError('operation.daysInverted')
  if (reader && !may(reader, 'readReach')) throw new DomainError('operation.notYours')
  // Years far apart would ask for months without end.
  if (divisions.includes('month') && Number(to.slice(0, 4)) - Number(from.slice(0, 4)) >= MOST_MONTHS / 12)
    throw new DomainError('operation.tooManyMonths', { most: MOST_MONTHS })
}

function* agencyOf(db: Db, code: string | undefined, reader: Officer | undefined): Work<Agency | undefined> {
  if (code === undefined) return reader?.agencyId ? yield* agencyById(db, reader.agencyId) : undefined
  const agency = yield* agencyByCode(db, code)
  if (!agency || (reader && !isInScope(reader, agency.id))) throw new DomainError('operation.noAgency', { code })
  return agency
}

function* heldIn(db: Db, { agencyId, kelurahan, from, to }: ReachSpan): Work<Required<ReachReport>['meetings']> {
  const days = { from: startOf(from), before: startOf(addDays(to, 1)) }
  const scope = { agencyId: agencyId ?? null, kelurahan: kelurahan ?? null }
  const { meetings, headcount } = yield* meetingTotals(db, { ...scope, ...days })
  return { held: meetings, headcount }
}

function groupsOf(counted: Counted, codes: ReadonlyMap<string, string>): ReachGroup[] {
  const keyed = [...counted].map(([group, figures]) => ({
    key: group === null ? null : (codes.get(group) ?? group),
    ...figures,
  }))
  // What nobody could name comes last.
  return keyed.sort((a, b) => Number(a.key === null) - Number(b.key === null) || (a.key! < b.key! ? -1 : 1))
}

/** The months of a span, cut where it ends, with what their reports have kept. */
async function monthsIn(world: World, span: ReachSpan, isFresh: boolean | undefined) {
  const months = []
  for (const key of monthsThrough(monthOf(span.from), monthOf(span.to))) {
    const [first, last] = [`${key}-01`, endOfMonth(key)]
    const part = { ...span, from: first > span.from ? first : span.from, to: last < span.to ? last : span.to }
    months.push({ key, span: part, kept: isFresh ? undefined : await keptOf(world, part) })
  }
  return months
}

function headlineOf(world: World, { covered, aware, grasped }: ReachFigures, isWhole: boolean): Headline {
  const whole = covered ?? 0
  return {
    coverage: isWhole ? coverageOf(world, whole) : null,
    awareness: { part: aware ?? 0, whole },
    understanding: { part: grasped ?? 0, whole },
  }
}

function coverageOf(world: World, part: number): Coverage {
  const { allWorkers, allWorkersSource: source, allWorkersYear: year } = world.settings()
  const whole = source !== null && year !== null ? allWorkers : null
  return { part, whole, source, year, target: factsOn(dayOf(world.clock.now())).percent('coverage.target') }
}
