import { asc, eq } from 'drizzle-orm'
import type { Column } from '../domain/roster/columns.ts'
import type { NewRow, Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

export type Agency = Row<'agencies'>

export function* agencyByCode(db: Db, code: string): Work<Agency | undefined> {
  const [found] = yield* exec(db.select().from(db.t.agencies).where(eq(db.t.agencies.code, code)))
  return found
}

export function* agencyById(db: Db, id: string): Work<Agency | undefined> {
  const [found] = yield* exec(db.select().from(db.t.agencies).where(eq(db.t.agencies.id, id)))
  return found
}

export function* listAgencies(db: Db): Work<Agency[]> {
  return yield* exec(db.select().from(db.t.agencies).orderBy(asc(db.t.agencies.code)))
}

/** Adds an agency, or answers undefined when its code is taken. */
export function* addAgency(db: Db, agency: NewRow<'agencies'>): Work<Agency | undefined> {
  const [added] = yield* exec(db.insert(db.t.agencies).values(agency).onConflictDoNothing().returning())
  return added
}

/** Remembers what an agency's lists call the columns that no common name fits. */
export function* rememberHeaderNames(db: Db, id: string, headerNames: Record<string, Column>): Work<void> {
  yield* exec(db.update(db.t.agencies).set({ headerNames }).where(eq(db.t.agencies.id, id)))
}
