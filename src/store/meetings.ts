import { and, asc, count, desc, eq, gte, inArray, isNull, lt, type SQL, sql, sum } from 'drizzle-orm'
import type { NewRow, Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

export type Meeting = Row<'outreachSessions'>
export type Attendance = Row<'attendances'>

/** Adds a meeting; false where its code was drawn before. */
export function* addMeeting(db: Db, meeting: NewRow<'outreachSessions'>): Work<boolean> {
  const { outreachSessions: meetings } = db.t
  const added = yield* exec(db.insert(meetings).values(meeting).onConflictDoNothing().returning({ id: meetings.id }))
  return added.length > 0
}

export function* meetingById(db: Db, id: string): Work<Meeting | undefined> {
  const { outreachSessions: meetings } = db.t
  return (yield* exec(db.select().from(meetings).where(eq(meetings.id, id))))[0]
}

export function* meetingByCode(db: Db, code: string): Work<Meeting | undefined> {
  const { outreachSessions: meetings } = db.t
  return (yield* exec(db.select().from(meetings).where(eq(meetings.code, code))))[0]
}

/** Changes a meeting that nobody has changed since; false where somebody has. */
export function* changeMeeting(
  db: Db,
  { id, rev }: Pick<Meeting, 'id' | 'rev'>,
  change: Partial<Pick<Meeting, 'closedAt' | 'closedBy' | 'headcount'>>,
): Work<boolean> {
  const { outreachSessions: meetings } = db.t
  const changed = yield* exec(
    db
      .update(meetings)
      .set({ ...change, rev: rev + 1 })
      .where(and(eq(meetings.id, id), eq(meetings.rev, rev)))
      .returning({ id: meetings.id }),
  )
  return changed.length > 0
}

export interface ListedMeeting extends Meeting {
  /** Name of the agency. */
  agency: string
  attended: Attended
}

/** Who was there: persons, each once, and chats of which it is not known yet whose they are. */
export interface Attended {
  persons: number
  unknown: number
}

/** Meetings of a scope, the latest first; null stands for every agency, and for every kelurahan. */
export function* meetingsIn(
  db: Db,
  { agencyId, kelurahan }: { agencyId: string | null; kelurahan: string | null },
  limit: number,
): Work<ListedMeeting[]> {
  const { outreachSessions: meetings, agencies } = db.t
  const rows = yield* exec(
    db
      .select({ meeting: meetings, agency: agencies.name })
      .from(meetings)
      .innerJoin(agencies, eq(agencies.id, meetings.agencyId))
      .where(
        and(
          agencyId === null ? undefined : eq(meetings.agencyId, agencyId),
          kelurahan === null ? undefined : eq(meetings.kelurahan, kelurahan),
        ),
      )
      .orderBy(desc(meetings.startsAt), asc(meetings.id))
      .limit(limit),
  )
  const attended = yield* attendedOf(
    db,
    rows.map(({ meeting }) => meeting.id),
  )
  return rows.map(({ meeting, agency }) => ({
    ...{ ...meeting, agency, attended: attended.get(meeting.id) ?? { persons: 0, unknown: 0 } },
  }))
}

/** Who was at some meetings; two entries that are one person count once. */
export function* attendedOf(db: Db, meetingIds: readonly string[]): Work<Map<string, Attended>> {
  if (meetingIds.length === 0) return new Map()
  const { attendances, workers } = db.t
  const person = sql`coalesce(${workers.mergedInto}, ${attendances.workerId})`
  const rows = yield* exec(
    db
      .select({
        id: attendances.sessionId,
        persons: sql<number>`cast(count(distinct ${person}) as integer)`,
        unknown: sql<number>`cast(count(*) - count(${attendances.workerId}) as integer)`,
      })
      .from(attendances)
      .leftJoin(workers, eq(workers.id, attendances.workerId))
      .where(inArray(attendances.sessionId, [...meetingIds]))
      .groupBy(attendances.sessionId),
  )
  return new Map(rows.map(({ id, persons, unknown }) => [id, { persons: Number(persons), unknown: Number(unknown) }]))
}

/** Meetings that began in a stretch of time, and how many were counted at them; null stands for all. */
export function* meetingTotals(
  db: Db,
  scope: { agencyId: string | null; kelurahan: string | null; from: Date; before: Date },
): Work<{ meetings: number; headcount: number }> {
  const { outreachSessions: meetings } = db.t
  const [row] = yield* exec(
    db
      .select({ n: count(), heads: sum(meetings.headcount) })
      .from(meetings)
      .where(
        and(
          scope.agencyId === null ? undefined : eq(meetings.agencyId, scope.agencyId),
          scope.kelurahan === null ? undefined : eq(meetings.kelurahan, scope.kelurahan),
          gte(meetings.startsAt, scope.from),
          lt(meetings.startsAt, scope.before),
        ),
      ),
  )
  return { meetings: row!.n, headcount: Number(row!.heads ?? 0) }
}

/** Notes that somebody was there; false where that stood already. */
export function* addAttendance(db: Db, attendance: NewRow<'attendances'>): Work<boolean> {
  const { attendances } = db.t
  const added = yield* exec(
    db.insert(attendances).values(attendance).onConflictDoNothing().returning({ id: attendances.id }),
  )
  return added.length > 0
}

/** What a chat has checked in to, as a person's or not. */
export function* attendancesOfChat(db: Db, contactId: string, meetingId?: string): Work<Attendance[]> {
  const { attendances } = db.t
  const of: SQL | undefined = meetingId === undefined ? undefined : eq(attendances.sessionId, meetingId)
  return yield* exec(
    db
      .select()
      .from(attendances)
      .where(and(eq(attendances.contactId, contactId), of)),
  )
}

/** Forgets that a chat was at a meeting without a person: it is known now whose it is. */
export function* dropUnknown(db: Db, meetingId: string, contactId: string): Work<void> {
  const { attendances } = db.t
  yield* exec(
    db
      .delete(attendances)
      .where(
        and(eq(attendances.sessionId, meetingId), eq(attendances.contactId, contactId), isNull(attendances.workerId)),
      ),
  )
}
