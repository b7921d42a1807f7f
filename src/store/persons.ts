import { eq, gt, inArray, or } from 'drizzle-orm'
import { personId } from '../domain/register/person.ts'
import { markPages } from './reach-marks.ts'
import { type Db, exec, type Work } from './work.ts'
import { type Worker, workersById } from './workers.ts'

/** Ids of entries that another stands for; nothing that is still theirs counts for a person of its own. */
export function mergedEntries(db: Db) {
  const { workers } = db.t
  // Not `is not null`: for that SQLite reads through all workers instead of the index.
  return db.select({ id: workers.id }).from(workers).where(gt(workers.mergedInto, ''))
}

/** Some workers, each as the person that they are: of several entries of one person the one that stands for it. */
export function* personsById(db: Db, ids: readonly string[]): Work<Worker[]> {
  const found = yield* workersById(db, ids)
  if (found.every(({ mergedInto }) => mergedInto === null)) return found
  return yield* workersById(db, [...new Set(found.map(personId))])
}

/** All entries of some persons. */
export function* entriesOfPersons(db: Db, personIds: readonly string[]): Work<Worker[]> {
  if (personIds.length === 0) return []
  const { workers } = db.t
  const ids = [...personIds]
  return yield* exec(
    db
      .select()
      .from(workers)
      .where(or(inArray(workers.id, ids), inArray(workers.mergedInto, ids))),
  )
}

/** Makes an entry stand for some others, or each for itself (null). */
export function* pointTo(db: Db, ids: readonly string[], personId: string | null, at: Date): Work<void> {
  if (ids.length === 0) return
  const { workers } = db.t
  yield* exec(
    db
      .update(workers)
      .set({ mergedInto: personId, updatedAt: at })
      .where(inArray(workers.id, [...ids])),
  )
  yield* markPages(db, ids)
}

/** Gives a person back the enrolments of lists that named an entry of theirs, and what was said about them. */
export function* claimEnrolments(db: Db, listedAs: string, personId: string): Work<void> {
  const { enrolments, notices } = db.t
  const of = db.select({ id: enrolments.id }).from(enrolments).where(eq(enrolments.listedAs, listedAs))
  yield* exec(db.update(notices).set({ workerId: personId }).where(inArray(notices.enrolmentId, of)))
  const before = yield* exec(
    db.selectDistinct({ id: enrolments.workerId }).from(enrolments).where(eq(enrolments.listedAs, listedAs)),
  )
  yield* exec(db.update(enrolments).set({ workerId: personId }).where(eq(enrolments.listedAs, listedAs)))
  yield* markPages(db, [...before.map(({ id }) => id), personId])
}
