import { LOCALES } from '../../domain/message.ts'
import type { Kit } from '../kit.ts'

/** What people wanted and did not get, so that officers learn what is missing. Neither table knows who it was. */
export function needTables(k: Kit) {
  /** A question that nothing answered, masked, with how often it came. */
  const unanswered = k.table(
    'unanswered',
    {
      id: k.text().primaryKey(),
      textHash: k.text().notNull().unique(),
      textSealed: k.text().notNull(),
      /** The language in which the chat was held. */
      locale: k.text({ enum: LOCALES }).notNull(),
      times: k.int().notNull(),
      firstAt: k.instant().notNull(),
      lastAt: k.instant().notNull(),
      handledAt: k.instant(),
      handledBy: k.text(),
    },
    (t) => [k.index('unanswered_by_last').on(t.lastAt)],
  )

  /** Things that were sent and cannot be read: voice notes, pictures; counted by day. */
  const unmetNeeds = k.table(
    'unmet_needs',
    {
      kind: k.text().notNull(),
      channel: k.text().notNull(),
      day: k.text().notNull(),
      times: k.int().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.day, t.kind, t.channel] })],
  )

  return { unanswered, unmetNeeds }
}
