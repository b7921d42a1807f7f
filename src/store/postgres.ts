import { count } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import type { PgDatabase, PgQueryResultHKT, PgTable, PgTransactionConfig } from 'drizzle-orm/pg-core'
import pg from 'pg'
import { pgKit } from './kit.ts'
import { migrationsOf } from './migrations.ts'
import { defineTables } from './schema.ts'
import { type Database, type Db, StoreError, type Work } from './work.ts'

const CONNECTIONS = 20
// One of our processes migrates at a time; the number only has to be ours.
const MIGRATION_LOCK = 3574

/** A PostgreSQL database, with its migrations applied. Throws a `StoreError` when it cannot be reached. */
export async function openPostgres(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS })
  // Without a listener a dropped idle connection would end the process; the next work meets the failure itself.
  pool.on('error', () => {})
  pool.on('connect', (client) => void client.on('error', () => {}))
  try {
    const client = await pool.connect()
    try {
      await client.query(`select pg_advisory_lock(${MIGRATION_LOCK})`)
      await migrate(drizzle(client, { casing: 'snake_case' }), { migrationsFolder: migrationsOf('postgres') })
    } finally {
      await client.query(`select pg_advisory_unlock(${MIGRATION_LOCK})`).catch(() => {})
      client.release()
    }
  } catch (error) {
    await pool.end()
    throw told(error)
  }
  return overPostgres(drizzle(pool, { casing: 'snake_case' }), () => pool.end())
}

/** Any PostgreSQL driver of drizzle's will do: node-postgres in service, PGlite in tests. */
export function overPostgres(
  // biome-ignore lint/suspicious/noExplicitAny: drivers differ in their result types only
  raw: PgDatabase<PgQueryResultHKT, any, any>,
  close: () => Promise<void>,
): Database {
  const extras = { t: defineTables(pgKit), engine: 'postgres' as const }
  const within = async <T>(work: (db: Db) => Work<T>, kind?: PgTransactionConfig): Promise<T> => {
    try {
      return await raw.transaction((tx) => drive(work(Object.assign(tx, extras) as unknown as Db)), kind)
    } catch (error) {
      throw told(error)
    }
  }
  return {
    run: (work) => within(work),
    read: (work) => within(work, { accessMode: 'read only', isolationLevel: 'repeatable read' }),
    // PostgreSQL guards its pages itself: what it cannot read it refuses to read, and says so.
    faults: async () => {
      for (const table of Object.values(extras.t))
        await raw
          .select({ n: count() })
          .from(table as PgTable)
          .catch(refuse)
      return []
    },
    close,
  }
}

function refuse(error: unknown): never {
  throw told(error)
}

async function drive<T>(work: Work<T>): Promise<T> {
  let step = work.next()
  while (!step.done) {
    try {
      step = work.next(await step.value)
    } catch (error) {
      step = work.throw(error)
    }
  }
  return step.value
}

// SQLSTATE classes of the PostgreSQL manual, appendix A.
const CODES: Record<string, StoreError['code']> = {
  '25006': 'store.readOnly',
  '40001': 'store.busy',
  '40P01': 'store.busy',
  '55P03': 'store.busy',
  '53100': 'store.full',
  XX001: 'store.corrupt',
  XX002: 'store.corrupt',
  ECONNREFUSED: 'store.gone',
  ECONNRESET: 'store.gone',
  ENOTFOUND: 'store.gone',
  '28P01': 'store.gone',
  '28000': 'store.gone',
  '3D000': 'store.gone',
  '57P01': 'store.gone',
}

/** A PostgreSQL failure as a `StoreError` where it is one that an operator can act on. */
export function told(error: unknown): unknown {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = CODES[String((cause as { code?: unknown }).code)]
  return code ? new StoreError(code, cause) : error
}
