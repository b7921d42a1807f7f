import { and, eq, inArray } from 'drizzle-orm'
import type { Row } from './schema.ts'
import { takeBackNews } from './taken-back.ts'
import { type Db, exec, type Work } from './work.ts'

/** What an agency's lists say of an entry, stretch by stretch. */
export function* enrolmentsListed(db: Db, listedAs: string, agencyId: string): Work<Row<'enrolments'>[]> {
  const { enrolments } = db.t
  return yield* exec(
    db
      .select()
      .from(enrolments)
      .where(and(eq(enrolments.listedAs, listedAs), eq(enrolments.agencyId, agencyId))),
  )
}

/** What a list may change of a stretch that stands. */
export type Told = Pick<
  Row<'enrolments'>,
  'segment' | 'occupation' | 'basis' | 'memberNumberSealed' | 'endsOn' | 'paidThrough' | 'asOf' | 'importId' | 'line'
>

export function* changeEnrolment(db: Db, id: string, told: Told, at: Date): Work<void> {
  const { enrolments } = db.t
  yield* exec(
    db
      .update(enrolments)
      .set({ ...told, updatedAt: at })
      .where(eq(enrolments.id, id)),
  )
}

/** Takes a stretch out of the register that was never this worker's, with its news and what was paid for it. */
export function* dropEnrolment(db: Db, id: string, at: Date): Work<void> {
  const { enrolments, contributions } = db.t
  yield* takeBackNews(db, id, at)
  yield* exec(db.delete(contributions).where(eq(contributions.enrolmentId, id)))
  yield* exec(db.delete(enrolments).where(eq(enrolments.id, id)))
}

/** The agencies on whose lists some entries stand: entry → id and name of each. */
export function* agenciesListing(
  db: Db,
  workerIds: readonly string[],
): Work<Map<string, Pick<Row<'agencies'>, 'id' | 'name'>[]>> {
  if (workerIds.length === 0) return new Map()
  const { enrolments, agencies } = db.t
  const rows = yield* exec(
    db
      .selectDistinct({ listedAs: enrolments.listedAs, id: agencies.id, name: agencies.name })
      .from(enrolments)
      .innerJoin(agencies, eq(agencies.id, enrolments.agencyId))
      .where(inArray(enrolments.listedAs, [...workerIds]))
      .orderBy(agencies.name),
  )
  return Map.groupBy(rows, ({ listedAs }) => listedAs)
}
