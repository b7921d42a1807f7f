import { and, desc, eq, isNotNull, isNull, lte, ne, or } from 'drizzle-orm'
import type { Input, SpokenPrompt } from '../domain/message.ts'
import { WINDOW_CLOSED } from '../domain/window.ts'
import { REPLIES_FIRST } from './outbox.ts'
import type { Row } from './schema.ts'
import { opened, type Vault } from './vault.ts'
import { type Db, exec, type Work } from './work.ts'

/** One message of a chat as a page shows it: what a person said, or what we said. */
export type Said =
  | { by: 'person'; id: string; at: Date; input: Input }
  | ({
      by: 'us'
      id: string
      at: Date
      prompt: SpokenPrompt
      isDelivered: boolean
      isRead: boolean
      waits: boolean
    } & Caused)

/** Why we said something, as the outbox has it. */
type Caused = Pick<Row<'outbox'>, 'cause' | 'causeId'>

const SHOWN = 50

/**
 * The last messages of a chat, oldest first: what came in, and what went out or is due by now. Replies show as soon as
 * they stand; what nobody asked for shows once it was sent, since it may still be held against consent.
 */
export function* historyOf(db: Db, vault: Vault, contactId: string, now: Date): Work<Said[]> {
  const said = [
    ...(yield* heardOf(db, contactId)).flatMap((row) => opened(() => heard(vault, row))).filter(saysSomething),
    ...(yield* toldTo(db, contactId, now)).flatMap((row) => opened(() => told(vault, row))),
  ]
  return said.sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1)).slice(-SHOWN)
}

function* heardOf(db: Db, contactId: string): Work<Row<'inbound'>[]> {
  const { inbound } = db.t
  return yield* exec(
    db.select().from(inbound).where(eq(inbound.contactId, contactId)).orderBy(desc(inbound.id)).limit(SHOWN),
  )
}

function* toldTo(db: Db, contactId: string, now: Date): Work<Row<'outbox'>[]> {
  const { outbox } = db.t
  return yield* exec(
    db
      .select()
      .from(outbox)
      .where(
        and(
          eq(outbox.contactId, contactId),
          isNull(outbox.cancelledAt),
          ne(outbox.cause, 'removal'),
          or(lte(outbox.notBefore, now), eq(outbox.failure, WINDOW_CLOSED)),
          or(eq(outbox.priority, REPLIES_FIRST), isNotNull(outbox.sentAt)),
        ),
      )
      .orderBy(desc(outbox.id))
      .limit(SHOWN),
  )
}

function heard(vault: Vault, { id, receivedAt, bodySealed }: Row<'inbound'>): Said {
  return { by: 'person', id, at: receivedAt, input: JSON.parse(vault.open('inbound.body', bodySealed)) as Input }
}

function told(vault: Vault, row: Row<'outbox'>): Said {
  // Until the person writes again.
  const waits = row.sentAt === null && row.failure === WINDOW_CLOSED
  return {
    by: 'us',
    id: row.id,
    cause: row.cause,
    causeId: row.causeId,
    at: waits ? row.createdAt : row.priority === REPLIES_FIRST ? row.notBefore : row.sentAt!,
    prompt: JSON.parse(vault.open('outbox.body', row.bodySealed)) as SpokenPrompt,
    isDelivered: row.deliveredAt !== null || row.readAt !== null,
    isRead: row.readAt !== null,
    waits,
  }
}

// What a platform tells of a person, such as that they have stopped us, is recorded like a message and says nothing.
function saysSomething(said: Said): boolean {
  return said.by === 'us' || said.input.text !== '' || Object.keys(said.input).length > 1
}
