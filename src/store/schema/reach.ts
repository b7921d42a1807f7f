import { isNull, sql } from 'drizzle-orm'
import { FUNDINGS } from '../../domain/cover.ts'
import { REACH_KINDS } from '../../domain/reach.ts'
import { VISIT_FAILURES } from '../../domain/visit.ts'
import type { Kit } from '../kit.ts'

/** How the news gets to a worker, how a worker is proven, and whom it has reached. */
export function reachTables(k: Kit) {
  /** The way that the first notice of an enrolment takes: one row per enrolment, so that no one is told twice. */
  const notices = k.table(
    'notices',
    {
      enrolmentId: k.text().primaryKey(),
      workerId: k.text().notNull(),
      route: k.text({ enum: ['message', 'visit'] }).notNull(),
      /** Why there is a visit instead of a message. */
      reason: k.text(),
      contactId: k.text(),
      /** One message may speak for several workers behind one phone. */
      outboxId: k.text(),
      decidedAt: k.instant().notNull(),
      /** What became of the message has been looked at. */
      settledAt: k.instant(),
    },
    (t) => [
      k.index('notices_by_outbox').on(t.outboxId),
      k.index('notices_by_contact').on(t.contactId),
      k.index('notices_unsettled').on(t.outboxId).where(sql`outbox_id is not null and settled_at is null`),
      k.index('notices_without_channel').on(t.enrolmentId).where(sql`${t.reason} = 'noChannel'`),
    ],
  )

  const visits = k.table(
    'visits',
    {
      workerId: k.text().primaryKey(),
      agencyId: k.text().notNull(),
      kelurahan: k.text(),
      reason: k.text().notNull(),
      listedAt: k.instant().notNull(),
      visitedAt: k.instant(),
      /** Who ticked it off, as the audit writes actors. */
      visitedBy: k.text(),
      /** The last try that came to nothing; a visit that was made has none. */
      failedAt: k.instant(),
      failure: k.text({ enum: VISIT_FAILURES }),
      failedBy: k.text(),
    },
    (t) => [k.index('visits_by_kelurahan').on(t.kelurahan)],
  )

  const slips = k.table(
    'slips',
    {
      id: k.text().primaryKey(),
      workerId: k.text().notNull(),
      codeSealed: k.text().notNull(),
      codeHash: k.text().notNull().unique(),
      issuedAt: k.instant().notNull(),
      usedAt: k.instant(),
      revokedAt: k.instant(),
    },
    (t) => [k.index('slips_by_worker').on(t.workerId)],
  )

  const reach = k.table(
    'reach',
    {
      workerId: k.text().notNull(),
      kind: k.text({ enum: REACH_KINDS }).notNull(),
      /** What the person was reached about, such as an enrolment's id. */
      occasion: k.text().notNull(),
      agencyId: k.text().notNull(),
      kelurahan: k.text(),
      segment: k.text(),
      /** Who paid when it happened; null for what was entered before this was kept. */
      funding: k.text({ enum: FUNDINGS }),
      channel: k.text().notNull(),
      day: k.text().notNull(),
      at: k.instant().notNull(),
      /** Whether the worker's page holds it, see `reachPages`; null until then. */
      folded: k.flag(),
    },
    (t) => [
      k.primaryKey({ columns: [t.workerId, t.kind, t.occasion] }),
      k.index('reach_unfolded').on(t.workerId).where(isNull(t.folded)),
      k.index('reach_by_agency').on(t.agencyId, t.day),
      k.index('reach_by_occasion').on(t.occasion, t.kind),
    ],
  )

  /** Failed proofs, by contact and by what was claimed; absent persons are counted too. */
  const attempts = k.table('attempts', {
    subjectHash: k.text().primaryKey(),
    failures: k.int().notNull(),
    lockedUntil: k.instant(),
    lastAt: k.instant().notNull(),
  })

  const statusLinks = k.table('status_links', {
    tokenHash: k.text().primaryKey(),
    contactId: k.text().notNull(),
    createdAt: k.instant().notNull(),
    expiresAt: k.instant().notNull(),
    usedAt: k.instant(),
  })

  return { notices, visits, slips, reach, attempts, statusLinks }
}
