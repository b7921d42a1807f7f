import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import * as postgres from '../../drizzle/postgres.ts'
import * as sqlite from '../../drizzle/sqlite.ts'
import { pgKit } from '../../src/store/kit.ts'
import { migrationsOf } from '../../src/store/migrations.ts'
import { defineTables } from '../../src/store/schema.ts'

type Snapshot = Record<string, unknown>
interface Drizzle {
  generateDrizzleJson(schema: object, id?: string, filters?: string[], casing?: string): Snapshot
  generateSQLiteDrizzleJson(schema: object, id?: string, casing?: string): Promise<Snapshot>
  generateMigration(before: Snapshot, now: Snapshot): Promise<string[]>
  generateSQLiteMigration(before: Snapshot, now: Snapshot): Promise<string[]>
}

// The CommonJS twin: the other one cannot be bundled.
const drizzle = createRequire(import.meta.url)('drizzle-kit/api') as Drizzle

/** The schema as the newest migration left it. */
function snapshotOf(engine: 'sqlite' | 'postgres'): Snapshot {
  const folder = `${migrationsOf(engine)}/meta`
  const { entries } = JSON.parse(readFileSync(`${folder}/_journal.json`, 'utf8')) as { entries: { idx: number }[] }
  const newest = String(entries.at(-1)!.idx).padStart(4, '0')
  return JSON.parse(readFileSync(`${folder}/${newest}_snapshot.json`, 'utf8')) as Snapshot
}

const MEND = 'the schema has changed: npm run migrations'

it('the migrations of SQLite on disk make the schema of the code', async () => {
  const now = await drizzle.generateSQLiteDrizzleJson(sqlite, undefined, 'snake_case')
  expect(await drizzle.generateSQLiteMigration(snapshotOf('sqlite'), now), MEND).toEqual([])
})

it('the migrations of PostgreSQL on disk make the schema of the code', async () => {
  const now = drizzle.generateDrizzleJson(postgres, undefined, undefined, 'snake_case')
  expect(await drizzle.generateMigration(snapshotOf('postgres'), now), MEND).toEqual([])
})

it('no table is missing from what the migrations are made of', () => {
  const tables = Object.keys(defineTables(pgKit)).sort()
  expect(Object.keys(sqlite).sort()).toEqual(tables)
  expect(Object.keys(postgres).sort()).toEqual(tables)
})
