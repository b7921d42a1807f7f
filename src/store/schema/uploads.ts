import type { Column } from '../../domain/roster/columns.ts'
import { type Judgement, UPLOAD_OUTCOMES, type UploadProblem, WANTED } from '../../domain/roster/upload.ts'
import type { Kit } from '../kit.ts'
import type { registerTables } from './register.ts'

/** Files that officers hand in at the console, until they are taken in or thrown away. */
export function uploadTables(k: Kit, { agencies }: Pick<ReturnType<typeof registerTables>, 'agencies'>) {
  const uploads = k.table(
    'uploads',
    {
      id: k.text().primaryKey(),
      agencyId: k
        .text()
        .notNull()
        .references(() => agencies.id),
      /** Keyed hash of the form's key, by which the second click of a double one is known. */
      formHash: k.text().notNull().unique(),
      fileName: k.text().notNull(),
      options: k.json().$type<Record<string, string>>().notNull(),
      /** What the officer said that headers of this file mean. */
      headerNames: k.json().$type<Record<string, Column>>().notNull(),
      /** The header that was not understood: it may be a worker's row. */
      headerSealed: k.text(),
      mayShrink: k.flag().notNull().default(false),
      receivedAt: k.instant().notNull(),
      receivedBy: k.text().notNull(),
      wanted: k.text({ enum: WANTED }),
      wantedBy: k.text().notNull(),
      /** How often what is wanted was begun. */
      tries: k.int().notNull().default(0),
      importId: k.text(),
      judgement: k.json().$type<Judgement>(),
      problem: k.json().$type<UploadProblem>(),
      rev: k.int().notNull().default(1),
      outcome: k.text({ enum: UPLOAD_OUTCOMES }),
      closedAt: k.instant(),
    },
    (t) => [k.index('uploads_open').on(t.closedAt, t.agencyId), k.index('uploads_wanted').on(t.wanted)],
  )

  return { uploads }
}
