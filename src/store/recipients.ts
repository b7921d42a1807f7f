import { and, asc, eq, gte, inArray, isNotNull, isNull, type SQL, type SQLWrapper } from 'drizzle-orm'
import type { Ended } from '../domain/ending.ts'
import { among } from './among.ts'
import { endOf, hasEnded, inOrder, wholeMessages } from './ended.ts'
import { prepared } from './prepared.ts'
import type { Row } from './schema.ts'
import { type Db, exec, LostRace, type Work } from './work.ts'

export type Recipient = Row<'campaignRecipients'>

/** So many recipients are written down by one statement. */
export const FROZEN_AT_ONCE = 500

interface Frozen extends Pick<Recipient, 'campaignId' | 'frozenAt'> {
  workerIds: readonly string[]
}

// To build a statement with so many rows takes several times as long as to run it.
const freezeMany = prepared('recipients_freeze', (db, p: Record<string, unknown>) =>
  freezing(db, {
    ...{ campaignId: p.campaignId as string, frozenAt: p.frozenAt as Date },
    workerIds: Array.from({ length: FROZEN_AT_ONCE }, (_, at) => p[at] as string),
  }),
)

function freezing(db: Db, { campaignId, frozenAt, workerIds }: Frozen) {
  return db
    .insert(db.t.campaignRecipients)
    .values(workerIds.map((workerId) => ({ campaignId, workerId, frozenAt })))
    .onConflictDoNothing()
}

/** Writes up to `FROZEN_AT_ONCE` recipients down; whoever is written down already stays as they are. */
export function* freeze(db: Db, frozen: Frozen): Work<void> {
  const { workerIds, ...rest } = frozen
  if (workerIds.length === FROZEN_AT_ONCE) yield* freezeMany(db, { ...rest, ...workerIds })
  else if (workerIds.length > 0) yield* exec(freezing(db, frozen))
}

/** The next recipients of whom nothing has been decided: ids of workers. */
export function* undecided(db: Db, campaignId: string, limit: number): Work<string[]> {
  const { campaignRecipients: recipients } = db.t
  const rows = yield* exec(
    db
      .select({ workerId: recipients.workerId })
      .from(recipients)
      .where(and(eq(recipients.campaignId, campaignId), isNull(recipients.decidedAt)))
      .orderBy(asc(recipients.workerId))
      .limit(limit),
  )
  return rows.map(({ workerId }) => workerId)
}

/** Undecided recipients who would be told by the same message as some others: behind one phone, or in one chat. */
export function* undecidedBeside(
  db: Db,
  campaignId: string,
  { phoneHashes, contactIds }: { phoneHashes: readonly string[]; contactIds: readonly string[] },
  limit: number,
): Work<string[]> {
  const { workers, contactWorkers } = db.t
  const atPhones = db
    .select({ id: workers.id })
    .from(workers)
    .where(among(db, workers.phoneHash, phoneHashes))
  const inChats = db
    .select({ id: contactWorkers.workerId })
    .from(contactWorkers)
    .where(among(db, contactWorkers.contactId, contactIds))
  return [
    ...(phoneHashes.length > 0 ? yield* undecidedAmong(db, campaignId, atPhones, limit) : []),
    ...(contactIds.length > 0 ? yield* undecidedAmong(db, campaignId, inChats, limit) : []),
  ]
}

/** Looks the few recipients up by the workers: a join may read all that are undecided instead. */
function* undecidedAmong(db: Db, campaignId: string, workerIds: SQLWrapper, limit: number): Work<string[]> {
  const { campaignRecipients: recipients } = db.t
  const open = and(eq(recipients.campaignId, campaignId), isNull(recipients.decidedAt))
  const rows = yield* exec(
    db
      .select({ workerId: recipients.workerId })
      .from(recipients)
      .where(and(open, inArray(recipients.workerId, workerIds)))
      .limit(limit),
  )
  return rows.map(({ workerId }) => workerId)
}

interface Decision extends Pick<Recipient, 'reason'> {
  outcome: 'visit' | 'skipped'
  enrolmentId?: string
}

type Told = Pick<Recipient, 'campaignId' | 'workerId' | 'enrolmentId' | 'contactId' | 'outboxId'> & { at: Date }

const decideMessage = prepared('recipient_message', (db, p: Record<keyof Told, unknown>) => {
  const { campaignRecipients: recipients } = db.t
  const { campaignId, workerId, enrolmentId, contactId, outboxId, at } = p as Told
  return db
    .update(recipients)
    .set({ outcome: 'message', enrolmentId, contactId, outboxId, decidedAt: at })
    .where(and(eq(recipients.campaignId, campaignId), eq(recipients.workerId, workerId), isNull(recipients.decidedAt)))
    .returning({ workerId: recipients.workerId })
})

/** Decides that a recipient is told by a message; throws `LostRace` when another process has decided about them. */
export function* decideToTell(db: Db, told: Told): Work<void> {
  if ((yield* decideMessage(db, { ...told })).length === 0) throw new LostRace('recipients')
}

/** Decides what else happens to recipients; throws `LostRace` when another process has decided about one of them. */
export function* decide(
  db: Db,
  campaignId: string,
  workerIds: readonly string[],
  decision: Decision,
  at: Date,
): Work<void> {
  const { campaignRecipients: recipients } = db.t
  const decided = yield* exec(
    db
      .update(recipients)
      .set({ ...decision, decidedAt: at, settledAt: at })
      .where(
        and(
          eq(recipients.campaignId, campaignId),
          inArray(recipients.workerId, [...workerIds]),
          isNull(recipients.decidedAt),
        ),
      )
      .returning({ workerId: recipients.workerId }),
  )
  if (decided.length !== workerIds.length) throw new LostRace('recipients')
}

/** Which of some contacts a campaign has written to. */
export function* contactsTold(db: Db, campaignId: string, contactIds: readonly string[]): Work<Set<string>> {
  if (contactIds.length === 0) return new Set()
  const { campaignRecipients: recipients } = db.t
  const rows = yield* exec(
    db
      .selectDistinct({ contactId: recipients.contactId })
      .from(recipients)
      .where(and(eq(recipients.campaignId, campaignId), inArray(recipients.contactId, [...contactIds]))),
  )
  return new Set(rows.map(({ contactId }) => contactId!))
}

/** The contacts to whom campaigns were to write about a worker, as decided since a moment. */
export function* contactsToldSince(db: Db, workerId: string, since: Date): Work<string[]> {
  const { campaignRecipients: recipients } = db.t
  const rows = yield* exec(
    db
      .selectDistinct({ contactId: recipients.contactId })
      .from(recipients)
      .where(and(eq(recipients.workerId, workerId), gte(recipients.decidedAt, since), isNotNull(recipients.contactId))),
  )
  return rows.map(({ contactId }) => contactId!)
}

/** A recipient whose message has come to an end that the campaign has not taken note of. */
export interface EndedRecipient extends Ended {
  campaignId: string
  workerId: string
  contactId: string
  outboxId: string
}

/** Some of them, in the order of their messages, so that all of whom one message speaks come together. */
export function* endedMessages(db: Db, limit: number): Work<EndedRecipient[]> {
  const { campaignRecipients: recipients, outbox } = db.t
  const rows = yield* exec(
    db
      .select({
        ...{ campaignId: recipients.campaignId, workerId: recipients.workerId },
        ...{ contactId: recipients.contactId, outboxId: recipients.outboxId, ...endOf(db) },
      })
      .from(recipients)
      .innerJoin(outbox, eq(outbox.id, recipients.outboxId))
      .where(and(isNotNull(recipients.decidedAt), isNull(recipients.settledAt), hasEnded(db)))
      .orderBy(inOrder(recipients.outboxId))
      .limit(limit),
  )
  return wholeMessages(rows as EndedRecipient[], limit)
}

/** Some recipients of a campaign and the messages that were to tell them. */
export type OfMessages = readonly Pick<EndedRecipient, 'workerId' | 'outboxId'>[]

/** Notes what became of recipients' messages; throws `LostRace` when another process has noted it for one of them. */
export function* settleRecipients(
  db: Db,
  campaignId: string,
  told: OfMessages,
  change: Partial<Pick<Recipient, 'outcome' | 'reason' | 'result'>>,
  at: Date,
): Work<void> {
  const { settledAt } = db.t.campaignRecipients
  yield* changeThese(db, campaignId, told, { ...change, settledAt: at }, isNull(settledAt))
}

/** Recipients whose message has not arrived wait for their turn again; throws `LostRace` when another process has taken one up. */
export function* undecide(db: Db, campaignId: string, told: OfMessages): Work<void> {
  yield* changeThese(db, campaignId, told, {
    ...{ outcome: null, reason: null, decidedAt: null, enrolmentId: null, contactId: null, outboxId: null },
    ...{ result: null, settledAt: null },
  })
}

function* changeThese(db: Db, campaignId: string, told: OfMessages, set: Partial<Recipient>, more?: SQL): Work<void> {
  if (told.length === 0) return
  const { campaignRecipients: recipients } = db.t
  const workerIds = told.map(({ workerId }) => workerId)
  const outboxIds = [...new Set(told.map(({ outboxId }) => outboxId))]
  const these = and(inArray(recipients.workerId, workerIds), inArray(recipients.outboxId, outboxIds), more)
  const changed = yield* exec(
    db
      .update(recipients)
      .set(set)
      .where(and(eq(recipients.campaignId, campaignId), these))
      .returning({ workerId: recipients.workerId }),
  )
  if (changed.length !== told.length) throw new LostRace('recipients')
}

/** Lets some recipients wait for their turn again whose message failed, or is in doubt; says whose. */
export function* undecideEnded(
  db: Db,
  campaignId: string,
  results: readonly NonNullable<Recipient['result']>[],
  limit: number,
): Work<string[]> {
  const { campaignRecipients: recipients } = db.t
  const ended = yield* exec(
    db
      .select({ workerId: recipients.workerId, outboxId: recipients.outboxId })
      .from(recipients)
      .where(
        and(
          eq(recipients.campaignId, campaignId),
          inArray(recipients.result, [...results]),
          isNotNull(recipients.outboxId),
        ),
      )
      .limit(limit),
  )
  yield* undecide(db, campaignId, ended as OfMessages)
  return ended.map(({ workerId }) => workerId)
}

/** Whether nothing about a campaign's recipients is open any more. */
export function* isSettled(db: Db, campaignId: string): Work<boolean> {
  const { campaignRecipients: recipients } = db.t
  // Each asks one of the partial indexes: together they would read all recipients.
  const waiting = isNull(recipients.decidedAt)
  const onTheWay = and(isNotNull(recipients.decidedAt), isNull(recipients.settledAt))
  for (const open of [waiting, onTheWay]) {
    const found = yield* exec(
      db
        .select({ workerId: recipients.workerId })
        .from(recipients)
        .where(and(eq(recipients.campaignId, campaignId), open))
        .limit(1),
    )
    if (found.length > 0) return false
  }
  return true
}
