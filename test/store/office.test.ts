import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { settingsFrom } from '../../src/domain/settings.ts'
import { brokenLink, chain, note } from '../../src/store/audit.ts'
import { keepFirstKeys, keptKeys } from '../../src/store/keys.ts'
import { dropLease, holdLease } from '../../src/store/leases.ts'
import { openVault } from '../../src/store/open.ts'
import {
  attemptsOf,
  forgetAttempts,
  keepStatusLink,
  openStatusLink,
  saveAttempts,
  useStatusLink,
} from '../../src/store/proofs.ts'
import type { Row } from '../../src/store/schema.ts'
import { readSettings, writeSetting } from '../../src/store/settings.ts'
import { countTry } from '../../src/store/tries.ts'
import { KeyRing } from '../../src/store/vault.ts'
import { type Database, exec } from '../../src/store/work.ts'
import { engines } from '../support/databases.ts'
import { seededIds } from '../support/world.ts'
import { all, fresh, later, NOW } from './rows.ts'

// One database for each engine; what a test leaves behind is cleared away.
const databases: Partial<Record<keyof typeof engines, Promise<Database>>> = {}

describe.each(['sqlite', 'postgres'] as const)('on %s', (engine) => {
  let database: Database
  beforeEach(async () => {
    databases[engine] ??= engines[engine]()
    database = await databases[engine]
  })
  afterEach(async () => {
    await database.run(function* (db) {
      for (const table of ['audit', 'settings', 'dataKeys', 'leases'] as const) yield* exec(db.delete(db.t[table]))
    })
  })

  describe('settings', () => {
    it('have their defaults until somebody sets them', async () => {
      expect(await database.run(readSettings)).toEqual(settingsFrom({}))
    })

    it('keep what was written last, of whatever kind', async () => {
      await database.run((db) => writeSetting(db, 'helpline', '175', 'operator', NOW))
      await database.run((db) => writeSetting(db, 'helpline', '1500910', 'operator', later(1)))
      await database.run((db) => writeSetting(db, 'cardTriesPerDay', 3, 'operator', NOW))
      expect(await database.run(readSettings)).toMatchObject({ helpline: '1500910', cardTriesPerDay: 3 })
    })

    it('can be unset, also when they were never set', async () => {
      await database.run((db) => writeSetting(db, 'helpline', '175', 'operator', NOW))
      await database.run((db) => writeSetting(db, 'helpline', null, 'operator', later(1)))
      await database.run((db) => writeSetting(db, 'branchAddress', null, 'operator', NOW))
      expect(await database.run(readSettings)).toEqual(settingsFrom({}))
    })

    it('that are no longer valid fall back to the default instead of stopping the program', async () => {
      await database.run((db) => writeSetting(db, 'quietFrom', 'late', 'operator', NOW))
      await database.run((db) => writeSetting(db, 'gone' as 'helpline', 'x', 'operator', NOW))
      expect(await database.run(readSettings)).toEqual(settingsFrom({}))
    })
  })

  describe('a lease', () => {
    const hold = (holder: string, now = NOW) =>
      database.run((db) => holdLease(db, 'sweep', holder, now, new Date(now.getTime() + 1000)))

    it('is held by one, who may keep it, until its time is over', async () => {
      expect([await hold('one'), await hold('other'), await hold('one')]).toEqual([true, false, true])
      expect([await hold('other', later(999)), await hold('other', later(1000))]).toEqual([false, true])
      expect(await hold('one', later(1500))).toBe(false)
    })

    it('goes to one of two that ask in the same moment', async () => {
      expect((await Promise.all([hold('one'), hold('other')])).sort()).toEqual([false, true])
    })

    it('is dropped by its holder and by nobody else', async () => {
      await hold('one')
      await database.run((db) => dropLease(db, 'sweep', 'other'))
      expect(await hold('other')).toBe(false)
      await database.run((db) => dropLease(db, 'sweep', 'one'))
      expect(await hold('other')).toBe(true)
    })
  })

  describe('the audit', () => {
    const deed = (n: number) => {
      const detail = { zebra: n, alpha: 'a' }
      return { id: `deed-${n}`, at: later(n), actor: 'operator', action: 'test', subject: `thing:${n}`, detail }
    }
    const noted = (...numbers: number[]) =>
      database.run(function* (db) {
        for (const n of numbers) yield* note(db, deed(n))
      })
    const chained = (limit = 100) => database.run((db) => chain(db, limit))
    const broken = () => database.run(brokenLink)
    const tamper = (n: number, change: Partial<Row<'audit'>>) =>
      database.run((db) =>
        exec(
          db
            .update(db.t.audit)
            .set(change)
            .where(eq(db.t.audit.id, `deed-${n}`)),
        ),
      )

    it('chains what was noted since, oldest first, in slices, and then has nothing to do', async () => {
      await noted(3, 1, 2)
      expect([await chained(2), await chained(2), await chained(2)]).toEqual([2, 1, 0])
      const rows = (await all(database, 'audit')).toSorted((a, b) => a.position! - b.position!)
      expect(rows.map(({ id, position }) => [position, id])).toEqual([
        [1, 'deed-1'],
        [2, 'deed-2'],
        [3, 'deed-3'],
      ])
      expect(new Set(rows.map(({ hash }) => hash)).size).toBe(3)
      expect(await broken()).toBeUndefined()
    })

    it('holds when more is noted later, also with an older time', async () => {
      await noted(5)
      await chained()
      await noted(4, 6)
      await chained()
      expect(await broken()).toBeUndefined()
    })

    it('holds when it is empty or nothing is chained yet', async () => {
      expect(await broken()).toBeUndefined()
      await noted(1)
      expect(await broken()).toBeUndefined()
    })

    it.each<[string, Partial<Row<'audit'>>]>([
      ['who', { actor: 'somebody else' }],
      ['when', { at: later(999) }],
      ['what', { action: 'other' }],
      ['to what', { subject: 'thing:9' }],
      ['the detail', { detail: { zebra: 2, alpha: 'b' } }],
      ['the link', { hash: 'forged' }],
    ])('shows where it breaks when %s was changed afterwards', async (_, change) => {
      await noted(1, 2, 3)
      await chained()
      await tamper(2, change)
      expect(await broken()).toBe(2)
    })

    it('shows a deed that was taken out of the middle', async () => {
      await noted(1, 2, 3)
      await chained()
      await database.run((db) => exec(db.delete(db.t.audit).where(eq(db.t.audit.id, 'deed-2'))))
      expect(await broken()).toBe(2)
    })

    it('stays broken when it is chained on', async () => {
      await noted(1, 2)
      await chained()
      await tamper(1, { actor: 'somebody else' })
      await noted(3)
      await chained()
      expect(await broken()).toBe(1)
    })
  })

  describe('the keys of an installation', () => {
    const ring = new KeyRing(Buffer.alloc(32, 7))
    const open = (seed: string, by = ring) => openVault(database, by, NOW, seededIds(seed).random)

    it('are made once: whoever comes second gets those that stand', async () => {
      const [one, other] = await Promise.all([open('one'), open('other')])
      expect(other.open('place', one.seal('place', 'words'))).toBe('words')
      expect(other.hash('kind', 'words')).toBe(one.hash('kind', 'words'))
      expect((await database.run(keptKeys)).map(({ id }) => id).sort()).toEqual(['i1', 's1'])
    })

    it('lie wrapped, each by itself', async () => {
      await open('one')
      const kept = await database.run(keptKeys)
      const bytes = kept.map((key) => ring.unwrap(key).bytes)
      expect(bytes.map((key) => key.length)).toEqual([32, 32])
      for (const key of bytes)
        for (const { wrapped } of kept) expect(Buffer.from(wrapped, 'base64url').includes(key)).toBe(false)
    })

    it('do not open for another master key', async () => {
      await open('one')
      await expect(open('two', new KeyRing(Buffer.alloc(32, 8)))).rejects.toMatchObject({ code: 'operation.wrongKey' })
    })

    it('are given back oldest first, so that the newest seals', async () => {
      const key = (id: string, at: Date) => ({ id, purpose: 'seal' as const, wrapped: 'w', createdAt: at })
      const kept = await database.run((db) => keepFirstKeys(db, [key('s2', later(1)), key('s1', NOW)]))
      expect(kept.map(({ id }) => id)).toEqual(['s1', 's2'])
    })
  })

  describe('tries', () => {
    it('are kept by subject until they are forgotten', async () => {
      const [one, two] = [fresh('subject'), fresh('subject')]
      const save = (subject: string, failures: number, lockedUntil: Date | null) =>
        database.run((db) => saveAttempts(db, subject, { failures, lockedUntil, lastAt: NOW }))
      await save(one, 1, null)
      await save(one, 5, later(1000))
      await save(two, 1, null)
      const counted = () => database.run((db) => attemptsOf(db, [one, two, 'nobody']))
      expect([...(await counted()).entries()].sort()).toEqual([
        [one, { failures: 5, lockedUntil: later(1000), lastAt: NOW }],
        [two, { failures: 1, lockedUntil: null, lastAt: NOW }],
      ])
      await database.run((db) => forgetAttempts(db, [one]))
      expect([...(await counted()).keys()]).toEqual([two])
    })

    it('of the same moment are counted one by one', async () => {
      const subject = fresh('subject')
      const tries = await Promise.all([1, 2, 3].map(() => database.run((db) => countTry(db, subject, NOW))))
      expect(tries.sort()).toEqual([1, 2, 3])
    })
  })

  it('a link to the form is open until its time is over, and is used once', async () => {
    const link = { tokenHash: fresh('token'), contactId: 'c', createdAt: NOW, expiresAt: later(1000) }
    await database.run((db) => keepStatusLink(db, link))
    const open = async (now: Date) =>
      (await database.run((db) => openStatusLink(db, link.tokenHash, now))) !== undefined
    expect([await open(NOW), await open(later(999)), await open(later(1000))]).toEqual([true, true, false])
    const uses = await Promise.all([1, 2].map(() => database.run((db) => useStatusLink(db, link.tokenHash, NOW))))
    expect(uses.sort()).toEqual([false, true])
    expect(await open(NOW)).toBe(false)
  })
})
