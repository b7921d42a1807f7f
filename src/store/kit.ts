import * as pg from 'drizzle-orm/pg-core'
import * as lite from 'drizzle-orm/sqlite-core'

const bytea = pg.customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })

/** The few column kinds on which the two engines disagree, under one name each. */
export const pgKit = {
  table: pg.pgTable,
  text: pg.text,
  int: () => pg.integer(),
  /** Whole numbers up to 2^53. */
  long: () => pg.bigint({ mode: 'number' }),
  flag: () => pg.boolean(),
  instant: () => pg.timestamp({ withTimezone: true, mode: 'date', precision: 3 }),
  json: () => pg.jsonb(),
  bytes: () => bytea(),
  index: pg.index,
  unique: pg.uniqueIndex,
  primaryKey: pg.primaryKey,
}

export type Kit = typeof pgKit

// The one cast of the schema: SQLite columns stand in for their PostgreSQL twins, whose types forbid what only SQLite has.
export const sqliteKit = {
  table: lite.sqliteTable,
  text: lite.text,
  int: () => lite.integer(),
  long: () => lite.integer(),
  flag: () => lite.integer({ mode: 'boolean' }),
  instant: () => lite.integer({ mode: 'timestamp_ms' }),
  json: () => lite.text({ mode: 'json' }),
  bytes: () => lite.blob({ mode: 'buffer' }),
  index: lite.index,
  unique: lite.uniqueIndex,
  primaryKey: lite.primaryKey,
} as unknown as Kit
