import type { VisitReason } from '../../domain/notice-route.ts'
import { markDone, runningCampaigns } from '../../store/campaigns.ts'
import { type Ended, endedMessages, isSettled, settleRecipients, undecide } from '../../store/recipients.ts'
import { listVisitAgain } from '../../store/visits.ts'
import type { Db, Work } from '../../store/work.ts'
import { visitInstead } from '../unasked.ts'
import type { World } from '../world.ts'

const SLICE = 200

/**
 * Takes note of what became of campaigns' messages: what did not reach the platform goes on the visit list with the reason,
 * and what a pause took back waits for its turn again.
 */
export async function settleMessages(world: World): Promise<void> {
  for (;;) {
    const settled = await world.database.run((db) => settleSlice(db, world))
    if (settled < SLICE) return
  }
}

/** Campaigns with nobody left to tell are done; one that is paused waits for an officer, who may choose to send again. */
export async function finishCampaigns(world: World): Promise<void> {
  const now = world.clock.now()
  await world.database.run(function* (db) {
    for (const { id, frozenAt, pausedAt } of yield* runningCampaigns(db))
      if (frozenAt && !pausedAt && (yield* isSettled(db, id))) yield* markDone(db, id, now)
  })
}

function* settleSlice(db: Db, world: World): Work<number> {
  const now = world.clock.now()
  const ended = yield* endedMessages(db, SLICE)
  for (const [campaignId, rows] of Map.groupBy(ended, (row) => row.campaignId)) {
    const sent = rows.filter(isSent).map(({ workerId }) => workerId)
    if (sent.length > 0) yield* settleRecipients(db, campaignId, sent, { result: 'sent' }, now)
    for (const recipient of rows) if (!isSent(recipient)) yield* settleOne(db, world, recipient, now)
  }
  return ended.length
}

/** What a platform had taken it may have said later that it could not deliver. */
function isSent({ outbox }: Ended): boolean {
  return outbox.sentAt !== null && outbox.failedAt === null
}

function* settleOne(db: Db, world: World, recipient: Ended, now: Date): Work<void> {
  const { campaignId, workerId, outbox } = recipient
  const note = (change: Parameters<typeof settleRecipients>[3]) =>
    settleRecipients(db, campaignId, [workerId], change, now)
  if (outbox.unknownAt && !outbox.failedAt) return yield* note({ result: 'unknown' })
  if (outbox.failure === 'paused') return yield* undecide(db, campaignId, [workerId])
  if (outbox.failure === 'stopped' && outbox.cancelledAt) return yield* note({ result: 'takenBack' })
  const reason: VisitReason =
    outbox.failure === 'optedOut' || outbox.failure === 'bereaved' ? outbox.failure : 'undelivered'
  yield* note({ outcome: 'visit', reason, result: outbox.failedAt ? 'failed' : 'takenBack' })
  yield* visitInstead(db, world, recipient, reason, now)
  yield* listVisitAgain(db, { ...recipient, reason, listedAt: now })
}
