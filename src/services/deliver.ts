import { setTimeout } from 'node:timers/promises'
import { SENDER_DIED } from '../domain/alarm.ts'
import { lapsed, takeThese } from '../store/due.ts'
import { markUnknown, release } from '../store/outbox.ts'
import { runRacing } from '../store/work.ts'
import type { Reply } from './converse.ts'
import { BATCH, leaseEnd, takeBatch } from './due.ts'
import { noteReplies, replyNoted } from './paces.ts'
import { sendAll } from './send.ts'
import type { World } from './world.ts'

/** Sends what has just been answered, without reading it back from the database; says of each chat when it is through. */
export async function deliverReplies(
  world: World,
  replies: readonly Reply[],
  through: (contactId: string) => void = () => {},
): Promise<void> {
  const now = world.clock.now()
  const ready = replies.filter(({ notBefore, contact }) => notBefore <= now && world.channels.has(contact.channel))
  if (ready.length === 0) return
  const taken = await world.database.run((db) =>
    takeThese(
      db,
      ready.map(({ id }) => id),
      now,
      leaseEnd(now),
    ),
  )
  const held = ready.filter(({ id }) => taken.has(id)).map((reply) => ({ ...reply, attempts: 1, unasked: false }))
  for (const { contact } of held) noteReplies(world.channels.get(contact.channel)!, 1)
  await sendAll(world, held, through)
}

/**
 * Sends a batch of what is due; says how many it took. Zero means that nothing is due now. Replies younger than `restMs`
 * are left to whoever has just queued them, so that a chat's messages keep their order.
 */
export async function deliverDue(world: World, restMs = 0): Promise<number> {
  return (await deliverBatch(world, restMs)).took
}

/** Sends all that is due and that the channels may be handed now, batch after batch. */
export async function deliverAllDue(world: World, restMs = 0): Promise<void> {
  while ((await deliverDue(world, restMs)) > 0);
}

/**
 * Sends what is due for about `forMs`, waiting for channels that may be handed more within that time, so that many messages
 * leave evenly and not with each stroke of the clock. Takes nothing more in hand once it is to end.
 */
export async function deliverEvenly(
  world: World,
  restMs: number,
  forMs: number,
  ending?: Pick<AbortSignal, 'aborted'>,
): Promise<void> {
  const until = world.clock.now().getTime() + forMs
  while (!ending?.aborted) {
    const { took, waitMs } = await deliverBatch(world, restMs)
    if (took > 0) continue
    if (waitMs === 0 || world.clock.now().getTime() + waitMs >= until) return
    await setTimeout(waitMs)
  }
}

async function deliverBatch(world: World, restMs: number): Promise<{ took: number; waitMs: number }> {
  const now = world.clock.now()
  const madeBy = new Date(now.getTime() - restMs)
  const { held, paced } = await runRacing(world.database, (db) => takeBatch(db, world, now, madeBy))
  for (const [channel, { replies }] of paced) replyNoted(channel, replies)
  await sendAll(world, held)
  const waits = [...paced.values()].flatMap(({ waitMs }) => (waitMs > 0 ? [waitMs] : []))
  return { took: held.length, waitMs: waits.length > 0 ? Math.min(...waits) : 0 }
}

/** Settles messages whose sender died with them in hand: sent again only where a platform shows one id once. */
export async function settleLapsed(world: World): Promise<number> {
  const now = world.clock.now()
  return await world.database.run(function* (db) {
    const rows = yield* lapsed(db, now, BATCH)
    for (const { id, channel, cause } of rows) {
      if (cause === 'removal' || world.channels.get(channel)?.abilities.idempotent) yield* release(db, id, now)
      else yield* markUnknown(db, id, now, SENDER_DIED)
    }
    return rows.length
  })
}
