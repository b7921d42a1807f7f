import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import type { Agency } from './agencies.ts'
import type { NewRow, Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

export type Upload = Row<'uploads'>

/** Adds an upload; gives its id, or that of the one that the same form has handed in before. */
export function* addUpload(db: Db, upload: NewRow<'uploads'>): Work<string> {
  const { uploads } = db.t
  const [added] = yield* exec(
    db.insert(uploads).values(upload).onConflictDoNothing({ target: uploads.formHash }).returning({ id: uploads.id }),
  )
  if (added) return added.id
  const [first] = yield* exec(
    db.select({ id: uploads.id }).from(uploads).where(eq(uploads.formHash, upload.formHash)).limit(1),
  )
  return first!.id
}

export function* uploadById(db: Db, id: string): Work<{ upload: Upload; agency: Agency } | undefined> {
  const { uploads, agencies } = db.t
  const [found] = yield* exec(
    db
      .select({ upload: uploads, agency: agencies })
      .from(uploads)
      .innerJoin(agencies, eq(agencies.id, uploads.agencyId))
      .where(eq(uploads.id, id)),
  )
  return found
}

/** The uploads of an agency that have not ended, newest first. */
export function* openUploads(db: Db, agencyId: string, limit: number): Work<Upload[]> {
  const { uploads } = db.t
  return yield* exec(
    db
      .select()
      .from(uploads)
      .where(and(isNull(uploads.closedAt), eq(uploads.agencyId, agencyId)))
      .orderBy(desc(uploads.receivedAt), desc(uploads.id))
      .limit(limit),
  )
}

/** The uploads with which something is to be done, oldest first. */
export function* wantedUploads(db: Db, limit: number): Work<Upload[]> {
  const { uploads } = db.t
  return yield* exec(
    db
      .select()
      .from(uploads)
      .where(isNotNull(uploads.wanted))
      .orderBy(asc(uploads.receivedAt), asc(uploads.id))
      .limit(limit),
  )
}

/** The uploads that were received before a time and have not ended, nor are being taken in. */
export function* leftUploads(db: Db, before: Date, limit: number): Work<Upload[]> {
  const { uploads } = db.t
  return yield* exec(
    db
      .select()
      .from(uploads)
      .where(
        and(isNull(uploads.closedAt), lt(uploads.receivedAt, before), sql`coalesce(${uploads.wanted}, '') <> 'apply'`),
      )
      .limit(limit),
  )
}

/** Those of some uploads that have not ended. */
export function* openAmong(db: Db, ids: readonly string[]): Work<Set<string>> {
  if (ids.length === 0) return new Set()
  const { uploads } = db.t
  const rows = yield* exec(
    db
      .select({ id: uploads.id })
      .from(uploads)
      .where(and(inArray(uploads.id, [...ids]), isNull(uploads.closedAt))),
  )
  return new Set(rows.map(({ id }) => id))
}

/** Changes an upload that nobody else has changed since; false where somebody has. */
export function* changeUpload(
  db: Db,
  { id, rev }: Pick<Upload, 'id' | 'rev'>,
  change: Partial<Omit<Upload, 'id' | 'rev'>>,
): Work<boolean> {
  const { uploads } = db.t
  const changed = yield* exec(
    db
      .update(uploads)
      .set({ ...change, rev: rev + 1 })
      .where(and(eq(uploads.id, id), eq(uploads.rev, rev)))
      .returning({ id: uploads.id }),
  )
  return changed.length > 0
}

/** Notes how far the work on an upload is, which makes no form of its page stale. */
export function* noteUpload(db: Db, id: string, at: Partial<Pick<Upload, 'tries' | 'importId'>>): Work<void> {
  yield* exec(db.update(db.t.uploads).set(at).where(eq(db.t.uploads.id, id)))
}
