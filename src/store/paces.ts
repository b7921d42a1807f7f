import { eq } from 'drizzle-orm'
import { type Pace, RESTED } from '../domain/pacing.ts'
import { type Db, exec, type Work } from './work.ts'

/** What a channel was handed of late. Another process that asks for the same waits until this work is over. */
export function* holdPace(db: Db, channel: string): Work<Pace> {
  const { paces } = db.t
  const row = db.select({ pace: paces.pace }).from(paces).where(eq(paces.channel, channel))
  const held = db.engine === 'postgres' ? row.for('update') : row
  const [found] = yield* exec(held)
  if (found) return found.pace
  yield* exec(db.insert(paces).values({ channel, pace: RESTED }).onConflictDoNothing())
  const [made] = yield* exec(held)
  return made!.pace
}

export function* keepPace(db: Db, channel: string, pace: Pace): Work<void> {
  const { paces } = db.t
  yield* exec(db.update(paces).set({ pace }).where(eq(paces.channel, channel)))
}

/** What every channel was handed of late, by its name. */
export function* allPaces(db: Db): Work<Map<string, Pace>> {
  const rows = yield* exec(db.select().from(db.t.paces))
  return new Map(rows.map(({ channel, pace }) => [channel, pace]))
}
