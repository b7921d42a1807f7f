import { sql } from 'drizzle-orm'
import { JOURNEYS } from '../../domain/journey.ts'
import type { Pace } from '../../domain/pacing.ts'
import type { Kit } from '../kit.ts'

/** What keeps outreach in its bounds, whichever process sends, and what is told by itself. */
export function journeyTables(k: Kit) {
  /** What was handed to each channel's platform of late; whoever is about to send holds the row. */
  const paces = k.table('paces', {
    channel: k.text().primaryKey(),
    pace: k.json().$type<Pace>().notNull(),
  })

  /**
   * What was told by itself of an entry, or why it was not: one row for each kind, so that nobody is told twice. With neither a message nor
   * a reason its turn comes again.
   */
  const journeys = k.table(
    'journeys',
    {
      enrolmentId: k.text().notNull(),
      kind: k.text({ enum: JOURNEYS }).notNull(),
      workerId: k.text().notNull(),
      decidedAt: k.instant().notNull(),
      /** Why there is no message. */
      reason: k.text(),
      contactId: k.text(),
      /** One message may speak for several workers behind one phone. */
      outboxId: k.text(),
      /** What became of the message has been looked at. */
      settledAt: k.instant(),
    },
    (t) => [
      k.primaryKey({ columns: [t.enrolmentId, t.kind] }),
      k.index('journeys_by_outbox').on(t.outboxId),
      k.index('journeys_unsettled').on(t.outboxId).where(sql`outbox_id is not null and settled_at is null`),
      k.index('journeys_again').on(t.kind, t.enrolmentId).where(sql`outbox_id is null and reason is null`),
    ],
  )

  /** In which chats news for a person came to nothing, so that none is tried twice; `occasion` as in the ledger of reach. */
  const triedContacts = k.table(
    'tried_contacts',
    {
      occasion: k.text().notNull(),
      workerId: k.text().notNull(),
      contactId: k.text().notNull(),
      /** The message that failed there. */
      outboxId: k.text().notNull(),
      triedAt: k.instant().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.occasion, t.workerId, t.contactId] })],
  )

  /** What an agency has decided about cover that ends, in its own words. */
  const released = k.table('released', {
    agencyId: k.text().primaryKey(),
    textsSealed: k.text().notNull(),
    releasedBy: k.text().notNull(),
    releasedAt: k.instant().notNull(),
  })

  return { paces, journeys, triedContacts, released }
}
