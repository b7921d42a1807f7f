import { sql } from 'drizzle-orm'
import { CLAIM_STATES } from '../../domain/claims/claim.ts'
import { DIFFICULTIES, RELATIONS } from '../../domain/claims/heirs.ts'
import { PAPER_STATES, PAPERS } from '../../domain/claims/papers.ts'
import { CAUSES, CLAIM_KINDS, MAYBE, MEMBERSHIPS } from '../../domain/claims/told.ts'
import type { Kit } from '../kit.ts'

/** Deaths that families have reported, the papers they gather, and what happened to each case. */
export function claimTables(k: Kit) {
  const claims = k.table(
    'claims',
    {
      id: k.text().primaryKey(),
      /** The chat that reported the death. */
      contactId: k.text().notNull(),
      /** The worker whom that chat was proven to be or to speak for: reported dead, which proves nothing. */
      workerId: k.text(),
      codeSealed: k.text().notNull(),
      codeHash: k.text().notNull().unique(),
      /** Keyed hash of the reporter's own birth date, salted with the case. */
      bornHash: k.text().notNull(),
      deceasedSealed: k.text(),
      kind: k.text({ enum: CLAIM_KINDS }).notNull(),
      cause: k.text({ enum: CAUSES }).notNull(),
      membership: k.text({ enum: MEMBERSHIPS }),
      scholars: k.text({ enum: MAYBE }),
      relation: k.text({ enum: RELATIONS }),
      closer: k.text({ enum: MAYBE }),
      several: k.text({ enum: MAYBE }),
      difficulty: k.text({ enum: DIFFICULTIES }),
      state: k.text({ enum: CLAIM_STATES }).notNull(),
      /** An officer's notes. */
      notesSealed: k.text(),
      openedAt: k.instant().notNull(),
      updatedAt: k.instant().notNull(),
      closedAt: k.instant(),
    },
    (t) => [
      k.index('claims_by_contact').on(t.contactId),
      k.index('claims_by_worker').on(t.workerId),
      k.index('claims_open').on(t.openedAt).where(sql`closed_at is null`),
    ],
  )

  const claimDocuments = k.table(
    'claim_documents',
    {
      claimId: k
        .text()
        .notNull()
        .references(() => claims.id),
      paper: k.text({ enum: PAPERS }).notNull(),
      state: k.text({ enum: PAPER_STATES }).notNull(),
      updatedAt: k.instant().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.claimId, t.paper] })],
  )

  /** Only ever added to. */
  const claimEvents = k.table(
    'claim_events',
    {
      id: k.text().primaryKey(),
      claimId: k
        .text()
        .notNull()
        .references(() => claims.id),
      at: k.instant().notNull(),
      /** `contact:ID` or `officer:ID`. */
      actor: k.text().notNull(),
      event: k.text({ enum: ['opened', 'told', 'paper', 'resumed', 'noted', 'closed'] }).notNull(),
      /** What was chosen; no words, names or numbers of a person. */
      detail: k.json().$type<Record<string, string>>().notNull(),
    },
    (t) => [k.index('claim_events_by_claim').on(t.claimId, t.id)],
  )

  return { claims, claimDocuments, claimEvents }
}
