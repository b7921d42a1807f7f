import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { REACH_KINDS, type ReachKind } from '../../src/domain/reach.ts'
import { keepChatCode, linkChat, linkedOfficers, unlinkChat } from '../../src/store/officer-chats.ts'
import {
  CITY,
  figuresKept,
  keepReport,
  markAnnounced,
  reportsOf,
  reportsSince,
  unannounced,
} from '../../src/store/reports.ts'
import type { Database } from '../../src/store/work.ts'
import { engines } from '../support/databases.ts'
import { fresh, later, NOW } from './rows.ts'

const persons = Object.fromEntries(REACH_KINDS.map((kind) => [kind, 1])) as Record<ReachKind, number>
const FIGURES = {
  total: { listed: 1, covered: 1, persons, reached: 1, notReached: 0, visitsOpen: null, aware: 1, grasped: 0 },
  parts: {},
}

describe.each(['sqlite', 'postgres'] as const)('on %s', (engine) => {
  let database: Database
  beforeAll(async () => {
    database = await engines[engine]()
  })
  afterAll(() => database.close())

  const report = (month: string, agencyId: string) => ({
    ...{ id: fresh('report'), month, agencyId, xlsxSealed: 'x', pdfSealed: 'p', madeAt: NOW, figures: FIGURES },
  })

  it('keeps one report of a month and agency, whoever makes it', async () => {
    const agencyId = fresh('agency')
    const keep = (month: string) => database.run((db) => keepReport(db, report(month, agencyId)))
    expect((await Promise.all([keep('2026-10'), keep('2026-10')])).sort()).toEqual([false, true])
    expect(await keep('2026-11')).toBe(true)
    const months = async (ids: string[]) =>
      (await database.run((db) => reportsOf(db, ids, 10))).map(({ month }) => month)
    expect(await months([agencyId, CITY])).toEqual(['2026-11', '2026-10'])
    expect(await months([CITY])).toEqual([])
    const kept = await database.run((db) => figuresKept(db, '2026-11', agencyId))
    expect(kept).toEqual({ figures: FIGURES, madeAt: NOW })
    expect(await database.run((db) => figuresKept(db, '2026-12', agencyId))).toBeUndefined()
    const since = await database.run((db) => reportsSince(db, '2026-11'))
    expect(since.filter((one) => one.agencyId === agencyId)).toHaveLength(1)
  })

  it('marks a report as told once', async () => {
    const one = report('2026-09', fresh('agency'))
    await database.run((db) => keepReport(db, one))
    const waits = async () => (await database.run(unannounced)).some(({ id }) => id === one.id)
    expect(await waits()).toBe(true)
    const mark = () => database.run((db) => markAnnounced(db, one.id, NOW))
    expect((await Promise.all([mark(), mark()])).sort()).toEqual([false, true])
    expect(await waits()).toBe(false)
  })

  it('links a chat by a code that is good once and for a time', async () => {
    const [officerId, code, chat] = [fresh('officer'), fresh('code'), fresh('contact')]
    const link = (hash: string, at: Date) => database.run((db) => linkChat(db, hash, chat, at))
    await database.run((db) => keepChatCode(db, officerId, code, later(60_000)))
    expect(await link('another', NOW)).toBeUndefined()
    expect(await link(code, later(60_000))).toBeUndefined()
    expect(await link(code, later(59_999))).toBe(officerId)
    expect(await link(code, NOW)).toBeUndefined()
    // The code of another officer takes the chat over.
    const other = fresh('officer')
    await database.run((db) => keepChatCode(db, other, 'second', later(60_000)))
    expect(await link('second', NOW)).toBe(other)
    expect(await database.run((db) => unlinkChat(db, other))).toBe(true)
    expect(await database.run((db) => unlinkChat(db, other))).toBe(false)
    expect(await database.run(linkedOfficers)).toEqual([])
  })
})
