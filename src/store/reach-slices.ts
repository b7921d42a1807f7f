import { asc, gt } from 'drizzle-orm'
import { type Db, exec, type Work } from './work.ts'

/** Workers in the order of their ids, the first excluded and the last included. */
export interface WorkerRange {
  after: string
  /** Null: to the end. */
  upTo: string | null
}

// So many entries of lists, and what the ledger holds of their workers, are counted in some milliseconds.
const SLICE = 500

/**
 * The range of workers that follows another, in which a report counts before it lets chats have their turn; null behind the
 * last. All ranges together hold every worker once, so that what is counted in each adds up. Without a given size PostgreSQL takes them
 * all at once: there nobody waits for a reader.
 */
export function* nextRange(db: Db, before: WorkerRange | undefined, slice?: number): Work<WorkerRange | null> {
  if (before?.upTo === null) return null
  const after = before?.upTo ?? ''
  if (db.engine === 'postgres' && slice === undefined) return { after, upTo: null }
  const { enrolments } = db.t
  const [end] = yield* exec(
    db
      .select({ workerId: enrolments.workerId })
      .from(enrolments)
      .where(gt(enrolments.workerId, after))
      .orderBy(asc(enrolments.workerId))
      .limit(1)
      .offset((slice ?? SLICE) - 1),
  )
  return { after, upTo: end?.workerId ?? null }
}
