import { MEDIA_TYPES } from '../../domain/media.ts'
import type { Kit } from '../kit.ts'

/** What officers hand in to go with messages. A row never changes. */
export function fileTables(k: Kit) {
  const files = k.table('files', {
    id: k.text().primaryKey(),
    type: k.text({ enum: MEDIA_TYPES }).notNull(),
    bytes: k.int().notNull(),
    /** Of a picture, in pixels. */
    width: k.int(),
    height: k.int(),
    /** Keyed hash of the content. */
    contentHash: k.text().notNull(),
    contentSealed: k.text().notNull(),
    addedBy: k.text().notNull(),
    addedAt: k.instant().notNull(),
  })

  return { files }
}
