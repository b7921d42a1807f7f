import { eq } from 'drizzle-orm'
import type { Funding } from '../domain/cover.ts'
import { prepared, wholeRow } from './prepared.ts'
import type { NewRow } from './schema.ts'
import type { Db, Work } from './work.ts'

export type ReachRow = Omit<NewRow<'reach'>, 'folded'>

const enter = prepared('reach_enter', (db, p: Record<keyof ReachRow, unknown>) =>
  // No page holds it yet; a prepared flag would be false where it is given nothing.
  db
    .insert(db.t.reach)
    .values({ ...wholeRow(db.t.reach, p), folded: undefined })
    .onConflictDoNothing(),
)

/** Enters facts into the ledger; the first per person, kind and occasion stands, all later ones change nothing. */
export function* enterReach(db: Db, rows: readonly ReachRow[]): Work<void> {
  for (const row of rows) yield* enter(db, { kelurahan: null, segment: null, funding: null, ...row })
}

/** A worker of whom a message speaks and what it is about, as the ledger needs it. */
export interface Told {
  workerId: string
  occasion: string
  agencyId: string
  segment: string | null
  kelurahan: string | null
  funding: Funding | null
}

export const occasionOf = {
  enrolment: (id: string) => `enrolment:${id}`,
  campaign: (id: string) => `campaign:${id}`,
  meeting: (id: string) => `session:${id}`,
  journey: (enrolmentId: string, kind: string) => `journey:${enrolmentId}:${kind}`,
}

/** The workers of whom a message speaks that nobody asked for: a first notice, a campaign's, or what is told by itself. */
export function* toldBy(db: Db, outboxId: string): Work<Told[]> {
  for (const by of [campaignedBy, noticedBy, journeyedBy]) {
    const told = yield* by(db, outboxId)
    if (told.length > 0) return told
  }
  return []
}

/** Where reach is counted: by the entry that the message is about, and the worker's kelurahan. */
function placeOf(db: Db) {
  const { enrolments, workers } = db.t
  const { agencyId, segment, funding } = enrolments
  return { agencyId, segment, kelurahan: workers.kelurahan, funding }
}

const noticed = prepared('told_by_notice', (db, p: { outboxId: unknown }) => {
  const { notices, enrolments, workers } = db.t
  return db
    .select({
      ...{ workerId: notices.workerId, enrolmentId: notices.enrolmentId },
      ...placeOf(db),
    })
    .from(notices)
    .innerJoin(enrolments, eq(enrolments.id, notices.enrolmentId))
    .innerJoin(workers, eq(workers.id, notices.workerId))
    .where(eq(notices.outboxId, p.outboxId as string))
})

function* noticedBy(db: Db, outboxId: string): Work<Told[]> {
  const rows = yield* noticed(db, { outboxId })
  return rows.map(({ enrolmentId, ...row }) => ({ ...row, occasion: occasionOf.enrolment(enrolmentId) }))
}

const journeyed = prepared('told_by_journey', (db, p: { outboxId: unknown }) => {
  const { journeys, enrolments, workers } = db.t
  return db
    .select({
      ...{ workerId: journeys.workerId, enrolmentId: journeys.enrolmentId, kind: journeys.kind },
      ...placeOf(db),
    })
    .from(journeys)
    .innerJoin(enrolments, eq(enrolments.id, journeys.enrolmentId))
    .innerJoin(workers, eq(workers.id, journeys.workerId))
    .where(eq(journeys.outboxId, p.outboxId as string))
})

function* journeyedBy(db: Db, outboxId: string): Work<Told[]> {
  const rows = yield* journeyed(db, { outboxId })
  return rows.map(({ enrolmentId, kind, ...row }) => ({ ...row, occasion: occasionOf.journey(enrolmentId, kind) }))
}

const campaigned = prepared('told_by_campaign', (db, p: { outboxId: unknown }) => {
  const { campaignRecipients: recipients, campaigns, enrolments, workers } = db.t
  return db
    .select({
      ...{ workerId: recipients.workerId, campaignId: recipients.campaignId },
      // The entry may be gone; the campaign stays its agency's.
      ...{ ...placeOf(db), agencyId: campaigns.agencyId },
    })
    .from(recipients)
    .innerJoin(campaigns, eq(campaigns.id, recipients.campaignId))
    .innerJoin(workers, eq(workers.id, recipients.workerId))
    .leftJoin(enrolments, eq(enrolments.id, recipients.enrolmentId))
    .where(eq(recipients.outboxId, p.outboxId as string))
})

function* campaignedBy(db: Db, outboxId: string): Work<Told[]> {
  const rows = yield* campaigned(db, { outboxId })
  return rows.map(({ campaignId, ...row }) => ({ ...row, occasion: occasionOf.campaign(campaignId) }))
}
