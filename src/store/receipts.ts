import { and, eq, isNull, lte } from 'drizzle-orm'
import type { Outgoing } from './outbox.ts'
import { prepared } from './prepared.ts'
import type { Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

export type EarlyReceipt = Row<'earlyReceipts'>

/** By which a receipt names its message: our own id, or the hash of the one that the platform gave. */
export type Named = { id: string } | { channel: string; externalHash: string }

type Kind = 'delivered' | 'read'
type Noted = Pick<Outgoing, 'id' | 'sentAt' | 'externalHash' | 'priority'>

/** A receipt follows each message, so that these are as hot as the sending. */
const noteBy = {
  delivered: { ours: noting('delivered', 'ours'), theirs: noting('delivered', 'theirs') },
  read: { ours: noting('read', 'ours'), theirs: noting('read', 'theirs') },
}

function noting(kind: Kind, by: 'ours' | 'theirs') {
  return prepared(`receipt_${kind}_${by}`, (db, p: { id: unknown; channel: unknown; hash: unknown; at: unknown }) => {
    const { outbox } = db.t
    const { id, sentAt, externalHash, priority } = outbox
    const named: Named =
      by === 'ours' ? { id: p.id as string } : { channel: p.channel as string, externalHash: p.hash as string }
    return (
      db
        .update(outbox)
        // What has arrived has not failed, whatever was said before.
        .set({
          failedAt: null,
          failure: null,
          ...(kind === 'read' ? { readAt: p.at as Date } : { deliveredAt: p.at as Date }),
        })
        .where(and(whichOf(db, named), isNull(kind === 'read' ? outbox.readAt : outbox.deliveredAt)))
        .returning({ id, sentAt, externalHash, priority })
    )
  })
}

/** When a platform says that a message arrived or was read; each is noted once, in whatever order they come. */
export function* noteReceipt(db: Db, named: Named, kind: Kind, at: Date): Work<Noted | undefined> {
  const isOurs = 'id' in named
  const [id, channel, hash] = isOurs ? [named.id, '', ''] : ['', named.channel, named.externalHash]
  return (yield* noteBy[kind][isOurs ? 'ours' : 'theirs'](db, { id, channel, hash, at }))[0]
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
  const ready = yield* exec(
    db.select({ receipt: earlyReceipts }).from(earlyReceipts).innerJoin(outbox, message).limit(limit),
  )
  for (const { receipt } of ready) yield* exec(db.delete(earlyReceipts).where(same(db, receipt)))
  yield* exec(db.delete(earlyReceipts).where(lte(earlyReceipts.at, before)))
  return ready.map(({ receipt }) => receipt)
}

function same(db: Db, { channel, externalHash, kind }: EarlyReceipt) {
  const { earlyReceipts } = db.t
  return and(
    eq(earlyReceipts.channel, channel),
    eq(earlyReceipts.externalHash, externalHash),
    eq(earlyReceipts.kind, kind),
  )
}
