import type { SQL } from 'drizzle-orm'
import { and, asc, count, eq, gt, gte, inArray, isNull, lte, max, min, notExists, or, sql } from 'drizzle-orm'
import type { ReachKind, ReachSpan } from '../domain/reach.ts'
import type { WorkerRange } from './reach-slices.ts'
import { toMake } from './visits.ts'
import { type Db, exec, type Work } from './work.ts'

export interface GroupCount {
  group: string | null
  persons: number
}

// A report without groups has one, which stands for all.
const ALL = sql<string | null>`'all'`

/** By what visits are told apart. */
export type VisitDimension = 'agency' | 'kelurahan'

// So many visits are read through in some milliseconds.
const VISITS = 5000

/** Persons on the visit lists whom nobody has visited yet, of the next stretch of visits; null behind the last. */
export function* visitsOpen(
  db: Db,
  { agencyId, kelurahan }: Pick<ReachSpan, 'agencyId' | 'kelurahan'>,
  by: VisitDimension | undefined,
  after: string,
): Work<{ counts: GroupCount[]; upTo: string } | null> {
  const { visits } = db.t
  const next = db.select({ id: visits.workerId }).from(visits).where(gt(visits.workerId, after))
  const stretch = next.orderBy(asc(visits.workerId)).limit(VISITS).as('stretch')
  const [end] = yield* exec(db.select({ upTo: max(stretch.id) }).from(stretch))
  if (!end?.upTo) return null
  const group = by === undefined ? undefined : by === 'agency' ? visits.agencyId : visits.kelurahan
  const query = db
    .select({ group: group ?? ALL, persons: count() })
    .from(visits)
    .where(
      and(
        ...[gt(visits.workerId, after), lte(visits.workerId, end.upTo), toMake(db)],
        agencyId === undefined ? undefined : eq(visits.agencyId, agencyId),
        kelurahan === undefined ? undefined : eq(visits.kelurahan, kelurahan),
      ),
    )
  return { counts: yield* exec(group ? query.groupBy(group) : query), upTo: end.upTo }
}

// What the ledger holds of a listed person up to the end of a span.
function heardBy(db: Db, { agencyId, to }: ReachSpan, kinds: readonly ReachKind[]) {
  const { enrolments, reach } = db.t
  // Of all agencies together a person is reached whose news came from any of them.
  const ofAgency = agencyId === undefined ? undefined : sql`${unindexed(reach.agencyId)} = ${enrolments.agencyId}`
  return db
    .select({ one: sql`1` })
    .from(reach)
    .where(and(eq(reach.workerId, enrolments.workerId), ofAgency, lte(reach.day, to), inArray(reach.kind, [...kinds])))
}

// Behind a function, so that SQLite looks a person up by the person and not through all that the agency's ledger holds.
function unindexed(column: Db['t']['reach']['agencyId']): SQL {
  return sql`coalesce(${column}, '')`
}

function touching(db: Db, { agencyId, kelurahan, from, to }: ReachSpan, range: WorkerRange) {
  const { enrolments, workers } = db.t
  return and(
    agencyId === undefined ? undefined : eq(enrolments.agencyId, agencyId),
    kelurahan === undefined ? undefined : eq(workers.kelurahan, kelurahan),
    lte(enrolments.startsOn, to),
    or(isNull(enrolments.endsOn), gte(enrolments.endsOn, from)),
    gt(enrolments.workerId, range.after),
    range.upTo === null ? undefined : lte(enrolments.workerId, range.upTo),
  )
}

/** A listed worker of whom nothing in the ledger shows that news arrived. */
export interface UnreachedWorker {
  id: string
  code: string
  kelurahan: string | null
  segment: string | null
}

/** Those of a range whom a report counts as not reached, in the order of their ids; of several entries one tells the segment. */
export function* workersNotReached(
  db: Db,
  span: ReachSpan,
  range: WorkerRange,
  kinds: readonly ReachKind[],
): Work<UnreachedWorker[]> {
  const { enrolments, workers } = db.t
  return yield* exec(
    db
      .select({ id: workers.id, code: workers.code, kelurahan: workers.kelurahan, segment: min(enrolments.segment) })
      .from(enrolments)
      .innerJoin(workers, eq(workers.id, enrolments.workerId))
      .where(and(touching(db, span, range), notExists(heardBy(db, span, kinds))))
      .groupBy(workers.id, workers.code, workers.kelurahan)
      .orderBy(asc(workers.id)),
  )
}
