import { sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'

/** Who goes from door to door, and the meetings at which people are told together. */
export function outreachTables(k: Kit) {
  /** A chat that an officer has made a visitor for the people of an agency in a kelurahan. */
  const visitors = k.table(
    'visitors',
    {
      id: k.text().primaryKey(),
      contactId: k.text().notNull(),
      agencyId: k.text().notNull(),
      kelurahan: k.text().notNull(),
      /** By which officers know them; it is no name of a register. */
      name: k.text().notNull(),
      addedAt: k.instant().notNull(),
      addedBy: k.text().notNull(),
      removedAt: k.instant(),
    },
    (t) => [k.unique('visitors_once').on(t.contactId, t.agencyId, t.kelurahan)],
  )

  const outreachSessions = k.table(
    'outreach_sessions',
    {
      id: k.text().primaryKey(),
      code: k.text().notNull().unique(),
      agencyId: k.text().notNull(),
      kelurahan: k.text().notNull(),
      place: k.text().notNull(),
      topic: k.text().notNull(),
      startsAt: k.instant().notNull(),
      openedAt: k.instant().notNull(),
      /** As the audit writes actors. */
      openedBy: k.text().notNull(),
      closedAt: k.instant(),
      closedBy: k.text(),
      /** How many sat there, counted by whoever held it. */
      headcount: k.int(),
      /** Counts what was done with it, so that a stale form is told so. */
      rev: k.int().notNull().default(1),
    },
    (t) => [k.index('outreach_sessions_by_agency').on(t.agencyId, t.startsAt)],
  )

  /** Who was there: a person, or a chat of which it is not known yet whose it is. */
  const attendances = k.table(
    'attendances',
    {
      id: k.text().primaryKey(),
      sessionId: k
        .text()
        .notNull()
        .references(() => outreachSessions.id),
      contactId: k.text(),
      workerId: k.text(),
      at: k.instant().notNull(),
      recordedBy: k.text().notNull(),
    },
    (t) => [
      k.unique('attendances_person_once').on(t.sessionId, t.workerId).where(sql`worker_id is not null`),
      k.unique('attendances_chat_once').on(t.sessionId, t.contactId).where(sql`worker_id is null`),
      k.index('attendances_by_contact').on(t.contactId),
    ],
  )

  return { visitors, outreachSessions, attendances }
}
