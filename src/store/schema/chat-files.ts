import { sql } from 'drizzle-orm'
import { MEDIA_TYPES } from '../../domain/media.ts'
import type { Kit } from '../kit.ts'

/** Documents and pictures from chats, kept only where somebody asked for them. */
export function chatFileTables(k: Kit) {
  const chatFiles = k.table(
    'chat_files',
    {
      id: k.text().primaryKey(),
      /** The message by which it came; a delivery that is repeated keeps nothing twice. */
      inboundId: k.text().notNull().unique(),
      contactId: k.text().notNull(),
      /** Who asked for it: the hand-over that was open. */
      handoverId: k.text().notNull(),
      /** By which the channel brings it, until it lies here. */
      refSealed: k.text(),
      receivedAt: k.instant().notNull(),
      /** Not asked for again before this time. */
      notBefore: k.instant().notNull(),
      attempts: k.int().notNull(),
      /** By its content, not by what anybody calls it. */
      type: k.text({ enum: MEDIA_TYPES }),
      bytes: k.int(),
      /** Base64, sealed. */
      bodySealed: k.text(),
      keptAt: k.instant(),
      /** Why it is not kept. */
      refusedAt: k.instant(),
      refusal: k.text(),
    },
    (t) => [
      k.index('chat_files_by_handover').on(t.handoverId, t.id),
      k.index('chat_files_waiting').on(t.notBefore).where(sql`kept_at is null and refused_at is null`),
    ],
  )
  return { chatFiles }
}
