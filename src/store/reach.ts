import { desc, eq } from 'drizzle-orm'
import type { NewRow } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

export type ReachRow = NewRow<'reach'>

/** Enters facts into the ledger; the first per person, kind and occasion stands, all later ones change nothing. */
export function* enterReach(db: Db, rows: readonly ReachRow[]): Work<void> {
  if (rows.length > 0)
    yield* exec(
      db
        .insert(db.t.reach)
        .values([...rows])
        .onConflictDoNothing(),
    )
}

/** A worker whom a notice speaks of, as the ledger needs it. */
export interface Noticed {
  workerId: string
  enrolmentId: string
  agencyId: string
  segment: string | null
  kelurahan: string | null
}

export function noticedByMessage(db: Db, outboxId: string): Work<Noticed[]> {
  return noticed(db, eq(db.t.notices.outboxId, outboxId))
}

/** The workers of whom the newest notice to a contact spoke. */
export function* noticedLast(db: Db, contactId: string): Work<Noticed[]> {
  const { notices } = db.t
  const [newest] = yield* exec(
    db
      .select({ outboxId: notices.outboxId })
      .from(notices)
      .where(eq(notices.contactId, contactId))
      .orderBy(desc(notices.decidedAt), desc(notices.outboxId))
      .limit(1),
  )
  return newest?.outboxId ? yield* noticedByMessage(db, newest.outboxId) : []
}

function* noticed(db: Db, where: ReturnType<typeof eq>): Work<Noticed[]> {
  const { notices, enrolments, workers } = db.t
  return yield* exec(
    db
      .select({
        workerId: notices.workerId,
        enrolmentId: notices.enrolmentId,
        agencyId: enrolments.agencyId,
        segment: enrolments.segment,
        kelurahan: workers.kelurahan,
      })
      .from(notices)
      .innerJoin(enrolments, eq(enrolments.id, notices.enrolmentId))
      .innerJoin(workers, eq(workers.id, notices.workerId))
      .where(where),
  )
}
