import {
  and,
  count,
  countDistinct,
  eq,
  gte,
  inArray,
  isNull,
  lte,
  notExists,
  notInArray,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { Day } from '../domain/clock.ts'
import type { ReachDimension, ReachKind } from '../domain/reach.ts'
import { mergedEntries } from './persons.ts'
import { type Db, exec, type Work } from './work.ts'

/** Which part of the register, on which days. */
export interface Span {
  /** Left out: every agency. */
  agencyId?: string
  /** Official code; left out: every kelurahan. */
  kelurahan?: string
  from: Day
  to: Day
}

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
export function* personsByKind(db: Db, span: Span, by?: ReachDimension): Work<KindCount[]> {
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
export function* personsReached(
  db: Db,
  span: Span,
  kinds: readonly ReachKind[],
  by?: ReachDimension,
): Work<GroupCount[]> {
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
  const { enrolments, reach } = db.t
  // Of all agencies together a person is reached whose news came from any of them.
  const ofAgency = span.agencyId !== undefined || by === 'agency' ? sameAgency(db) : undefined
  const reached = db
    .select({ one: sql`1` })
    .from(reach)
    .where(
      and(eq(reach.workerId, enrolments.workerId), ofAgency, lte(reach.day, span.to), inArray(reach.kind, [...kinds])),
    )
  return yield* listed(db, span, by, notExists(reached))
}

/** Persons on the visit lists whom nobody has visited yet. */
export function* visitsOpen(
  db: Db,
  span: Pick<Span, 'agencyId' | 'kelurahan'>,
  by?: VisitDimension,
): Work<GroupCount[]> {
  const { visits } = db.t
  const group = by === undefined ? undefined : by === 'agency' ? visits.agencyId : visits.kelurahan
  const query = db
    .select({ group: group ?? ALL, persons: count() })
    .from(visits)
    .where(
      and(
        isNull(visits.visitedAt),
        notInArray(visits.workerId, mergedEntries(db)),
        span.agencyId === undefined ? undefined : eq(visits.agencyId, span.agencyId),
        span.kelurahan === undefined ? undefined : eq(visits.kelurahan, span.kelurahan),
      ),
    )
  return yield* exec(group ? query.groupBy(group) : query)
}

// Behind a function, so that SQLite looks a person up by the person and not through all that the agency's ledger holds.
function sameAgency(db: Db): SQL {
  const { enrolments, reach } = db.t
  return sql`coalesce(${reach.agencyId}, '') = ${enrolments.agencyId}`
}

type ListDimension = Exclude<ReachDimension, 'channel'>
type VisitDimension = Exclude<ReachDimension, 'channel' | 'segment'>

function* listed(db: Db, span: Span, by: ListDimension | undefined, more: SQL | undefined): Work<GroupCount[]> {
  const { enrolments, workers } = db.t
  const columns = { agency: enrolments.agencyId, kelurahan: workers.kelurahan, segment: enrolments.segment }
  const group = by && columns[by]
  const query = db
    .select({ group: group ?? ALL, persons: countDistinct(enrolments.workerId) })
    .from(enrolments)
    .innerJoin(workers, eq(workers.id, enrolments.workerId))
    .where(and(touching(db, span), more))
  return yield* exec(group ? query.groupBy(group) : query)
}

function ledgerColumn(db: Db, by: ReachDimension | undefined) {
  const { reach } = db.t
  const columns = { agency: reach.agencyId, kelurahan: reach.kelurahan, segment: reach.segment, channel: reach.channel }
  return by && columns[by]
}

function onDays(db: Db, { agencyId, kelurahan, from, to }: Span) {
  const { reach } = db.t
  return and(
    // What could not be moved at a merge is told of the person already.
    notInArray(reach.workerId, mergedEntries(db)),
    agencyId === undefined ? undefined : eq(reach.agencyId, agencyId),
    kelurahan === undefined ? undefined : eq(reach.kelurahan, kelurahan),
    gte(reach.day, from),
    lte(reach.day, to),
  )
}

function touching(db: Db, { agencyId, kelurahan, from, to }: Span) {
  const { enrolments, workers } = db.t
  return and(
    agencyId === undefined ? undefined : eq(enrolments.agencyId, agencyId),
    kelurahan === undefined ? undefined : eq(workers.kelurahan, kelurahan),
    lte(enrolments.startsOn, to),
    or(isNull(enrolments.endsOn), gte(enrolments.endsOn, from)),
  )
}
