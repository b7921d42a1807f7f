import { and, count, eq, inArray, lte, type SQL, sql } from 'drizzle-orm'
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

/** Makes many workers findable at once. `pairs`: key and worker's number, best in the order of the keys. */
export function* addManyLikenessKeys(db: Db, pairs: readonly (readonly [key: number, number: number])[]): Work<void> {
  if (pairs.length > 0) yield* exec(db.insert(db.t.likenessKeys).select(rowsOf(db, pairs)).onConflictDoNothing())
}

// SQLite takes `on conflict` for a join's `on` unless a `where` stands before it.
function rowsOf(db: Db, pairs: readonly (readonly [number, number])[]): SQL {
  if (db.engine === 'sqlite')
    return sql`select value ->> 0, value ->> 1 from json_each(${JSON.stringify(pairs)}) where true`
  const [keys, numbers] = [0, 1].map((at) => sql.param(pairs.map((pair) => pair[at])))
  return sql`select * from unnest(${keys}::bigint[], ${numbers}::int[])`
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
  const telling = db
    .select({ key: likenessKeys.key })
    .from(likenessKeys)
    .where(among(db, likenessKeys.key, keys))
    .groupBy(likenessKeys.key)
    .having(lte(count(), MOST_UNDER_A_KEY))
  const found = yield* exec(db.select().from(likenessKeys).where(inArray(likenessKeys.key, telling)))
  const byKey = new Map<number, number[]>()
  for (const { key, number } of found) {
    const under = byKey.get(key)
    if (under) under.push(number)
    else byKey.set(key, [number])
  }
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

/** Under how many of some keys each worker stands, by number. */
export function* countKeys(db: Db, keys: readonly number[]): Work<Map<number, number>> {
  if (keys.length === 0) return new Map()
  const { likenessKeys } = db.t
  const found = yield* exec(
    db
      .select({ number: likenessKeys.number, n: count() })
      .from(likenessKeys)
      .where(among(db, likenessKeys.key, keys))
      .groupBy(likenessKeys.number),
  )
  return new Map(found.map(({ number, n }) => [number, n]))
}
