import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, it } from 'vitest'
import { buildHost } from '../../src/host/build-host.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { testWorld } from '../support/world.ts'

it('a host whose database another program holds is alive, says soon that it is not ready, and is again afterwards', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sapa-readiness-'))
  const file = path.join(folder, 'sapa.db')
  const app = await buildHost(await testWorld({ database: openSqlite(file) }))
  const other = new Sqlite(file)
  other.exec('begin immediate')
  const asked = app.inject('/readyz')
  expect((await app.inject('/healthz')).statusCode).toBe(200)
  const answer = await asked
  expect([answer.statusCode, answer.json().database]).toEqual([503, false])
  other.exec('rollback')
  other.close()
  expect((await app.inject('/readyz')).statusCode).toBe(200)
  await app.close()
  rmSync(folder, { recursive: true })
})
