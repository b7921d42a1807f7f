import type { SQL } from 'drizzle-orm'
import {
  and,
  asc,
  count,
  countDistinct,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNull,
  lte,
  min,
  notExists,
  notInArray,
  or,
  sql,
} from 'drizzle-orm'
import type { Day } from '../domain/clock.ts'
import type { ReachDimension, ReachKind } from '../domain/reach.ts'
import { mergedEntries } from './persons.ts'
import type { WorkerRange } from './reach-slices.ts'
import { toMake } from './visits.ts'
import { type Db, exec, type Work } from './work.ts'

/** Which part of the register, on which days. */
export interface Span {
  /** Left out: every agency. */
  agencyId?: string
  /** Official code; left out: every kelurahan. */
  kelurahan?: string
  from: Day
  to: Day
  /** Left out: all workers. Persons counted in one range are in no other. */
  workers?: WorkerRange
}

/** By what one query divides: a month is a span of its own. */
export type Division = Exclude<ReachDimension, 'month'>

/** Persons by kind, of one group of the ledger; `group` is null for those of whom the ledger does not say. */
export interface KindCount {
  group: string | null
  kind: ReachKind
  persons: number
}

export interface GroupCount {
  group: string | null
  persons: number
}

// A report without groups has one, which stands for all.
const ALL = sql<string | null>`'all'`

/** Unique persons by kind, of those reached about a list on the days of a span; grouped by what the ledger held then. */
export function* personsByKind(db: Db, span: Span, by?: Division): Work<KindCount[]> {
  const { reach } = db.t
  const group = ledgerColumn(db, by)
  return yield* exec(
    db
      .select({ group: group ?? ALL, kind: reach.kind, persons: countDistinct(reach.workerId) })
      .from(reach)
      .where(onDays(db, span))
      .groupBy(reach.kind, ...(group ? [group] : [])),
  )
}

/** Unique persons of whom any of some kinds stands in the ledger. */
export function* personsReached(db: Db, span: Span, kinds: readonly ReachKind[], by?: Division): Work<GroupCount[]> {
  const { reach } = db.t
  const group = ledgerColumn(db, by)
  const query = db
    .select({ group: group ?? ALL, persons: countDistinct(reach.workerId) })
    .from(reach)
    .where(and(onDays(db, span), inArray(reach.kind, [...kinds])))
  return yield* exec(group ? query.groupBy(group) : query)
}

/** Unique persons on a list whose period touches a span, grouped as the lists say now; nobody is listed under a channel. */
export function* personsListed(db: Db, span: Span, by?: ListDimension): Work<GroupCount[]> {
  return yield* listed(db, span, by, undefined)
}

/** Of those listed, the persons whom nothing about that list has reached up to the end of the span. */
export function* personsNotReached(
  db: Db,
  span: Span,
  kinds: readonly ReachKind[],
  by?: ListDimension,
): Work<GroupCount[]> {
  return yield* listed(db, span, by, notExists(heardBy(db, span, kinds, by)))
}

/** Unique persons whose period on a list holds the last day of a span; of these alone who are known by any of some kinds until then. */
export function* personsCovered(
  db: Db,
  span: Span,
  kinds?: readonly ReachKind[],
  by?: ListDimension,
): Work<GroupCount[]> {
  return yield* listed(db, { ...span, from: span.to }, by, kinds && exists(heardBy(db, span, kinds, by)))
}

/** Persons on the visit lists whom nobody has visited yet. */
export function* visitsOpen(
  db: Db,
  { agencyId, kelurahan, workers }: Pick<Span, 'agencyId' | 'kelurahan' | 'workers'>,
  by?: VisitDimension,
): Work<GroupCount[]> {
  const { visits } = db.t
  const group = by === undefined ? undefined : by === 'agency' ? visits.agencyId : visits.kelurahan
  const query = db
    .select({ group: group ?? ALL, persons: count() })
    .from(visits)
    .where(
      and(
        toMake(db),
        agencyId === undefined ? undefined : eq(visits.agencyId, agencyId),
        kelurahan === undefined ? undefined : eq(visits.kelurahan, kelurahan),
        within(visits.workerId, workers),
      ),
    )
  return yield* exec(group ? query.groupBy(group) : query)
}

// What the ledger holds of a listed person up to the end of a span.
function heardBy(db: Db, { agencyId, to }: Span, kinds: readonly ReachKind[], by: ListDimension | undefined) {
  const { enrolments, reach } = db.t
  // Of all agencies together a person is reached whose news came from any of them.
  const ofAgency =
    agencyId !== undefined || by === 'agency' ? sql`${unindexed(reach.agencyId)} = ${enrolments.agencyId}` : undefined
  return db
    .select({ one: sql`1` })
    .from(reach)
    .where(and(eq(reach.workerId, enrolments.workerId), ofAgency, lte(reach.day, to), inArray(reach.kind, [...kinds])))
}

// Behind a function, so that SQLite looks a person up by the person and not through all that the agency's ledger holds.
function unindexed(column: Db['t']['reach']['agencyId']): SQL {
  return sql`coalesce(${column}, '')`
}

export type ListDimension = Exclude<Division, 'channel'>
export type VisitDimension = Exclude<ListDimension, 'segment' | 'funding'>

function* listed(db: Db, span: Span, by: ListDimension | undefined, more: SQL | undefined): Work<GroupCount[]> {
  const { enrolments, workers } = db.t
  const { agencyId, segment, funding } = enrolments
  const group = by && { agency: agencyId, kelurahan: workers.kelurahan, segment, funding }[by]
  const query = db
    .select({ group: group ?? ALL, persons: countDistinct(enrolments.workerId) })
    .from(enrolments)
    .innerJoin(workers, eq(workers.id, enrolments.workerId))
    .where(and(touching(db, span), more))
  return yield* exec(group ? query.groupBy(group) : query)
}

function ledgerColumn(db: Db, by: Division | undefined) {
  const { agencyId, kelurahan, segment, channel, funding } = db.t.reach
  return by && { agency: agencyId, kelurahan, segment, channel, funding }[by]
}

function onDays(db: Db, { agencyId, kelurahan, from, to, workers }: Span) {
  const { reach } = db.t
  const ofAgency = (agency: string) =>
    workers ? sql`${unindexed(reach.agencyId)} = ${agency}` : eq(reach.agencyId, agency)
  return and(
    // What could not be moved at a merge is told of the person already.
    notInArray(reach.workerId, mergedEntries(db)),
    agencyId === undefined ? undefined : ofAgency(agencyId),
    kelurahan === undefined ? undefined : eq(reach.kelurahan, kelurahan),
    gte(reach.day, from),
    lte(reach.day, to),
    within(reach.workerId, workers),
  )
}

function touching(db: Db, { agencyId, kelurahan, from, to, workers: range }: Span) {
  const { enrolments, workers } = db.t
  return and(
    agencyId === undefined ? undefined : eq(enrolments.agencyId, agencyId),
    kelurahan === undefined ? undefined : eq(workers.kelurahan, kelurahan),
    lte(enrolments.startsOn, to),
    or(isNull(enrolments.endsOn), gte(enrolments.endsOn, from)),
    within(enrolments.workerId, range),
  )
}

type WorkerColumn = Db['t']['reach' | 'enrolments' | 'visits']['workerId']

function within(column: WorkerColumn, range: WorkerRange | undefined) {
  return range && and(gt(column, range.after), range.upTo === null ? undefined : lte(column, range.upTo))
}

/** A listed worker of whom nothing in the ledger shows that news arrived. */
export interface UnreachedWorker {
  id: string
  code: string
  kelurahan: string | null
  segment: string | null
}

/** Those of a range whom `personsNotReached` counts, in the order of their ids; of several entries one tells the segment. */
export function* workersNotReached(db: Db, span: Span, kinds: readonly ReachKind[]): Work<UnreachedWorker[]> {
  const { enrolments, workers } = db.t
  return yield* exec(
    db
      .select({ id: workers.id, code: workers.code, kelurahan: workers.kelurahan, segment: min(enrolments.segment) })
      .from(enrolments)
      .innerJoin(workers, eq(workers.id, enrolments.workerId))
      .where(and(touching(db, span), notExists(heardBy(db, span, kinds, undefined))))
      .groupBy(workers.id, workers.code, workers.kelurahan)
      .orderBy(asc(workers.id)),
  )
}
