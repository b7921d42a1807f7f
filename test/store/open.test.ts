import { createHash } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addAgency, listAgencies } from '../../src/store/agencies.ts'
import { openStore, type Store } from '../../src/store/open.ts'
import { openFile } from '../../src/store/sqlite.ts'
import { type Db, exec, StoreError, type Work } from '../../src/store/work.ts'
import { seededIds } from '../support/world.ts'
import { agency, NOW } from './rows.ts'

const KEY = Buffer.alloc(32, 7)

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sapa-open-'))
  file = path.join(folder, 'sapa.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

function open(master: (inUse: boolean) => Buffer = () => KEY, where = file): Promise<Store> {
  return openStore({ url: `file:${where}`, master, now: NOW, random: seededIds().random })
}

/** A store with one agency in it, closed again. */
async function used(): Promise<void> {
  const { database } = await open()
  await database.run((db) => addAgency(db, agency({ code: 'PEM' })))
  await database.close()
}

/** Every file of the folder, by its bytes. */
function bytes(): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(path.join(folder, name)))
          .digest('hex'),
      ]),
  )
}

const codes = async ({ database }: Store) => (await database.run(listAgencies)).map(({ code }) => code)

/** What only a test says to a database: so many pages and no more, or no writing at all. */
function* limit(db: Db, pages: number): Work<void> {
  yield* exec({ sync: () => raw(db).all(sql.raw(`pragma max_page_count = ${pages}`)) } as never)
}
function* forbidWriting(db: Db): Work<void> {
  yield* exec({ sync: () => raw(db).run(sql.raw('pragma query_only = 1')) } as never)
}
const raw = (db: Db) => db as unknown as BetterSQLite3Database

describe('the master key', () => {
  it('opens what was written under it, after a restart', async () => {
    const first = await open()
    const sealed = first.vault.seal('place', 'words')
    await first.database.close()
    const second = await open()
    expect(second.vault.open('place', sealed)).toBe('words')
    await second.database.close()
  })

  it('that is wrong is refused, and nothing in the folder is touched', async () => {
    await used()
    const before = bytes()
    await expect(open(() => Buffer.alloc(32, 8))).rejects.toMatchObject({ code: 'operation.wrongKey' })
    expect(bytes()).toEqual(before)
  })

  it('that is wrong is refused with a work log beside the file too, as a killed process leaves it', async () => {
    const running = await open()
    await running.database.run((db) => addAgency(db, agency({ code: 'PEM' })))
    await expect(open(() => Buffer.alloc(32, 8))).rejects.toMatchObject({ code: 'operation.wrongKey' })
    expect(await codes(running)).toEqual(['PEM'])
    await running.database.close()
  })

  it('that is missing stops the opening: whoever gives it is told that data is there', async () => {
    await used()
    const before = bytes()
    const told: boolean[] = []
    const missing = (inUse: boolean): Buffer => {
      told.push(inUse)
      throw new Error('no key')
    }
    await expect(open(missing)).rejects.toThrow('no key')
    expect(told).toEqual([true])
    expect(bytes()).toEqual(before)
  })

  it('may be made new where there is no database yet, or an empty file', async () => {
    const told: boolean[] = []
    const given = (inUse: boolean) => {
      told.push(inUse)
      return KEY
    }
    await (await open(given)).database.close()
    writeFileSync(path.join(folder, 'empty.db'), '')
    await (await open(given, path.join(folder, 'empty.db'))).database.close()
    expect(told).toEqual([false, false])
  })
})

it('a folder that is not there yet is made', async () => {
  const store = await open(undefined, path.join(folder, 'data', 'deep', 'sapa.db'))
  expect(await codes(store)).toEqual([])
  await store.database.close()
})

it('a file that is no database is refused and left as it is', async () => {
  writeFileSync(file, 'This is a letter, and a long one at that. '.repeat(100))
  const before = bytes()
  await expect(open()).rejects.toMatchObject({ name: 'StoreError', code: 'store.gone' })
  expect(bytes()).toEqual(before)
})

it('a folder in place of the file is refused', async () => {
  await expect(open(undefined, folder)).rejects.toMatchObject({ name: 'StoreError', code: 'store.gone' })
})

// To the superuser no file is read-only.
it.skipIf(process.getuid?.() === 0)('a file that may only be read is refused with a word for it', async () => {
  await used()
  chmodSync(file, 0o444)
  chmodSync(folder, 0o555)
  await expect(open()).rejects.toBeInstanceOf(StoreError)
  chmodSync(folder, 0o755)
})

it('a database that takes no writing any more says so', async () => {
  const store = await open()
  await store.database.run((db) => addAgency(db, agency({ code: 'PEM' })))
  await store.database.run((db) => forbidWriting(db))
  const refused = store.database.run((db) => addAgency(db, agency({ code: 'LATE' })))
  await expect(refused).rejects.toMatchObject({ name: 'StoreError', code: 'store.readOnly' })
  await store.database.close()
  const reopened = await open()
  expect(await codes(reopened)).toEqual(['PEM'])
  await reopened.database.close()
})

describe('a file that another program holds', () => {
  it('is waited for, then told as busy; what was acknowledged before still stands', async () => {
    const store = await open()
    await store.database.run((db) => addAgency(db, agency({ code: 'PEM' })))
    const other = new Sqlite(file)
    other.exec('begin exclusive')
    const refused = store.database.run((db) => addAgency(db, agency({ code: 'LATE' })))
    await expect(refused).rejects.toMatchObject({ name: 'StoreError', code: 'store.busy' })
    other.exec('rollback')
    other.close()
    expect(await codes(store)).toEqual(['PEM'])
    await store.database.run((db) => addAgency(db, agency({ code: 'AGAIN' })))
    expect(await codes(store)).toEqual(['AGAIN', 'PEM'])
    await store.database.close()
  }, 15_000)
})

describe('a file that another program holds for a moment', () => {
  it('is waited for without holding up what needs no database, in the order in which it was asked', async () => {
    const store = await open()
    const other = new Sqlite(file)
    other.exec('begin immediate')
    let turns = 0
    const turning = setInterval(() => turns++, 1)
    const early = store.database.run((db) => addAgency(db, agency({ code: 'EARLY' })))
    await new Promise((passed) => setTimeout(passed, 150))
    const late = store.database.run((db) => addAgency(db, agency({ code: 'LATE' })))
    await new Promise((passed) => setTimeout(passed, 150))
    other.exec('rollback')
    other.close()
    const [first, second] = await Promise.all([early, late])
    clearInterval(turning)
    expect(turns).toBeGreaterThan(20)
    expect([first!.code, second!.code]).toEqual(['EARLY', 'LATE'])
    expect(await codes(store)).toEqual(['EARLY', 'LATE'])
    await store.database.close()
  })
})

describe('a full disk', () => {
  it('is told as full to those who could not be written, and takes nothing of what was acknowledged', async () => {
    const store = await open()
    await store.database.run(function* (db) {
      yield* addAgency(db, agency({ code: 'PEM' }))
      yield* limit(db, 1)
    })
    const acknowledged: string[] = []
    const refusals: unknown[] = []
    for (let round = 0; round < 40 && refusals.length === 0; round++) {
      const works = Array.from({ length: 8 }, (_, n) => {
        const row = agency({ code: `A-${round}-${n}`, name: 'Dinas '.repeat(60) })
        return store.database.run((db) => addAgency(db, row)).then(() => acknowledged.push(row.code))
      })
      for (const outcome of await Promise.allSettled(works))
        if (outcome.status === 'rejected') refusals.push(outcome.reason)
    }
    expect(refusals.length).toBeGreaterThan(0)
    for (const why of refusals) expect(why).toMatchObject({ name: 'StoreError', code: 'store.full' })
    expect((await codes(store)).sort()).toEqual(['PEM', ...acknowledged].sort())
    await store.database.close()
    const reopened = await open()
    expect((await codes(reopened)).sort()).toEqual(['PEM', ...acknowledged].sort())
    await reopened.database.close()
  })

  it('that has room again takes works again', async () => {
    const store = await open()
    await store.database.run((db) => limit(db, 1))
    const large = agency({ name: 'Dinas '.repeat(10_000) })
    await expect(store.database.run((db) => addAgency(db, large))).rejects.toMatchObject({ code: 'store.full' })
    await store.database.run((db) => limit(db, 100000))
    await store.database.run((db) => addAgency(db, large))
    expect(await codes(store)).toEqual([large.code])
    await store.database.close()
  })
})

it('a file and its work log are for their owner alone, whatever the machine gives by default', async () => {
  const before = process.umask(0)
  try {
    const store = await open()
    await store.database.run((db) => addAgency(db, agency({ code: 'PEM' })))
    const modes = ['', '-wal', '-shm'].map((end) => statSync(`${file}${end}`).mode & 0o777)
    expect(modes).toEqual([0o600, 0o600, 0o600])
    await store.database.close()
  } finally {
    process.umask(before)
  }
})

it('every commit is on the disk before it is acknowledged', () => {
  const opened = openFile(file)
  const answer = (name: string) => opened.pragma(name, { simple: true })
  expect([answer('journal_mode'), answer('synchronous'), answer('foreign_keys')]).toEqual(['wal', 2, 1])
  opened.close()
})
