import { sql } from 'drizzle-orm'
import type { Audience } from '../../domain/audience.ts'
import type { Kit } from '../kit.ts'

/** One change of a campaign: what of it, in words of ours, by which officer. */
export interface CampaignChange {
  rev: number
  by: string
  /** ISO 8601. */
  at: string
  what: string[]
}

/** What agencies send to many, and to whom. */
export function campaignTables(k: Kit) {
  const campaigns = k.table(
    'campaigns',
    {
      id: k.text().primaryKey(),
      agencyId: k.text().notNull(),
      title: k.text().notNull(),
      textsSealed: k.text().notNull(),
      /** What goes with it, in `files`. */
      fileId: k.text(),
      audience: k.json().$type<Audience>().notNull(),
      /** Counts the changes, for compare-and-set. */
      rev: k.int().notNull(),
      changes: k.json().$type<CampaignChange[]>().notNull(),
      createdBy: k.text().notNull(),
      createdAt: k.instant().notNull(),
      editedBy: k.text().notNull(),
      editedAt: k.instant().notNull(),
      submittedAt: k.instant(),
      approvedBy: k.text(),
      approvedAt: k.instant(),
      /** Not before; null: as soon as it is approved. */
      startsAt: k.instant(),
      /** The last worker who is written down as a recipient: freezing goes on behind. */
      frozenThrough: k.text(),
      frozenAt: k.instant(),
      pausedAt: k.instant(),
      stoppedAt: k.instant(),
      stoppedBy: k.text(),
      doneAt: k.instant(),
    },
    (t) => [k.index('campaigns_by_agency').on(t.agencyId, t.createdAt)],
  )

  /** Frozen at the approval; what becomes of each is decided when their turn comes. */
  const campaignRecipients = k.table(
    'campaign_recipients',
    {
      campaignId: k
        .text()
        .notNull()
        .references(() => campaigns.id),
      workerId: k.text().notNull(),
      frozenAt: k.instant().notNull(),
      decidedAt: k.instant(),
      outcome: k.text({ enum: ['message', 'visit', 'skipped'] }),
      /** Why there is a visit, or nothing. */
      reason: k.text(),
      enrolmentId: k.text(),
      contactId: k.text(),
      /** One message may speak for several workers behind one phone. */
      outboxId: k.text(),
      /** What became of the message; null while it waits. */
      result: k.text({ enum: ['sent', 'unknown', 'failed', 'takenBack'] }),
      settledAt: k.instant(),
    },
    (t) => [
      k.primaryKey({ columns: [t.campaignId, t.workerId] }),
      k.index('recipients_undecided').on(t.campaignId, t.workerId).where(sql`decided_at is null`),
      k
        .index('recipients_unsettled')
        .on(t.campaignId, t.outboxId)
        .where(sql`decided_at is not null and settled_at is null`),
      k.index('recipients_by_outbox').on(t.outboxId),
      k.index('recipients_by_contact').on(t.contactId, t.campaignId),
    ],
  )

  return { campaigns, campaignRecipients }
}
