import type { Pace } from '../../domain/pacing.ts'
import type { Kit } from '../kit.ts'

/** What keeps outreach in its bounds, whichever process sends. */
export function outreachTables(k: Kit) {
  /** What was handed to each channel's platform of late; whoever is about to send holds the row. */
  const paces = k.table('paces', {
    channel: k.text().primaryKey(),
    pace: k.json().$type<Pace>().notNull(),
  })

  return { paces }
}
