import { and, asc, desc, eq, gte, inArray, isNull } from 'drizzle-orm'
import type { Month } from '../domain/clock.ts'
import type { NewRow, Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

export type Report = Row<'reports'>
/** A report without its files. */
export type ReportEntry = Omit<Report, 'xlsxSealed' | 'pdfSealed' | 'figures'>

/** The report of the whole city stands under this instead of an agency's id. */
export const CITY = ''

/** The reports from a month on, newest month first, the city's before the agencies'. */
export function* reportsSince(db: Db, month: Month): Work<ReportEntry[]> {
  const { reports } = db.t
  return yield* exec(entries(db).where(gte(reports.month, month)).orderBy(desc(reports.month), asc(reports.agencyId)))
}

/** Those of some agencies (or `CITY`), newest first. */
export function* reportsOf(db: Db, agencyIds: readonly string[], limit: number): Work<ReportEntry[]> {
  const { reports } = db.t
  return yield* exec(
    entries(db)
      .where(inArray(reports.agencyId, [...agencyIds]))
      .orderBy(desc(reports.month), asc(reports.agencyId))
      .limit(limit),
  )
}

export function* reportById(db: Db, id: string): Work<Report | undefined> {
  const [found] = yield* exec(db.select().from(db.t.reports).where(eq(db.t.reports.id, id)))
  return found
}

/** What was counted for the report of a month, and when; undefined where there is none. */
export function* figuresKept(
  db: Db,
  month: Month,
  agencyId: string,
): Work<Pick<Report, 'figures' | 'madeAt'> | undefined> {
  const { reports } = db.t
  const [found] = yield* exec(
    db
      .select({ figures: reports.figures, madeAt: reports.madeAt })
      .from(reports)
      .where(and(eq(reports.month, month), eq(reports.agencyId, agencyId))),
  )
  return found
}

/** Keeps a report; false where the month's was made meanwhile. */
export function* keepReport(db: Db, report: NewRow<'reports'>): Work<boolean> {
  const { reports } = db.t
  const kept = yield* exec(db.insert(reports).values(report).onConflictDoNothing().returning({ id: reports.id }))
  return kept.length > 0
}

/** Reports of which nobody has been told. */
export function* unannounced(db: Db): Work<ReportEntry[]> {
  const { reports } = db.t
  return yield* exec(entries(db).where(isNull(reports.announcedAt)).orderBy(asc(reports.month), asc(reports.agencyId)))
}

/** Notes that a report has been told; false where that was noted before. */
export function* markAnnounced(db: Db, id: string, at: Date): Work<boolean> {
  const { reports } = db.t
  const marked = yield* exec(
    db
      .update(reports)
      .set({ announcedAt: at })
      .where(and(eq(reports.id, id), isNull(reports.announcedAt)))
      .returning({ id: reports.id }),
  )
  return marked.length > 0
}

function entries(db: Db) {
  const { id, month, agencyId, madeAt, announcedAt } = db.t.reports
  return db.select({ id, month, agencyId, madeAt, announcedAt }).from(db.t.reports)
}
