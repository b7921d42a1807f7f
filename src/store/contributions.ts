import { and, asc, count, eq, gt, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Month } from '../domain/clock.ts'
import type { NewRow, Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

export type Contribution = Row<'contributions'>

/** The entries of an agency under some member numbers. */
export function* enrolmentsByNumbers(
  db: Db,
  agencyId: string,
  numberHashes: readonly string[],
): Work<Row<'enrolments'>[]> {
  if (numberHashes.length === 0) return []
  const { enrolments } = db.t
  return yield* exec(
    db
      .select()
      .from(enrolments)
      .where(and(inArray(enrolments.memberNumberHash, [...numberHashes]), eq(enrolments.agencyId, agencyId))),
  )
}

/** The entries of an agency that name some workers, or that are theirs since a merge. */
export function* enrolmentsNaming(db: Db, agencyId: string, workerIds: readonly string[]): Work<Row<'enrolments'>[]> {
  if (workerIds.length === 0) return []
  const { enrolments } = db.t
  const isOne = or(inArray(enrolments.workerId, [...workerIds]), inArray(enrolments.listedAs, [...workerIds]))
  return yield* exec(
    db
      .select()
      .from(enrolments)
      .where(and(isOne, eq(enrolments.agencyId, agencyId))),
  )
}

export function* contributionsOfEnrolments(db: Db, enrolmentIds: readonly string[]): Work<Contribution[]> {
  if (enrolmentIds.length === 0) return []
  const { contributions } = db.t
  return yield* exec(
    db
      .select()
      .from(contributions)
      .where(inArray(contributions.enrolmentId, [...enrolmentIds])),
  )
}

/** Enters what is said of a month, in place of what was said before. */
export function* enterContribution(db: Db, said: NewRow<'contributions'>): Work<void> {
  const { contributions } = db.t
  const { enrolmentId: _, month: __, ...latest } = said
  yield* exec(
    db
      .insert(contributions)
      .values(said)
      .onConflictDoUpdate({ target: [contributions.enrolmentId, contributions.month], set: latest }),
  )
}

/** That no younger list has as paid a month that a file has as unpaid. */
export function isUnpaid(db: Db): SQL {
  const { contributions, enrolments } = db.t
  return sql`not (${enrolments.asOf} > ${contributions.asOf} and ${contributions.month} <= substr(coalesce(${enrolments.paidThrough}, ''), 1, 7))`
}

/** How many entries of an agency are registered and known to be unpaid, month by month; see `paymentKnown`. */
export function* unpaidByMonth(db: Db, agencyId: string): Work<{ month: Month; enrolments: number }[]> {
  const { contributions, enrolments } = db.t
  return yield* exec(
    db
      .select({ month: contributions.month, enrolments: count() })
      .from(contributions)
      .innerJoin(enrolments, eq(enrolments.id, contributions.enrolmentId))
      .where(and(eq(contributions.agencyId, agencyId), eq(contributions.status, 'unpaid'), isUnpaid(db)))
      .groupBy(contributions.month)
      .orderBy(asc(contributions.month)),
  )
}

/** Entries of an agency, after an id, whose number cannot be found yet: they were entered before numbers were hashed. */
export function* enrolmentsWithoutHash(
  db: Db,
  agencyId: string,
  afterId: string,
  limit: number,
): Work<Pick<Row<'enrolments'>, 'id' | 'memberNumberSealed'>[]> {
  const { enrolments } = db.t
  return yield* exec(
    db
      .select({ id: enrolments.id, memberNumberSealed: enrolments.memberNumberSealed })
      .from(enrolments)
      .where(
        and(
          eq(enrolments.agencyId, agencyId),
          isNotNull(enrolments.memberNumberSealed),
          isNull(enrolments.memberNumberHash),
          gt(enrolments.id, afterId),
        ),
      )
      .orderBy(asc(enrolments.id))
      .limit(limit),
  )
}

export function* setMemberNumberHash(db: Db, id: string, memberNumberHash: string): Work<void> {
  const { enrolments } = db.t
  yield* exec(db.update(enrolments).set({ memberNumberHash }).where(eq(enrolments.id, id)))
}

/** The day on which a file spoke when an agency's register first took it in; undefined where it never did. */
export function* firstSpoken(db: Db, agencyId: string, fileHash: string): Work<string | undefined> {
  const { imports } = db.t
  const [first] = yield* exec(
    db
      .select({ options: imports.options })
      .from(imports)
      .where(
        and(
          eq(imports.agencyId, agencyId),
          eq(imports.fileHash, fileHash),
          eq(imports.kind, 'contributions'),
          isNotNull(imports.appliedAt),
        ),
      )
      .orderBy(asc(imports.appliedAt))
      .limit(1),
  )
  return first?.options.asOf
}
