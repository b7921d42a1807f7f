import { and, eq, sql } from 'drizzle-orm'
import { among } from './among.ts'
import { prepared, wholeRow } from './prepared.ts'
import { markPageOfEntry, markPages } from './reach-marks.ts'
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
      .where(among(db, workers.nikHash, nikHashes)),
  )
}

/** What lists say of some workers, whoever stands for the person now. */
export function* enrolmentsListedAs(db: Db, workerIds: readonly string[]): Work<Row<'enrolments'>[]> {
  if (workerIds.length === 0) return []
  const { enrolments } = db.t
  return yield* exec(
    db
      .select()
      .from(enrolments)
      .where(among(db, enrolments.listedAs, workerIds)),
  )
}

type Whole<T> = { [K in keyof T]-?: unknown }
type NewWorker = NewRow<'workers'>

const insertWorker = prepared('worker_add', (db, p: Whole<NewWorker>) =>
  db.insert(db.t.workers).values(wholeRow(db.t.workers, p)),
)

export function* addWorker(db: Db, worker: NewWorker): Work<void> {
  const nothing = { sex: null, phoneSealed: null, phoneHash: null, addressSealed: null, kelurahan: null }
  yield* insertWorker(db, { ...nothing, mergedInto: null, ...worker })
}

type Changed = Omit<NewRow<'workers'>, 'id' | 'code' | 'nikSealed' | 'nikHash' | 'createdAt'>

export function* changeWorker(db: Db, id: string, change: Changed): Work<void> {
  yield* exec(db.update(db.t.workers).set(change).where(eq(db.t.workers.id, id)))
  if ('kelurahan' in change || 'mergedInto' in change) yield* markPages(db, [id])
}

type NewEnrolment = Omit<NewRow<'enrolments'>, 'routedAt'>

const insertEnrolment = prepared('enrolment_add', (db, p: Whole<NewEnrolment>) => {
  const { routedAt: _, ...row } = wholeRow(db.t.enrolments, p)
  return db.insert(db.t.enrolments).values(row)
})

/** Adds a stretch of cover; listed as the person who has it, unless told otherwise. */
export function* addEnrolment(db: Db, entry: NewEnrolment): Work<void> {
  const nothing = { segment: null, occupation: null, basis: null, endsOn: null }
  const noNumber = { memberNumberSealed: null, memberNumberHash: null }
  yield* insertEnrolment(db, {
    ...nothing,
    ...noNumber,
    paidThrough: null,
    importId: null,
    line: null,
    listedAs: entry.workerId,
    ...entry,
  })
  yield* markPageOfEntry(db, entry.id)
}

export function* changeEnrolment(db: Db, id: string, change: Partial<Omit<NewEnrolment, 'workerId'>>): Work<void> {
  yield* exec(db.update(db.t.enrolments).set(change).where(eq(db.t.enrolments.id, id)))
  if (COUNTED.some((column) => column in change)) yield* markPageOfEntry(db, id)
}

// What reports count entries by.
const COUNTED = ['agencyId', 'segment', 'funding', 'startsOn', 'endsOn'] as const

type Touch = Required<Pick<NewEnrolment, 'id' | 'asOf' | 'importId' | 'line' | 'updatedAt'>>

const touch = prepared('enrolment_touch', (db, { id, asOf, importId, line, updatedAt }: Whole<Touch>) =>
  db
    .update(db.t.enrolments)
    .set({ asOf, importId, line, updatedAt } as Omit<Touch, 'id'>)
    .where(eq(db.t.enrolments.id, id as string)),
)

/** Notes that a later list says the same of a stretch of cover. */
export function* touchEnrolment(db: Db, said: Touch): Work<void> {
  yield* touch(db, said)
}

type GivenConsent = Omit<NewRow<'consents'>, 'withdrawnAt'>

const insertConsent = prepared('consent_record', (db, p: Whole<GivenConsent>) => {
  const { id, phoneHash, agencyId, source, givenOn, importId, recordedAt } = p as Required<GivenConsent>
  return db
    .insert(db.t.consents)
    .values({ id, phoneHash, agencyId, source, givenOn, importId, recordedAt })
    .onConflictDoNothing()
})

/** Records leave to write to a phone; the same leave again changes nothing. */
export function* recordConsent(db: Db, consent: GivenConsent): Work<void> {
  yield* insertConsent(db, { importId: null, ...consent })
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
