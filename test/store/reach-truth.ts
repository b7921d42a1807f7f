import type { SQL } from 'drizzle-orm'
import { and, countDistinct, eq, exists, gte, inArray, isNull, lte, notExists, notInArray, or, sql } from 'drizzle-orm'
import { ARRIVED, type Division, type ReachKind, type ReachSpan as Span } from '../../src/domain/reach.ts'
import { type Counted, noFigures } from '../../src/domain/reach-tally.ts'
import { mergedEntries } from '../../src/store/persons.ts'
import type { GroupCount } from '../../src/store/reach-report.ts'
import { type Db, exec, type Work } from '../../src/store/work.ts'

/** Persons by kind, of one group of the ledger; `group` is null for those of whom the ledger does not say. */
export interface KindCount {
  group: string | null
  kind: ReachKind
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

// What the ledger holds of a listed person up to the end of a span.
function heardBy(db: Db, { agencyId, to }: Span, kinds: readonly ReachKind[], by: ListDimension | undefined) {
  const { enrolments, reach } = db.t
  // Of all agencies together a person is reached whose news came from any of them.
  const ofAgency = agencyId !== undefined || by === 'agency' ? eq(reach.agencyId, enrolments.agencyId) : undefined
  return db
    .select({ one: sql`1` })
    .from(reach)
    .where(and(eq(reach.workerId, enrolments.workerId), ofAgency, lte(reach.day, to), inArray(reach.kind, [...kinds])))
}

type ListDimension = Exclude<Division, 'channel'>

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

/** What a report counts of a span, told by the ledger and the lists themselves; without who waits for a visit. */
export function* countedFromTruth(db: Db, span: Span, by?: Division): Work<Counted> {
  const counted: Counted = new Map(by === undefined ? [['all', noFigures(by)]] : [])
  const of = (group: string | null) => {
    const figures = counted.get(group) ?? noFigures(by)
    counted.set(group, figures)
    return figures
  }
  for (const { group, kind, persons } of yield* personsByKind(db, span, by)) of(group).persons[kind] = persons
  const fill = (figure: 'reached' | 'listed' | 'covered' | 'notReached' | 'aware' | 'grasped', rows: GroupCount[]) => {
    for (const { group, persons } of rows) of(group)[figure] = persons
  }
  fill('reached', yield* personsReached(db, span, ARRIVED, by))
  if (by === 'channel') return counted
  fill('listed', yield* personsListed(db, span, by))
  fill('covered', yield* personsCovered(db, span, undefined, by))
  fill('notReached', yield* personsNotReached(db, span, ARRIVED, by))
  fill('aware', yield* personsCovered(db, span, ['confirmed'], by))
  fill('grasped', yield* personsCovered(db, span, ['understood'], by))
  return counted
}
