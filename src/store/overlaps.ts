import { and, asc, eq, gt, inArray, lte, ne, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Day, Month } from '../domain/clock.ts'
import type { PaymentState } from '../domain/contributions/contribution.ts'
import type { PaidEntry } from '../domain/overlaps.ts'
import { type Db, exec, type Work } from './work.ts'

/** Whose overlaps are looked for. */
export interface OverlapScope {
  /** Those that concern an agency; null for every one. */
  agencyId: string | null
  /** Official code of a kelurahan; null for all of them. */
  kelurahan: string | null
  /** Entries that begin later are not looked at. */
  at: Day
}

// So many entries are looked through at once, in some milliseconds, so that a chat need not wait for the whole register.
const SLICE = 4000

/**
 * The next persons, after one, of whom two entries share a day; looks through a slice of the register, so that there may be
 * none though more follow. `after` is null once all of it has been looked through.
 */
export function* nextOverlapping(
  db: Db,
  scope: OverlapScope,
  after: string,
): Work<{ workerIds: string[]; after: string | null }> {
  const end = yield* endOfSlice(db, scope.agencyId, after)
  const { enrolments, workers } = db.t
  const other = alias(enrolments, 'other')
  const overlapping = db
    .selectDistinct({ workerId: enrolments.workerId })
    .from(enrolments)
    .innerJoin(other, and(eq(other.workerId, enrolments.workerId), ne(other.id, enrolments.id)))
    .innerJoin(workers, eq(workers.id, enrolments.workerId))
    .where(
      and(
        scope.agencyId === null ? undefined : eq(enrolments.agencyId, scope.agencyId),
        scope.kelurahan === null ? undefined : eq(workers.kelurahan, scope.kelurahan),
        gt(enrolments.workerId, after),
        end === null ? undefined : lte(enrolments.workerId, end),
        lte(enrolments.startsOn, scope.at),
        lte(other.startsOn, scope.at),
        sql`${enrolments.startsOn} <= coalesce(${other.endsOn}, '9999')`,
        sql`${other.startsOn} <= coalesce(${enrolments.endsOn}, '9999')`,
      ),
    )
    .orderBy(asc(enrolments.workerId))
  return { workerIds: (yield* exec(overlapping)).map(({ workerId }) => workerId), after: end }
}

/** The last person of the next slice; null where it is the last one. */
function* endOfSlice(db: Db, agencyId: string | null, after: string): Work<string | null> {
  const { enrolments } = db.t
  const [end] = yield* exec(
    db
      .select({ workerId: enrolments.workerId })
      .from(enrolments)
      .where(and(agencyId === null ? undefined : eq(enrolments.agencyId, agencyId), gt(enrolments.workerId, after)))
      .orderBy(asc(enrolments.workerId))
      .limit(1)
      .offset(SLICE - 1),
  )
  return end?.workerId ?? null
}

/** An entry of a person, with who that is. */
export interface ListedEntry extends PaidEntry {
  workerId: string
  code: string
  name: string
}

/** The entries of some persons on all lists, person by person in the order of their ids. */
export function* paidEntriesOf(db: Db, workerIds: readonly string[]): Work<ListedEntry[]> {
  if (workerIds.length === 0) return []
  const { enrolments, workers } = db.t
  const { id, workerId, agencyId, programmes, funding, startsOn, endsOn, paidThrough } = enrolments
  const { code, name } = workers
  return yield* exec(
    db
      .select({ id, workerId, agencyId, programmes, funding, startsOn, endsOn, paidThrough, code, name })
      .from(enrolments)
      .innerJoin(workers, eq(workers.id, workerId))
      .where(inArray(workerId, [...workerIds]))
      .orderBy(asc(workerId)),
  )
}

/** What contribution files say of the months of some entries. */
export function* paymentsOf(
  db: Db,
  entryIds: readonly string[],
): Work<{ enrolmentId: string; month: Month; status: PaymentState }[]> {
  if (entryIds.length === 0) return []
  const { enrolmentId, month, status } = db.t.contributions
  return yield* exec(
    db
      .select({ enrolmentId, month, status })
      .from(db.t.contributions)
      .where(inArray(enrolmentId, [...entryIds])),
  )
}
