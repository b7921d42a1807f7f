import { and, count, countDistinct, eq, gte, inArray, isNull, lte, notExists, or, sql } from 'drizzle-orm'
import type { Day } from '../domain/clock.ts'
import type { ReachKind } from '../domain/reach.ts'
import { type Db, exec, type Work } from './work.ts'

export interface Span {
  agencyId: string
  from: Day
  to: Day
}

/** Unique persons by kind, of those reached about an agency's list on the days of a span. */
export function* personsByKind(db: Db, { agencyId, from, to }: Span): Work<Map<ReachKind, number>> {
  const { reach } = db.t
  const rows = yield* exec(
    db
      .select({ kind: reach.kind, persons: countDistinct(reach.workerId) })
      .from(reach)
      .where(and(eq(reach.agencyId, agencyId), gte(reach.day, from), lte(reach.day, to)))
      .groupBy(reach.kind),
  )
  return new Map(rows.map(({ kind, persons }) => [kind, persons]))
}

/** Unique persons of whom any of some kinds stands in the ledger. */
export function* personsReached(db: Db, { agencyId, from, to }: Span, kinds: readonly ReachKind[]): Work<number> {
  const { reach } = db.t
  const [row] = yield* exec(
    db
      .select({ persons: countDistinct(reach.workerId) })
      .from(reach)
      .where(
        and(eq(reach.agencyId, agencyId), gte(reach.day, from), lte(reach.day, to), inArray(reach.kind, [...kinds])),
      ),
  )
  return row!.persons
}

/** Unique persons on an agency's list whose period touches a span. */
export function* personsListed(db: Db, span: Span): Work<number> {
  const { enrolments } = db.t
  const [row] = yield* exec(
    db
      .select({ persons: countDistinct(enrolments.workerId) })
      .from(enrolments)
      .where(touching(db, span)),
  )
  return row!.persons
}

/** Of those listed, the persons whom nothing has reached up to the end of the span. */
export function* personsNotReached(db: Db, span: Span, kinds: readonly ReachKind[]): Work<number> {
  const { enrolments, reach } = db.t
  const reached = db
    .select({ one: sql`1` })
    .from(reach)
    .where(
      and(
        eq(reach.workerId, enrolments.workerId),
        eq(reach.agencyId, span.agencyId),
        lte(reach.day, span.to),
        inArray(reach.kind, [...kinds]),
      ),
    )
  const [row] = yield* exec(
    db
      .select({ persons: countDistinct(enrolments.workerId) })
      .from(enrolments)
      .where(and(touching(db, span), notExists(reached))),
  )
  return row!.persons
}

/** Persons on the agency's visit lists whom nobody has visited yet. */
export function* visitsOpen(db: Db, agencyId: string): Work<number> {
  const { visits } = db.t
  const [row] = yield* exec(
    db
      .select({ n: count() })
      .from(visits)
      .where(and(eq(visits.agencyId, agencyId), isNull(visits.visitedAt))),
  )
  return row!.n
}

function touching(db: Db, { agencyId, from, to }: Span) {
  const { enrolments } = db.t
  return and(
    eq(enrolments.agencyId, agencyId),
    lte(enrolments.startsOn, to),
    or(isNull(enrolments.endsOn), gte(enrolments.endsOn, from)),
  )
}
