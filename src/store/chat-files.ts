import { and, eq, inArray, isNotNull, isNull, lt, lte } from 'drizzle-orm'
import type { MediaType } from '../domain/media.ts'
import type { NewRow, Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

export type ChatFile = Row<'chatFiles'>

/** What a list shows of a file: all but its bytes. */
export type ListedFile = Pick<ChatFile, 'id' | 'inboundId' | 'type' | 'bytes' | 'keptAt' | 'refusal'>

/** Notes that a file of a message is to be fetched and kept; a message that comes again changes nothing. */
export function* wantFile(db: Db, file: NewRow<'chatFiles'>): Work<void> {
  yield* exec(db.insert(db.t.chatFiles).values(file).onConflictDoNothing())
}

/** Files that are to be fetched now, with the channel that can. */
export function* wantedFiles(db: Db, now: Date, limit: number): Work<{ file: ChatFile; channel: string }[]> {
  const { chatFiles, contacts } = db.t
  return yield* exec(
    db
      .select({ file: chatFiles, channel: contacts.channel })
      .from(chatFiles)
      .innerJoin(contacts, eq(contacts.id, chatFiles.contactId))
      .where(and(isNull(chatFiles.keptAt), isNull(chatFiles.refusedAt), lte(chatFiles.notBefore, now)))
      .orderBy(chatFiles.notBefore)
      .limit(limit),
  )
}

export function* keepFile(
  db: Db,
  id: string,
  kept: { type: MediaType; bytes: number; bodySealed: string; keptAt: Date },
): Work<void> {
  yield* change(db, id, { ...kept, refSealed: null })
}

/** It is not kept, for a reason. */
export function* refuseFile(db: Db, id: string, refusal: string, refusedAt: Date): Work<void> {
  yield* change(db, id, { refusal, refusedAt, refSealed: null })
}

export function* askAgain(db: Db, id: string, notBefore: Date, attempts: number): Work<void> {
  yield* change(db, id, { notBefore, attempts })
}

function* change(db: Db, id: string, set: Partial<ChatFile>): Work<void> {
  yield* exec(db.update(db.t.chatFiles).set(set).where(eq(db.t.chatFiles.id, id)))
}

/** The files of a hand-over, without their bytes. */
export function* filesOf(db: Db, handoverId: string): Work<ListedFile[]> {
  const { id, inboundId, type, bytes, keptAt, refusal } = db.t.chatFiles
  return yield* exec(
    db
      .select({ id, inboundId, type, bytes, keptAt, refusal })
      .from(db.t.chatFiles)
      .where(eq(db.t.chatFiles.handoverId, handoverId)),
  )
}

/** One file that lies here, of one hand-over. */
export function* fileById(db: Db, handoverId: string, id: string): Work<ChatFile | undefined> {
  const { chatFiles } = db.t
  const which = and(eq(chatFiles.id, id), eq(chatFiles.handoverId, handoverId), isNotNull(chatFiles.keptAt))
  return (yield* exec(db.select().from(chatFiles).where(which)))[0]
}

/** Forgets the files of hand-overs that were closed before a time. */
export function* forgetFiles(db: Db, before: Date): Work<void> {
  const { chatFiles, handovers } = db.t
  const over = db
    .select({ id: handovers.id })
    .from(handovers)
    .where(and(isNotNull(handovers.closedAt), lt(handovers.closedAt, before)))
  yield* exec(db.delete(chatFiles).where(inArray(chatFiles.handoverId, over)))
}
