import { and, eq, exists, isNull, lte, sql } from 'drizzle-orm'
import type { Outgoing } from './outbox.ts'
import { prepared } from './prepared.ts'
import type { Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

export type EarlyReceipt = Row<'earlyReceipts'>

/** By which a receipt names its message: our own id, or the hash of the one that the platform gave. */
export type Named = { id: string } | { channel: string; externalHash: string }

type Kind = 'delivered' | 'read'

function noting(kind: Kind, by: 'id' | 'externalHash') {
  return prepared(`receipt_${kind}_${by}`, (db, p: Record<'id' | 'channel' | 'externalHash' | 'at', unknown>) => {
    const { outbox } = db.t
    const named =
      by === 'id' ? { id: p.id as string } : { channel: p.channel as string, externalHash: p.externalHash as string }
    const column = kind === 'read' ? outbox.readAt : outbox.deliveredAt
    const at = p.at as Date
    return (
      db
        .update(outbox)
        // What has arrived has not failed, whatever was said before.
        .set({ failedAt: null, failure: null, ...(kind === 'read' ? { readAt: at } : { deliveredAt: at }) })
        .where(and(whichOf(db, named), isNull(column)))
        .returning()
    )
  })
}

const note: Record<Kind, Record<'id' | 'externalHash', ReturnType<typeof noting>>> = {
  delivered: { id: noting('delivered', 'id'), externalHash: noting('delivered', 'externalHash') },
  read: { id: noting('read', 'id'), externalHash: noting('read', 'externalHash') },
}

/** When a platform says that a message arrived or was read; each is noted once, in whatever order they come. */
export function* noteReceipt(db: Db, named: Named, kind: Kind, at: Date): Work<Outgoing | undefined> {
  const holes = { id: null, channel: null, externalHash: null, ...named, at }
  return (yield* note[kind]['id' in named ? 'id' : 'externalHash'](db, holes))[0]
}

/** The message of that name. */
export function* messageNamed(db: Db, named: Named): Work<Outgoing | undefined> {
  return (yield* exec(db.select().from(db.t.outbox).where(whichOf(db, named)).limit(1)))[0]
}

function whichOf(db: Db, named: Named) {
  const { outbox } = db.t
  if ('id' in named) return eq(outbox.id, named.id)
  return and(eq(outbox.channel, named.channel), eq(outbox.externalHash, named.externalHash))
}

/** Keeps a receipt that was quicker than our own note of the sending. */
export function* keepEarly(db: Db, receipt: EarlyReceipt): Work<void> {
  yield* exec(db.insert(db.t.earlyReceipts).values(receipt).onConflictDoNothing())
}

/** Kept receipts whose message is known by now, or that are too old for one to come; they are kept no longer. */
export function* takeEarly(db: Db, before: Date, limit: number): Work<EarlyReceipt[]> {
  const { earlyReceipts, outbox } = db.t
  const message = and(eq(outbox.channel, earlyReceipts.channel), eq(outbox.externalHash, earlyReceipts.externalHash))
  // Not joined: the few receipts are to be looked up among all messages, not the other way round.
  const isKnown = exists(db.select({ one: sql`1` }).from(outbox).where(message))
  const ready = yield* exec(db.select().from(earlyReceipts).where(isKnown).limit(limit))
  for (const receipt of ready) yield* exec(db.delete(earlyReceipts).where(same(db, receipt)))
  yield* exec(db.delete(earlyReceipts).where(lte(earlyReceipts.at, before)))
  return ready
}

function same(db: Db, { channel, externalHash, kind }: EarlyReceipt) {
  const { earlyReceipts } = db.t
  return and(
    eq(earlyReceipts.channel, channel),
    eq(earlyReceipts.externalHash, externalHash),
    eq(earlyReceipts.kind, kind),
  )
}
