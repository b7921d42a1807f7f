import { eq } from 'drizzle-orm'
import type { NewRow, Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

export type KeptFile = Row<'files'>
/** A file without what is in it. */
export type FileFacts = Pick<KeptFile, 'id' | 'type' | 'bytes'>

export function* addFile(db: Db, file: NewRow<'files'>): Work<void> {
  yield* exec(db.insert(db.t.files).values(file))
}

export function* fileById(db: Db, id: string): Work<KeptFile | undefined> {
  const [found] = yield* exec(db.select().from(db.t.files).where(eq(db.t.files.id, id)))
  return found
}

export function* fileFacts(db: Db, id: string): Work<FileFacts | undefined> {
  const { files } = db.t
  const [found] = yield* exec(
    db.select({ id: files.id, type: files.type, bytes: files.bytes }).from(files).where(eq(files.id, id)),
  )
  return found
}

/** Drops a file that goes with nothing any more. */
export function* dropFileRow(db: Db, id: string): Work<void> {
  yield* exec(db.delete(db.t.files).where(eq(db.t.files.id, id)))
}
