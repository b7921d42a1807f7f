import { and, eq, inArray, or, sql } from 'drizzle-orm'
import type { NewRow, Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'
import type { Worker } from './workers.ts'

export function* workersByNiks(db: Db, nikHashes: readonly string[]): Work<Worker[]> {
  if (nikHashes.length === 0) return []
  const { workers } = db.t
  return yield* exec(
    db
      .select()
      .from(workers)
      .where(inArray(workers.nikHash, [...nikHashes])),
  )
}

/** Workers who share a birth date or a name with some rows: among them are those who may be the same person. */
export function* workersAlike(db: Db, bornOn: readonly string[], nameKeys: readonly string[]): Work<Worker[]> {
  if (bornOn.length === 0) return []
  const { workers } = db.t
  return yield* exec(
    db
      .select()
      .from(workers)
      .where(or(inArray(workers.bornOn, [...bornOn]), inArray(workers.nameKey, [...nameKeys]))),
  )
}

export function* enrolmentsOfWorkers(db: Db, workerIds: readonly string[]): Work<Row<'enrolments'>[]> {
  if (workerIds.length === 0) return []
  const { enrolments } = db.t
  return yield* exec(
    db
      .select()
      .from(enrolments)
      .where(inArray(enrolments.workerId, [...workerIds])),
  )
}

export function* addWorker(db: Db, worker: NewRow<'workers'>): Work<void> {
  yield* exec(db.insert(db.t.workers).values(worker))
}

type Changed = Omit<NewRow<'workers'>, 'id' | 'code' | 'nikSealed' | 'nikHash' | 'createdAt'>

export function* changeWorker(db: Db, id: string, change: Changed): Work<void> {
  yield* exec(db.update(db.t.workers).set(change).where(eq(db.t.workers.id, id)))
}

/** Enters a stretch of cover; the same worker, agency, funding and first day is the same stretch, brought up to date. */
export function* enterEnrolment(db: Db, enrolment: NewRow<'enrolments'>): Work<void> {
  const { enrolments } = db.t
  const { id: _, createdAt: __, ...latest } = enrolment
  yield* exec(
    db
      .insert(enrolments)
      .values(enrolment)
      .onConflictDoUpdate({
        target: [enrolments.listedAs, enrolments.agencyId, enrolments.funding, enrolments.startsOn],
        set: latest,
      }),
  )
}

/** Records leave to write to a phone; the same leave again changes nothing. */
export function* recordConsent(db: Db, consent: NewRow<'consents'>): Work<void> {
  yield* exec(db.insert(db.t.consents).values(consent).onConflictDoNothing())
}

/** An agency's later list says no: what it said before no longer counts. */
export function* withdrawConsent(db: Db, phoneHash: string, agencyId: string, at: Date): Work<void> {
  const { consents } = db.t
  yield* exec(
    db
      .update(consents)
      .set({ withdrawnAt: at })
      .where(
        and(eq(consents.phoneHash, phoneHash), eq(consents.agencyId, agencyId), sql`${consents.withdrawnAt} is null`),
      ),
  )
}
