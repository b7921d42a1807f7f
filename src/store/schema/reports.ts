import type { KeptFigures } from '../../domain/reach.ts'
import type { Kit } from '../kit.ts'

/** What is made of the ledger on schedule, and in which chats officers are told that it is there. */
export function reportTables(k: Kit) {
  /** The report of a month, once for each agency and once for the city. */
  const reports = k.table(
    'reports',
    {
      id: k.text().primaryKey(),
      /** `2026-10` */
      month: k.text().notNull(),
      /** An agency's id; empty for the whole city. */
      agencyId: k.text().notNull(),
      /** The files, base64. */
      xlsxSealed: k.text().notNull(),
      pdfSealed: k.text().notNull(),
      /** Its figures, by which a report of the whole month need not count the ledger again. */
      figures: k.json().$type<KeptFigures>().notNull(),
      madeAt: k.instant().notNull(),
      /** When those who have linked a chat were told. */
      announcedAt: k.instant(),
    },
    (t) => [k.unique('reports_once').on(t.month, t.agencyId)],
  )

  /** An officer's own chat, and the code by which it is linked: one of each at a time. */
  const officerChats = k.table(
    'officer_chats',
    {
      officerId: k.text().primaryKey(),
      codeHash: k.text(),
      codeExpiresAt: k.instant(),
      contactId: k.text(),
      linkedAt: k.instant(),
    },
    (t) => [k.unique('officer_chats_by_code').on(t.codeHash), k.unique('officer_chats_by_contact').on(t.contactId)],
  )

  return { reports, officerChats }
}
