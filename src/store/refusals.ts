import { type AnyColumn, and, eq, inArray, isNull, max, or, type SQL, sql } from 'drizzle-orm'
import { isToldDead } from './told-deaths.ts'
import { type Db, exec, type Work } from './work.ts'

/**
 * Whether a person, in any chat that was proven to be theirs, has asked not to be written to and has asked for news in none
 * of them since: a wish is the person's, whatever the channel. Where a family shares a chat its wish is that of each of them. A
 * chat in which they have blocked us is no word to us; it is silent alone.
 */
export function refuses(db: Db, workerId: AnyColumn): SQL {
  return isLast(db, workerId, 'optedOutAt', isNull(db.t.contacts.stoppedAt))
}

/** Whether a person has blocked us in a chat that was proven to be theirs and has asked for news in none of them since. */
export function blocks(db: Db, workerId: AnyColumn): SQL {
  return isLast(db, workerId, 'stoppedAt')
}

function isLast(db: Db, workerId: AnyColumn, wish: 'optedOutAt' | 'stoppedAt', more?: SQL): SQL {
  const { contacts, contactWorkers } = db.t
  const last = (what: 'optedOutAt' | 'stoppedAt' | 'optedInAt', only?: SQL) =>
    db
      .select({ at: max(contacts[what]) })
      .from(contactWorkers)
      .innerJoin(contacts, eq(contacts.id, contactWorkers.contactId))
      .where(and(eq(contactWorkers.workerId, workerId), only))
  const [out, again] = [last(wish, more), last('optedInAt')]
  return sql`(${out} is not null and (${again} is null or ${out} > ${again}))`
}

/** Of some workers those who refuse. */
export function* refusing(db: Db, workerIds: readonly string[]): Work<Set<string>> {
  if (workerIds.length === 0) return new Set()
  const { workers } = db.t
  const rows = yield* exec(
    db
      .select({ id: workers.id })
      .from(workers)
      .where(and(inArray(workers.id, [...workerIds]), refuses(db, workers.id))),
  )
  return new Set(rows.map(({ id }) => id))
}

/** Why a message that nobody asked for is about somebody who must not be written of. */
export type Barred = 'optedOut' | 'bereaved'

/** Of some messages that nobody asked for those that speak of somebody who refuses, or who is told to have died. */
export function* barredMessages(db: Db, outboxIds: readonly string[]): Work<Map<string, Barred>> {
  const found = new Map<string, Barred>()
  if (outboxIds.length === 0) return found
  const { notices, campaignRecipients, journeys } = db.t
  for (const told of [notices, campaignRecipients, journeys]) {
    const isDead = isToldDead(db, told.workerId)
    const of = and(inArray(told.outboxId, [...outboxIds]), or(refuses(db, told.workerId), isDead))
    const rows = yield* exec(
      db
        .selectDistinct({ id: told.outboxId, isDead: sql<boolean>`${isDead}`.as('is_dead') })
        .from(told)
        .where(of),
    )
    for (const { id, isDead: dead } of rows)
      if (found.get(id!) !== 'bereaved') found.set(id!, dead ? 'bereaved' : 'optedOut')
  }
  return found
}
