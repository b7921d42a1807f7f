import { appendFileSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importRoster } from '../../../src/services/rosters/import-roster.ts'
import { openSqlite } from '../../../src/store/sqlite.ts'
import { writeLists } from '../../bench/import/list.ts'
import { listOf } from '../../store/registered.ts'
import { all } from '../../store/rows.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'

const PEOPLE = 16_000
const folder = mkdtempSync(path.join(tmpdir(), 'sapa-long-'))
const file = path.join(folder, 'long.csv')

describe('a list that is long enough for threads', { timeout: 120_000 }, () => {
  let world: TestWorld
  beforeAll(async () => {
    await writeLists(3, [{ file, people: PEOPLE }])
    world = await testWorld({ database: openSqlite(path.join(folder, 'register.db')) })
    await listOf(world, 'PEM')
  })
  afterAll(async () => {
    await world.database.close()
    rmSync(folder, { recursive: true })
  })
  const run = () => importRoster(world, file, { agency: 'PEM', funding: 'apbd', mode: 'apply', by: 'test' })

  it('is read and made ready there with the same result', async () => {
    const { lines, verdicts, applied } = await run()
    expect([lines, applied + verdicts.doubtful]).toEqual([PEOPLE, PEOPLE])
    const workers = await all(world.database, 'workers')
    expect(workers).toHaveLength(applied)
    for (const { nikSealed, nikHash } of workers.slice(0, 20))
      expect(world.vault.hash('nik', world.vault.open('workers.nik', nikSealed))).toBe(nikHash)
    expect((await all(world.database, 'likenessKeys')).length).toBeGreaterThan(4 * applied)
  })

  it('is the same when it comes again, but for those of whom nobody has decided', async () => {
    const { verdicts } = await run()
    expect(verdicts.same + verdicts.doubtful).toBe(PEOPLE)
  })

  it('that cannot be read says so from there', async () => {
    const broken = path.join(folder, 'broken.csv')
    copyFileSync(file, broken)
    appendFileSync(broken, 'x,"never closed')
    const refused = importRoster(world, broken, { agency: 'PEM', funding: 'apbd', mode: 'apply', by: 'test' })
    await expect(refused).rejects.toMatchObject({ name: 'DomainError', code: 'roster.error.quoteNeverClosed' })
    expect((await all(world.database, 'imports')).filter(({ fileName }) => fileName === 'broken.csv')).toEqual([])
  })
})
