import { QUESTIONS } from '../../domain/teach-back.ts'
import { WALKS } from '../../domain/walk.ts'
import type { Kit } from '../kit.ts'

/** How far people have come in what they are accompanied through, and what they have been asked. */
export function learningTables(k: Kit) {
  /** Outlives the chat's session, so that somebody who comes back days later goes on from there. */
  const walks = k.table(
    'walks',
    {
      contactId: k.text().notNull(),
      walk: k.text({ enum: WALKS }).notNull(),
      /** A name of the conversation's own. */
      place: k.text().notNull(),
      reachedAt: k.instant().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.contactId, t.walk] })],
  )

  /** The last question by which a chat was asked whether the news of an entry has been understood. */
  const checks = k.table(
    'checks',
    {
      contactId: k.text().notNull(),
      enrolmentId: k.text().notNull(),
      question: k.text({ enum: QUESTIONS }).notNull(),
      askedAt: k.instant().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.contactId, t.enrolmentId] })],
  )

  return { walks, checks }
}
