import { eq, inArray } from 'drizzle-orm'
import { markPageOfEntry } from './reach-marks.ts'
import type { Row } from './schema.ts'
import { takeBackNews } from './taken-back.ts'
import { type Db, exec, type Work } from './work.ts'

/** Takes a stretch out of the register that was never this worker's, with its news and what was paid for it. */
export function* dropEnrolment(db: Db, id: string, at: Date): Work<void> {
  const { enrolments, contributions } = db.t
  yield* takeBackNews(db, id, at)
  yield* exec(db.delete(contributions).where(eq(contributions.enrolmentId, id)))
  yield* markPageOfEntry(db, id)
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
