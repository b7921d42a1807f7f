import { type Ending, endingOf } from '../../domain/ending.ts'
import type { VisitReason } from '../../domain/route.ts'
import { type Campaign, campaignById, markDone, markUndone, runningCampaigns } from '../../store/campaigns.ts'
import { occasionOf } from '../../store/reach.ts'
import { type EndedRecipient, endedMessages, isSettled, settleRecipients, undecide } from '../../store/recipients.ts'
import { noteTried } from '../../store/tried.ts'
import { type Db, runRacing, type Work } from '../../store/work.ts'
import { workersById } from '../../store/workers.ts'
import { visitAgain } from '../unasked.ts'
import type { World } from '../world.ts'
import { planningOf } from './known.ts'
import { planFor } from './plan.ts'

const SLICE = 200

/**
 * Takes note of what became of campaigns' messages: whom one has not reached and never will waits for their turn again where there
 * is another chat of theirs, and otherwise goes on the visit list with the reason; what a pause took back waits too.
 */
export async function settleMessages(world: World): Promise<void> {
  while ((await runRacing(world.database, (db) => settleSlice(db, world))) > 0);
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
    const those = (...endings: Ending[]) => rows.filter((row) => endings.includes(endingOf(row)!))
    yield* settleRecipients(db, campaignId, those('sent'), { result: 'sent' }, now)
    yield* settleRecipients(db, campaignId, those('unknown'), { result: 'unknown' }, now)
    yield* settleRecipients(db, campaignId, those('stopped'), { result: 'takenBack' }, now)
    yield* waitAgain(db, campaignId, those('paused'))
    yield* fallBack(db, world, campaignId, those('failed', 'barred'), now)
  }
  return ended.length
}

/** Also where the campaign was done: a platform may say late that a message came to nothing. */
function* waitAgain(db: Db, campaignId: string, rows: readonly EndedRecipient[]): Work<void> {
  if (rows.length === 0) return
  yield* undecide(db, campaignId, rows)
  yield* markUndone(db, campaignId)
}

function* fallBack(db: Db, world: World, campaignId: string, rows: readonly EndedRecipient[], now: Date): Work<void> {
  if (rows.length === 0) return
  const campaign = (yield* campaignById(db, campaignId))!
  const occasion = occasionOf.campaign(campaignId)
  const failed = rows.filter((row) => endingOf(row) === 'failed')
  yield* noteTried(
    db,
    failed.map(({ workerId, contactId, outboxId }) => ({ occasion, workerId, contactId, outboxId, triedAt: now })),
  )
  const planning = yield* planningOf(db, world, campaign)
  const plan = yield* planFor(
    db,
    world,
    planning,
    rows.map(({ workerId }) => workerId),
    now,
  )
  const visits = new Map(
    plan.flatMap((one) => (one.do === 'visit' ? one.persons.map((person) => [person.workerId, one.reason]) : [])),
  )
  const others = plan.flatMap((one) => (one.do === 'message' ? one.persons.map(({ workerId }) => workerId) : []))
  const again = campaign.stoppedAt ? [] : rows.filter(({ workerId }) => others.includes(workerId))
  yield* waitAgain(db, campaignId, again)
  for (const row of rows)
    if (!again.includes(row)) yield* visit(db, world, campaign, row, visits.get(row.workerId) ?? 'undelivered', now)
}

function* visit(
  db: Db,
  world: World,
  campaign: Campaign,
  row: EndedRecipient,
  reason: VisitReason,
  now: Date,
): Work<void> {
  const result = endingOf(row) === 'failed' ? ('failed' as const) : ('takenBack' as const)
  yield* settleRecipients(db, campaign.id, [row], { outcome: 'visit', reason, result }, now)
  const [worker] = yield* workersById(db, [row.workerId])
  yield* visitAgain(db, world, { ...row, agencyId: campaign.agencyId, kelurahan: worker!.kelurahan }, reason, now)
}
