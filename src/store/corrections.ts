import { and, asc, count, desc, eq, gte, inArray, isNull, or } from 'drizzle-orm'
import type { CorrectionField, CorrectionOutcome } from '../domain/correction.ts'
import type { Officer } from '../domain/officer.ts'
import type { NewRow, Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

export type Correction = Row<'corrections'>

/** Whose corrections an officer may see. */
export type Scope = Pick<Officer, 'agencyId' | 'kelurahan'>

/** A correction with the person whom it is about, and the agency whose list it is to be mended on. */
export interface KnownCorrection {
  correction: Correction
  worker: Row<'workers'>
  agency: { code: string; name: string }
}

export function* openCorrection(db: Db, correction: NewRow<'corrections'>): Work<void> {
  yield* exec(db.insert(db.t.corrections).values(correction))
}

/**
 * The correction that is open on a field of an entry. On PostgreSQL it holds the worker until the work ends, so that two chats
 * of one person do not both open it.
 */
export function* openCorrectionOn(
  db: Db,
  { workerId, agencyId, field }: { workerId: string; agencyId: string; field: CorrectionField },
): Work<Correction | undefined> {
  const { corrections, workers } = db.t
  if (db.engine === 'postgres')
    yield* exec(db.select({ id: workers.id }).from(workers).where(eq(workers.id, workerId)).for('update'))
  const on = and(eq(corrections.workerId, workerId), eq(corrections.agencyId, agencyId), eq(corrections.field, field))
  const [found] = yield* exec(
    db
      .select()
      .from(corrections)
      .where(and(on, isNull(corrections.closedAt))),
  )
  return found
}

/** Keeps another wish of an open correction in the place of the one that was seen; false where it has moved on. */
export function* rewriteWish(
  db: Db,
  { id, wishSealed }: Pick<Correction, 'id' | 'wishSealed'>,
  sealed: string,
): Work<boolean> {
  const { corrections } = db.t
  const changed = yield* exec(
    db
      .update(corrections)
      .set({ wishSealed: sealed })
      .where(and(eq(corrections.id, id), eq(corrections.wishSealed, wishSealed), isNull(corrections.closedAt)))
      .returning({ id: corrections.id }),
  )
  return changed.length > 0
}

/** The corrections of some workers that are open or were closed no earlier than `since`, newest first. */
export function* correctionsOf(db: Db, workerIds: readonly string[], since: Date): Work<KnownCorrection[]> {
  if (workerIds.length === 0) return []
  const { corrections } = db.t
  return yield* exec(
    known(db)
      .where(
        and(
          inArray(corrections.workerId, [...workerIds]),
          or(isNull(corrections.closedAt), gte(corrections.closedAt, since)),
        ),
      )
      .orderBy(desc(corrections.openedAt), desc(corrections.id)),
  )
}

/** The open corrections of a scope, whichever is due first. */
export function* openCorrections(db: Db, scope: Scope, limit: number): Work<KnownCorrection[]> {
  const { corrections } = db.t
  return yield* exec(
    known(db)
      .where(and(isNull(corrections.closedAt), inScope(db, scope)))
      .orderBy(asc(corrections.dueAt), asc(corrections.id))
      .limit(limit),
  )
}

export function* countOpenCorrections(db: Db, scope: Scope): Work<number> {
  const { corrections, workers } = db.t
  const [row] = yield* exec(
    db
      .select({ n: count() })
      .from(corrections)
      .innerJoin(workers, eq(workers.id, corrections.workerId))
      .where(and(isNull(corrections.closedAt), inScope(db, scope))),
  )
  return row!.n
}

/** A correction of a scope, open or closed; one of another scope is as absent as one that is not there. */
export function* correctionById(db: Db, id: string, scope: Scope): Work<KnownCorrection | undefined> {
  const [found] = yield* exec(known(db).where(and(eq(db.t.corrections.id, id), inScope(db, scope))))
  return found
}

/** When some corrections were asked for. */
export function* askedAt(db: Db, ids: readonly string[]): Work<Map<string, Date>> {
  if (ids.length === 0) return new Map()
  const { corrections } = db.t
  const rows = yield* exec(
    db
      .select({ id: corrections.id, openedAt: corrections.openedAt })
      .from(corrections)
      .where(inArray(corrections.id, [...ids])),
  )
  return new Map(rows.map(({ id, openedAt }) => [id, openedAt]))
}

/** Closes a correction whose wish is the one that was read; false where it is closed, or has been added to. */
export function* closeCorrection(
  db: Db,
  { id, wishSealed }: Pick<Correction, 'id' | 'wishSealed'>,
  set: { outcome: CorrectionOutcome; answerSealed: string; closedAt: Date; closedBy: string },
): Work<boolean> {
  const { corrections } = db.t
  const closed = yield* exec(
    db
      .update(corrections)
      .set(set)
      .where(and(eq(corrections.id, id), eq(corrections.wishSealed, wishSealed), isNull(corrections.closedAt)))
      .returning({ id: corrections.id }),
  )
  return closed.length > 0
}

/** The entries of a person on an agency's list, newest first, each with the worker whom the list named. */
export function* listedEntries(
  db: Db,
  workerId: string,
  agencyId: string,
): Work<{ entry: Row<'enrolments'>; listed: Row<'workers'> }[]> {
  const { enrolments, workers } = db.t
  return yield* exec(
    db
      .select({ entry: enrolments, listed: workers })
      .from(enrolments)
      .innerJoin(workers, eq(workers.id, enrolments.listedAs))
      .where(and(eq(enrolments.workerId, workerId), eq(enrolments.agencyId, agencyId)))
      .orderBy(desc(enrolments.startsOn), desc(enrolments.id)),
  )
}

function known(db: Db) {
  const { corrections, workers, agencies } = db.t
  return db
    .select({ correction: corrections, worker: workers, agency: { code: agencies.code, name: agencies.name } })
    .from(corrections)
    .innerJoin(workers, eq(workers.id, corrections.workerId))
    .innerJoin(agencies, eq(agencies.id, corrections.agencyId))
}

function inScope(db: Db, { agencyId, kelurahan }: Scope) {
  const { corrections, workers } = db.t
  return and(
    agencyId === null ? undefined : eq(corrections.agencyId, agencyId),
    kelurahan === null ? undefined : eq(workers.kelurahan, kelurahan),
  )
}
