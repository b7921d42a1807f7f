import { and, asc, eq, exists, isNull, like, or, sql } from 'drizzle-orm'
import { type Db, exec, type Work } from './work.ts'
import { type Worker, workerByCode } from './workers.ts'

/** Somebody on an agency's list in a kelurahan, as far as an officer tells people apart by it. */
export type Listed = Pick<Worker, 'id' | 'code' | 'name' | 'nameKey' | 'bornOn' | 'mergedInto'>

/** An agency's list in a kelurahan. */
interface Place {
  agencyId: string
  kelurahan: string
}

/** The person whose code this is, if an agency's list in a kelurahan names them. */
export function* listedByCode(db: Db, place: Place, code: string): Work<Listed | undefined> {
  const worker = yield* workerByCode(db, code)
  if (!worker) return undefined
  const { workers } = db.t
  const [found] = yield* exec(
    db
      .select(columns(db))
      .from(workers)
      .where(and(eq(workers.id, worker.mergedInto ?? worker.id), isListed(db, place))),
  )
  return found
}

/** Persons whose names hold some words, each beginning a word there; on an agency's list in a kelurahan. */
export function* listedByName(db: Db, place: Place, words: readonly string[], limit: number): Work<Listed[]> {
  const { workers } = db.t
  return yield* exec(
    db
      .select(columns(db))
      .from(workers)
      .where(
        and(
          isListed(db, place),
          ...words.map((word) => or(like(workers.nameKey, `${word}%`), like(workers.nameKey, `% ${word}%`))),
        ),
      )
      .orderBy(asc(workers.nameKey), asc(workers.code))
      .limit(limit),
  )
}

function columns(db: Db) {
  const { id, code, name, nameKey, bornOn, mergedInto } = db.t.workers
  return { id, code, name, nameKey, bornOn, mergedInto }
}

function isListed(db: Db, { agencyId, kelurahan }: Place) {
  const { workers, enrolments } = db.t
  const entry = db
    .select({ one: sql`1` })
    .from(enrolments)
    .where(and(eq(enrolments.workerId, workers.id), eq(enrolments.agencyId, agencyId)))
  return and(isNull(workers.mergedInto), eq(workers.kelurahan, kelurahan), exists(entry))
}
