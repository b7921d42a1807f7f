import type { Kit } from '../kit.ts'

/** The ledger and the lists once more, folded so that a report reads through them; all of it can be made anew from the truth. */
export function reachPageTables(k: Kit) {
  /** What the ledger and the lists hold of the workers whose numbers share a page; from 0 on without a gap. */
  const reachPages = k.table('reach_pages', {
    page: k.int().primaryKey(),
    /** How often it was folded. */
    rev: k.int().notNull(),
    /** See `domain/reach-page.ts`. */
    body: k.bytes().notNull(),
  })

  /** Pages to be made anew: something of their workers has changed that was not only added to the ledger. */
  const reachMarks = k.table('reach_marks', {
    page: k.int().primaryKey(),
    times: k.int().notNull(),
  })

  /** The cells that pages name by number. */
  const reachCells = k.table('reach_cells', {
    id: k.int().primaryKey(),
    /** Agency, kelurahan, segment, channel and funding as JSON. */
    key: k.text().notNull().unique(),
  })

  return { reachPages, reachMarks, reachCells }
}
