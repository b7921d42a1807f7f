import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type { Tables } from './schema.ts'

// PostgreSQL's types are the ones that the code is written against: they have no
// `.get()`/`.all()`/`.run()`, so what compiles can only be awaited or yielded.
type Pg = PgDatabase<PgQueryResultHKT, Record<string, never>>

/** What store code may use of a database, whichever engine is behind it. */
export type Db = Pick<Pg, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | '$with' | 'with'> & {
  readonly t: Tables
  readonly engine: 'sqlite' | 'postgres'
}

/** A piece of database work: yields queries, returns a value. Run whole, in one transaction. */
export type Work<T> = Generator<PromiseLike<unknown>, T, unknown>

/** Runs one query inside a piece of work and gives back its rows. Without `yield*` nothing runs. */
export function* exec<T>(query: PromiseLike<T>): Work<T> {
  return (yield query) as T
}

export interface Database {
  /**
   * Runs a work in one transaction and resolves once it is durable.
   * Rejects with what the work threw, or with a `StoreError`; then nothing of it stays.
   */
  run<T>(work: (db: Db) => Work<T>): Promise<T>
  /** Runs a work that only reads, on one state of the database; nobody who writes waits for it, nor it for them. Rejects as `run` does. */
  read<T>(work: (db: Db) => Work<T>): Promise<T>
  /** What is damaged in the database's own structure, a line each, without contents; none where all can be read. */
  faults(): Promise<string[]>
  close(): Promise<void>
}

/** Somebody else changed the row first: the whole work is to be run again. */
export class LostRace extends Error {
  override name = 'LostRace'
}

/** The database cannot take the work now: in use, full, read-only, damaged or gone. */
export class StoreError extends Error {
  override name = 'StoreError'
  readonly code: 'store.busy' | 'store.full' | 'store.readOnly' | 'store.corrupt' | 'store.gone'

  constructor(code: StoreError['code'], cause: unknown) {
    super(code, { cause })
    this.code = code
  }
}

const TRIES = 5

/** Runs a work again when it lost a race; five times, then the race is the caller's to tell. */
export async function runRacing<T>(database: Database, work: (db: Db) => Work<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await database.run(work)
    } catch (error) {
      if (!(error instanceof LostRace) || tried === TRIES) throw error
    }
  }
}
