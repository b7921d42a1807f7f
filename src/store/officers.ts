import { and, asc, count, eq, inArray, isNull, lt, or } from 'drizzle-orm'
import type { NewRow, Row } from './schema.ts'
import { type Db, exec, LostRace, type Work } from './work.ts'

export type Account = Row<'officers'>

export function* officerByUsername(db: Db, username: string): Work<Account | undefined> {
  const [found] = yield* exec(db.select().from(db.t.officers).where(eq(db.t.officers.username, username)))
  return found
}

export function* officerById(db: Db, id: string): Work<Account | undefined> {
  const [found] = yield* exec(db.select().from(db.t.officers).where(eq(db.t.officers.id, id)))
  return found
}

/** All accounts with the names of their agencies, by username. */
export function* listOfficers(db: Db): Work<{ officer: Account; agency: string | null }[]> {
  const { officers, agencies } = db.t
  return yield* exec(
    db
      .select({ officer: officers, agency: agencies.name })
      .from(officers)
      .leftJoin(agencies, eq(agencies.id, officers.agencyId))
      .orderBy(asc(officers.username)),
  )
}

/** The names of some officers, by id. */
export function* namesOfOfficers(db: Db, ids: readonly string[]): Work<Record<string, string>> {
  if (ids.length === 0) return {}
  const { id, name } = db.t.officers
  const rows = yield* exec(
    db
      .select({ id, name })
      .from(db.t.officers)
      .where(inArray(id, [...ids])),
  )
  return Object.fromEntries(rows.map((row) => [row.id, row.name]))
}

export function* countOfficers(db: Db): Work<number> {
  const [row] = yield* exec(db.select({ n: count() }).from(db.t.officers))
  return row!.n
}

/** Adds an account, or answers undefined when its username is taken. */
export function* addOfficer(db: Db, officer: NewRow<'officers'>): Work<Account | undefined> {
  const [added] = yield* exec(db.insert(db.t.officers).values(officer).onConflictDoNothing().returning())
  return added
}

type Change = Partial<Pick<Account, 'name' | 'role' | 'agencyId' | 'kelurahan' | 'disabledAt'>>

/** Changes an account that still stands at `rev`; throws `LostRace` when it had been changed. */
export function* changeOfficer(db: Db, { id, rev }: Pick<Account, 'id' | 'rev'>, change: Change): Work<void> {
  const { officers } = db.t
  const changed = yield* exec(
    db
      .update(officers)
      .set({ ...change, rev: rev + 1 })
      .where(and(eq(officers.id, id), eq(officers.rev, rev)))
      .returning({ id: officers.id }),
  )
  if (changed.length === 0) throw new LostRace('officer')
}

/** Keeps what an officer proves the own identity with. */
export function* setCredentials(
  db: Db,
  id: string,
  set: Partial<Pick<Account, 'passwordHash' | 'totpSealed' | 'totpStep'>>,
): Work<void> {
  yield* exec(db.update(db.t.officers).set(set).where(eq(db.t.officers.id, id)))
}

/** Takes a code's time step; false when that step or a later one was taken before. */
export function* takeTotpStep(db: Db, id: string, step: number): Work<boolean> {
  const { officers } = db.t
  const taken = yield* exec(
    db
      .update(officers)
      .set({ totpStep: step })
      .where(and(eq(officers.id, id), or(isNull(officers.totpStep), lt(officers.totpStep, step))))
      .returning({ id: officers.id }),
  )
  return taken.length > 0
}
