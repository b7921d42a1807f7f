import { CORRECTION_FIELDS, CORRECTION_OUTCOMES } from '../../domain/correction.ts'
import type { Evidence } from '../../domain/likeness/evidence.ts'
import { CHANGE_KINDS } from '../../domain/roster/change.ts'
import { DECISIONS } from '../../domain/roster/decision.ts'
import { IMPORT_KINDS, type ImportProgress } from '../../domain/roster/import-progress.ts'
import { VERDICTS } from '../../domain/roster/judge.ts'
import type { Problem } from '../../domain/roster/row.ts'
import type { Kit } from '../kit.ts'
import type { registerTables } from './register.ts'

/** The files that agencies hand in, what is doubtful in them, and how the register came to say what it says. */
export function importTables(k: Kit, { agencies }: Pick<ReturnType<typeof registerTables>, 'agencies'>) {
  const imports = k.table('imports', {
    id: k.text().primaryKey(),
    agencyId: k
      .text()
      .notNull()
      .references(() => agencies.id),
    kind: k.text({ enum: IMPORT_KINDS }).notNull().default('roster'),
    fileName: k.text().notNull(),
    fileHash: k.text().notNull(),
    options: k.json().$type<Record<string, string>>().notNull(),
    counts: k.json().$type<Record<string, number>>().notNull(),
    /** How far it is, for whoever watches. */
    progress: k.json().$type<ImportProgress>(),
    /** The last line that the register has taken in. */
    appliedThrough: k.int().notNull().default(0),
    startedAt: k.instant().notNull(),
    startedBy: k.text().notNull(),
    judgedAt: k.instant(),
    appliedAt: k.instant(),
  })

  const importRows = k.table(
    'import_rows',
    {
      importId: k
        .text()
        .notNull()
        .references(() => imports.id, { onDelete: 'cascade' }),
      line: k.int().notNull(),
      rowSealed: k.text().notNull(),
      verdict: k.text({ enum: VERDICTS }).notNull(),
      problems: k.json().$type<Problem[]>().notNull(),
      /** The worker that the row is, or may be. */
      workerId: k.text(),
      /** How alike the two are, 0–100, where that is in doubt. */
      score: k.int(),
    },
    (t) => [k.primaryKey({ columns: [t.importId, t.line] })],
  )

  /** Two entries that may be one person, or one NIK with two owners; what was decided is remembered for every later file. */
  const doubts = k.table(
    'doubts',
    {
      id: k.text().primaryKey(),
      /** Keyed hash of the two entries, whichever came first. */
      pairHash: k.text().notNull().unique(),
      agencyId: k.text().notNull(),
      importId: k.text().notNull(),
      line: k.int().notNull(),
      /** The worker whom the row may be. */
      workerId: k.text().notNull(),
      score: k.int().notNull(),
      evidence: k.json().$type<Evidence[]>().notNull(),
      raisedAt: k.instant().notNull(),
      decision: k.text({ enum: DECISIONS }),
      decidedAt: k.instant(),
      decidedBy: k.text(),
      /** The worker that the row has become by the decision. */
      entryId: k.text(),
    },
    (t) => [k.index('doubts_open').on(t.decidedAt, t.agencyId), k.index('doubts_of_import').on(t.importId, t.line)],
  )

  /** The rows of files that wait for the decision of a doubt, or were taken in by it. */
  const doubtRows = k.table(
    'doubt_rows',
    {
      importId: k
        .text()
        .notNull()
        .references(() => imports.id, { onDelete: 'cascade' }),
      line: k.int().notNull(),
      doubtId: k.text().notNull(),
      agencyId: k.text().notNull(),
      takenInAt: k.instant(),
      /** What it changed of the worker with the same NIK, so that this can be put back. */
      beforeSealed: k.text(),
    },
    (t) => [k.primaryKey({ columns: [t.importId, t.line] }), k.index('doubt_rows_of_doubt').on(t.doubtId, t.agencyId)],
  )

  const merges = k.table(
    'merges',
    {
      id: k.text().primaryKey(),
      workerId: k.text().notNull(),
      intoId: k.text().notNull(),
      doubtId: k.text(),
      /** What was moved from the one to the other, so that it can be moved back: table → ids. */
      moved: k.json().$type<Record<string, string[]>>().notNull(),
      at: k.instant().notNull(),
      by: k.text().notNull(),
      undoneAt: k.instant(),
      undoneBy: k.text(),
    },
    (t) => [k.index('merges_of_worker').on(t.workerId), k.index('merges_into').on(t.intoId)],
  )

  /** What was changed of a worker or of an entry, when, by whom, from which file and line. */
  const changes = k.table(
    'changes',
    {
      id: k.text().primaryKey(),
      workerId: k.text().notNull(),
      at: k.instant().notNull(),
      actor: k.text().notNull(),
      kind: k.text({ enum: CHANGE_KINDS }).notNull(),
      importId: k.text(),
      line: k.int(),
      /** Field → what stood there and what stands there now. */
      changeSealed: k.text(),
    },
    (t) => [k.index('changes_of_worker').on(t.workerId, t.at)],
  )

  /** What workers say is wrong on a list, until the agency has answered. */
  const corrections = k.table(
    'corrections',
    {
      id: k.text().primaryKey(),
      contactId: k.text().notNull(),
      workerId: k.text().notNull(),
      agencyId: k.text().notNull(),
      field: k.text({ enum: CORRECTION_FIELDS }).notNull(),
      wishSealed: k.text().notNull(),
      openedAt: k.instant().notNull(),
      /** By when the agency has to answer (UU 27/2022 art. 30: 3 × 24 hours). */
      dueAt: k.instant().notNull(),
      outcome: k.text({ enum: CORRECTION_OUTCOMES }),
      answerSealed: k.text(),
      closedAt: k.instant(),
      closedBy: k.text(),
    },
    (t) => [k.index('corrections_open').on(t.closedAt, t.agencyId), k.index('corrections_of_worker').on(t.workerId)],
  )

  return { imports, importRows, doubts, doubtRows, merges, changes, corrections }
}
