import { and, eq } from 'drizzle-orm'
import { prepared } from './prepared.ts'
import type { NewRow } from './schema.ts'
import type { Db, Work } from './work.ts'

type Inbound = NewRow<'inbound'>

const insert = prepared('inbound_record', (db, p: Record<keyof Inbound, unknown>) =>
  db
    .insert(db.t.inbound)
    .values({
      id: p.id as string,
      channel: p.channel as string,
      externalHash: p.externalHash as string,
      contactId: p.contactId as string,
      bodySealed: p.bodySealed as string,
      receivedAt: p.receivedAt as Date,
    })
    .onConflictDoNothing()
    .returning({ id: db.t.inbound.id }),
)

/** Records a message that came in; false when this delivery has been recorded before. */
export function* recordInbound(db: Db, message: Inbound): Work<boolean> {
  return (yield* insert(db, { ...message })).length > 0
}

const recorded = prepared('inbound_recorded', (db, p: { channel: unknown; externalHash: unknown }) => {
  const { inbound } = db.t
  return db
    .select({ id: inbound.id })
    .from(inbound)
    .where(and(eq(inbound.channel, p.channel as string), eq(inbound.externalHash, p.externalHash as string)))
})

/** Whether this delivery has been recorded before. */
export function* isRecorded(db: Db, channel: string, externalHash: string): Work<boolean> {
  return (yield* recorded(db, { channel, externalHash })).length > 0
}
