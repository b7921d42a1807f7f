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

  /** What was told by itself of an entry, or why it was not: one row for each kind, so that nobody is told twice. */
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
    },
    (t) => [k.primaryKey({ columns: [t.enrolmentId, t.kind] }), k.index('journeys_by_outbox').on(t.outboxId)],
  )

  /** What an agency has decided about cover that ends, in its own words. */
  const released = k.table('released', {
    agencyId: k.text().primaryKey(),
    textsSealed: k.text().notNull(),
    releasedBy: k.text().notNull(),
    releasedAt: k.instant().notNull(),
  })

  return { paces, journeys, released }
}
