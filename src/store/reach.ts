import { eq } from 'drizzle-orm'
import type { Funding } from '../domain/cover.ts'
import type { NewRow } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

export type ReachRow = NewRow<'reach'>

/** Enters facts into the ledger; the first per person, kind and occasion stands, all later ones change nothing. */
export function* enterReach(db: Db, rows: readonly ReachRow[]): Work<void> {
  if (rows.length > 0)
    yield* exec(
      db
        .insert(db.t.reach)
        .values([...rows])
        .onConflictDoNothing(),
    )
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
  const noticed = yield* noticedBy(db, outboxId)
  if (noticed.length > 0) return noticed
  const campaigned = yield* campaignedBy(db, outboxId)
  return campaigned.length > 0 ? campaigned : yield* journeyedBy(db, outboxId)
}

function* noticedBy(db: Db, outboxId: string): Work<Told[]> {
  const { notices, enrolments, workers } = db.t
  const rows = yield* exec(
    db
      .select({
        workerId: notices.workerId,
        enrolmentId: notices.enrolmentId,
        agencyId: enrolments.agencyId,
        segment: enrolments.segment,
        kelurahan: workers.kelurahan,
        funding: enrolments.funding,
      })
      .from(notices)
      .innerJoin(enrolments, eq(enrolments.id, notices.enrolmentId))
      .innerJoin(workers, eq(workers.id, notices.workerId))
      .where(eq(notices.outboxId, outboxId)),
  )
  return rows.map(({ enrolmentId, ...row }) => ({ ...row, occasion: occasionOf.enrolment(enrolmentId) }))
}

function* journeyedBy(db: Db, outboxId: string): Work<Told[]> {
  const { journeys, enrolments, workers } = db.t
  const rows = yield* exec(
    db
      .select({
        workerId: journeys.workerId,
        enrolmentId: journeys.enrolmentId,
        kind: journeys.kind,
        agencyId: enrolments.agencyId,
        segment: enrolments.segment,
        kelurahan: workers.kelurahan,
        funding: enrolments.funding,
      })
      .from(journeys)
      .innerJoin(enrolments, eq(enrolments.id, journeys.enrolmentId))
      .innerJoin(workers, eq(workers.id, journeys.workerId))
      .where(eq(journeys.outboxId, outboxId)),
  )
  return rows.map(({ enrolmentId, kind, ...row }) => ({ ...row, occasion: occasionOf.journey(enrolmentId, kind) }))
}

function* campaignedBy(db: Db, outboxId: string): Work<Told[]> {
  const { campaignRecipients: recipients, campaigns, enrolments, workers } = db.t
  const rows = yield* exec(
    db
      .select({
        workerId: recipients.workerId,
        campaignId: recipients.campaignId,
        agencyId: campaigns.agencyId,
        segment: enrolments.segment,
        kelurahan: workers.kelurahan,
        funding: enrolments.funding,
      })
      .from(recipients)
      .innerJoin(campaigns, eq(campaigns.id, recipients.campaignId))
      .innerJoin(workers, eq(workers.id, recipients.workerId))
      .leftJoin(enrolments, eq(enrolments.id, recipients.enrolmentId))
      .where(eq(recipients.outboxId, outboxId)),
  )
  return rows.map(({ campaignId, ...row }) => ({ ...row, occasion: occasionOf.campaign(campaignId) }))
}
