import { asc, eq, type SQL, sql } from 'drizzle-orm'
import { PERSONS } from '../domain/reach-page.ts'
import { among } from './among.ts'
import { prepared } from './prepared.ts'
import { type Db, exec, type Work } from './work.ts'

/** Says that the pages of some workers are to be made anew: facts or entries of theirs have gone, moved or changed. */
export function* markPages(db: Db, workerIds: readonly string[]): Work<void> {
  if (workerIds.length > 0) yield* exec(mark(db, among(db, db.t.workers.id, [...new Set(workerIds)])))
}

const markOfEntry = prepared('reach_mark_of_entry', (db, p: { id: unknown }) => {
  const { enrolments, workers } = db.t
  const theirs = db
    .select({ workerId: enrolments.workerId })
    .from(enrolments)
    .where(eq(enrolments.id, p.id as string))
  return mark(db, sql`${workers.id} in ${theirs}`)
})

/** The same for the worker of an entry on a list. */
export function* markPageOfEntry(db: Db, enrolmentId: string): Work<void> {
  yield* markOfEntry(db, { id: enrolmentId })
}

// In the order of the pages, so that two who mark the same do not wait for each other in a ring.
function mark(db: Db, which: SQL) {
  const { reachMarks, workers } = db.t
  const page = sql<number>`cast(substr(${workers.code}, 2) as integer) / ${sql.raw(String(PERSONS))}`
  const pages = db
    .selectDistinct({ page: page.as('page'), times: sql<number>`1`.as('times') })
    .from(workers)
    .where(which)
    .orderBy(asc(sql`1`))
  // Counted rather than left alone: whoever takes the mark away waits for all who have set it.
  const times = sql`${reachMarks.times} + 1`
  return db.insert(reachMarks).select(pages).onConflictDoUpdate({ target: reachMarks.page, set: { times } })
}
