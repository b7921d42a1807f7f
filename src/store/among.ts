import { type AnyColumn, type SQL, sql } from 'drizzle-orm'
import type { Db } from './work.ts'

/**
 * Whether a column holds one of many values, which go to the database as one: a list of a thousand placeholders takes longer to build
 * and to compile than to look up.
 */
export function among(db: Db, column: AnyColumn, values: readonly (string | number)[]): SQL {
  return db.engine === 'sqlite'
    ? sql`${column} in (select value from json_each(${JSON.stringify(values)}))`
    : sql`${column} = any(${sql.param(values)})`
}
