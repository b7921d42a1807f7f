import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import { migrationsOf } from '../../src/store/migrations.ts'
import { overPostgres } from '../../src/store/postgres.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import type { Database } from '../../src/store/work.ts'

/** Both engines, each empty and migrated. A PGlite takes its time to start: one for a file of tests. */
export const engines: Record<'sqlite' | 'postgres', () => Promise<Database>> = {
  sqlite: async () => openSqlite(':memory:'),
  postgres: async () => {
    const lite = new PGlite()
    const raw = drizzle(lite, { casing: 'snake_case' })
    await migrate(raw, { migrationsFolder: migrationsOf('postgres') })
    return overPostgres(raw, () => lite.close())
  },
}
