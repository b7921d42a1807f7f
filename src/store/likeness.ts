import { and, eq, inArray } from 'drizzle-orm'
import { workerCode } from '../domain/worker-code.ts'
import { among } from './among.ts'
import { prepared } from './prepared.ts'
import { type Db, exec, type Work } from './work.ts'
import type { Worker } from './workers.ts'

// A key that so many share says nothing of any of them.
const MOST_UNDER_A_KEY = 40

const add = prepared('likeness_key_add', (db, p: { key: unknown; number: unknown }) =>
  db
    .insert(db.t.likenessKeys)
    .values({ key: p.key as number, number: p.number as number })
    .onConflictDoNothing(),
)

/** Makes a worker findable under some keys. */
export function* addLikenessKeys(db: Db, number: number, keys: readonly number[]): Work<void> {
  for (const key of keys) yield* add(db, { key, number })
}

export function* dropLikenessKeys(db: Db, number: number, keys: readonly number[]): Work<void> {
  if (keys.length === 0) return
  const { likenessKeys } = db.t
  yield* exec(db.delete(likenessKeys).where(and(eq(likenessKeys.number, number), inArray(likenessKeys.key, [...keys]))))
}

/** The numbers of the workers under each of some keys; keys that too many share are left out. */
export function* numbersByKey(db: Db, keys: readonly number[]): Work<Map<number, number[]>> {
  if (keys.length === 0) return new Map()
  const { likenessKeys } = db.t
  const found = yield* exec(
    db
      .select()
      .from(likenessKeys)
      .where(among(db, likenessKeys.key, keys)),
  )
  const byKey = new Map<number, number[]>()
  for (const { key, number } of found) {
    const under = byKey.get(key)
    if (under) under.push(number)
    else byKey.set(key, [number])
  }
  for (const [key, numbers] of byKey) if (numbers.length > MOST_UNDER_A_KEY) byKey.delete(key)
  return byKey
}

export function* workersByNumbers(db: Db, numbers: readonly number[]): Work<Worker[]> {
  if (numbers.length === 0) return []
  const { workers } = db.t
  return yield* exec(
    db
      .select()
      .from(workers)
      .where(among(db, workers.code, numbers.map(workerCode))),
  )
}

/** The numbers of all workers under a key. */
export function* numbersUnder(db: Db, key: number): Work<number[]> {
  const { likenessKeys } = db.t
  const found = yield* exec(db.select().from(likenessKeys).where(eq(likenessKeys.key, key)))
  return found.map(({ number }) => number)
}
