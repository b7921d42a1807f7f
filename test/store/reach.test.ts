import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Division } from '../../src/domain/reach.ts'
import { enterReach, type ReachRow, toldBy } from '../../src/store/reach.ts'
import { type GroupCount, visitsOpen } from '../../src/store/reach-report.ts'
import type { Database } from '../../src/store/work.ts'
import { engines } from '../support/databases.ts'
import { type KindCount, personsByKind, personsListed, personsNotReached, personsReached } from './reach-truth.ts'
import { agency, all, campaign, enrolment, fresh, later, NOW, put, worker } from './rows.ts'

const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' }

describe.each(['sqlite', 'postgres'] as const)('on %s', (engine) => {
  let database: Database
  beforeAll(async () => {
    database = await engines[engine]()
  })
  afterAll(() => database.close())

  const fact = (row: Partial<ReachRow>): ReachRow => {
    return {
      ...{ workerId: 'worker', kind: 'read', occasion: 'enrolment:1', agencyId: 'agency', kelurahan: null },
      ...{ segment: null, channel: 'simulated', day: '2026-11-24', at: NOW },
      ...row,
    }
  }
  const enter = (...rows: Partial<ReachRow>[]) => database.run((db) => enterReach(db, rows.map(fact)))

  it('the first fact per person, kind and occasion stands, whatever comes later', async () => {
    const workerId = fresh('worker')
    await enter({ workerId, channel: 'simulated' })
    await enter({ workerId, channel: 'telegram', day: '2026-11-25', at: later(1) })
    await enter({ workerId, kind: 'answered' }, { workerId, occasion: 'enrolment:2' })
    await enter()
    const rows = (await all(database, 'reach')).filter((row) => row.workerId === workerId)
    expect(rows.map(({ kind, occasion, channel, day }) => [kind, occasion, channel, day]).sort()).toEqual([
      ['answered', 'enrolment:1', 'simulated', '2026-11-24'],
      ['read', 'enrolment:1', 'simulated', '2026-11-24'],
      ['read', 'enrolment:2', 'simulated', '2026-11-24'],
    ])
  })

  it('two that enter the same fact in one moment enter it once', async () => {
    const workerId = fresh('worker')
    await Promise.all([enter({ workerId }), enter({ workerId })])
    expect((await all(database, 'reach')).filter((row) => row.workerId === workerId)).toHaveLength(1)
  })

  describe('what a report is to count', () => {
    const byKind = (rows: KindCount[]) => Object.fromEntries(rows.map(({ kind, persons }) => [kind, persons]))
    const byGroup = (rows: GroupCount[]) => Object.fromEntries(rows.map(({ group, persons }) => [group, persons]))
    const total = ([row]: GroupCount[]) => row?.persons
    /** An agency with workers on its list. */
    async function listOf(count: number, periods: Partial<ReturnType<typeof enrolment>>[] = [{}]) {
      const list = agency()
      await put(database, 'agencies', list)
      const workers = Array.from({ length: count }, () => worker())
      await put(database, 'workers', ...workers)
      for (const { id } of workers)
        for (const period of periods)
          await put(database, 'enrolments', enrolment({ workerId: id, agencyId: list.id, ...period }))
      return { agencyId: list.id, workers: workers.map(({ id }) => id) as [string, ...string[]] }
    }

    it('counts a person once in a kind, however many occasions there are', async () => {
      const { agencyId, workers } = await listOf(2)
      const [one, two] = workers as [string, string]
      await enter(
        { agencyId, workerId: one },
        { agencyId, workerId: one, occasion: 'enrolment:2' },
        { agencyId, workerId: one, kind: 'answered' },
        { agencyId, workerId: two },
      )
      const kinds = await database.run((db) => personsByKind(db, { agencyId, ...NOVEMBER }))
      expect(byKind(kinds)).toEqual({ read: 2, answered: 1 })
      const reached = async (...kinds: ReachRow['kind'][]) =>
        total(await database.run((db) => personsReached(db, { agencyId, ...NOVEMBER }, kinds)))
      expect(await reached('read', 'answered')).toBe(2)
      expect(await reached('answered')).toBe(1)
      expect(await reached('confirmed')).toBe(0)
    })

    it('counts the first and the last day of the span, and nothing beyond', async () => {
      const { agencyId } = await listOf(1)
      for (const day of ['2026-10-31', '2026-11-01', '2026-11-30', '2026-12-01'])
        await enter({ agencyId, workerId: fresh('worker'), day })
      const kinds = await database.run((db) => personsByKind(db, { agencyId, ...NOVEMBER }))
      expect(byKind(kinds)).toEqual({ read: 2 })
    })

    it('counts nobody of another agency', async () => {
      const [mine, theirs] = [await listOf(1), await listOf(1)]
      await enter({ agencyId: theirs.agencyId, workerId: theirs.workers[0] })
      const span = { agencyId: mine.agencyId, ...NOVEMBER }
      expect(await database.run((db) => personsByKind(db, span))).toEqual([])
      expect(total(await database.run((db) => personsListed(db, span)))).toBe(1)
    })

    it('lists persons whose period touches the span, each once', async () => {
      const both = await listOf(3, [{ endsOn: '2026-11-01' }, { startsOn: '2026-11-30', endsOn: null }])
      const neither = await listOf(2, [{ endsOn: '2026-10-31' }, { startsOn: '2026-12-01' }])
      const listed = async (agencyId: string) =>
        total(await database.run((db) => personsListed(db, { agencyId, ...NOVEMBER })))
      expect([await listed(both.agencyId), await listed(neither.agencyId)]).toEqual([3, 0])
    })

    it('calls not reached whom nothing beyond sending has reached by the end of the span', async () => {
      const { agencyId, workers } = await listOf(4)
      const [before, within, behind] = workers as [string, string, string]
      await enter(
        { agencyId, workerId: before, day: '2026-01-05' },
        { agencyId, workerId: within },
        { agencyId, workerId: behind, day: '2026-12-01' },
        { agencyId, workerId: behind, kind: 'sent' },
      )
      const notReached = await database.run((db) =>
        personsNotReached(db, { agencyId, ...NOVEMBER }, ['read', 'answered']),
      )
      expect(total(notReached)).toBe(2)
    })

    it('divides by agency, kelurahan, segment and channel, a person in each group once', async () => {
      const { agencyId, workers } = await listOf(3, [{}, { segment: 'petani', startsOn: '2026-02-01' }])
      const [one, two] = workers as [string, string]
      await enter(
        { agencyId, workerId: one, segment: 'petani', kelurahan: '35.74.01.1001' },
        { agencyId, workerId: one, segment: 'petani', occasion: 'campaign:1', channel: 'telegram' },
        { agencyId, workerId: two, segment: null, kelurahan: '35.74.01.1001' },
      )
      const span = { agencyId, ...NOVEMBER }
      const reached = async (by: Division) =>
        byGroup(await database.run((db) => personsReached(db, span, ['read'], by)))
      expect(await reached('agency')).toEqual({ [agencyId]: 2 })
      expect(await reached('kelurahan')).toEqual({ '35.74.01.1001': 2, null: 1 })
      expect(await reached('segment')).toEqual({ petani: 1, null: 1 })
      expect(await reached('channel')).toEqual({ simulated: 2, telegram: 1 })
      const listed = await database.run((db) => personsListed(db, span, 'segment'))
      expect(byGroup(listed)).toEqual({ nelayan: 3, petani: 3 })
      const notReached = await database.run((db) => personsNotReached(db, span, ['read'], 'segment'))
      expect(byGroup(notReached)).toEqual({ nelayan: 1, petani: 1 })
    })

    it('of one kelurahan counts nobody of another', async () => {
      const { agencyId, workers } = await listOf(2)
      await enter({ agencyId, workerId: workers[0], kelurahan: '35.74.02.1001' })
      const span = { agencyId, kelurahan: '35.74.01.1001', ...NOVEMBER }
      expect(total(await database.run((db) => personsListed(db, span)))).toBe(2)
      expect(await database.run((db) => personsByKind(db, span))).toEqual([])
    })

    it('of all agencies calls a person reached whose news came from any, and of each only whose came from that one', async () => {
      const [mine, theirs] = [await listOf(0), await listOf(0)]
      // A place of their own keeps the workers of the other tests out.
      const somebody = worker({ kelurahan: fresh('place') })
      await put(database, 'workers', somebody)
      for (const { agencyId } of [mine, theirs])
        await put(database, 'enrolments', enrolment({ workerId: somebody.id, agencyId }))
      await enter({ agencyId: mine.agencyId, workerId: somebody.id })
      const span = { kelurahan: somebody.kelurahan!, ...NOVEMBER }
      const notReached = (by?: 'agency') => database.run((db) => personsNotReached(db, span, ['read'], by))
      expect(total(await database.run((db) => personsListed(db, span)))).toBe(1)
      expect(total(await notReached())).toBe(0)
      expect(byGroup(await notReached('agency'))).toEqual({ [theirs.agencyId]: 1 })
    })

    it('counts the visits that are still to be made', async () => {
      const { agencyId, workers } = await listOf(2)
      const [one, two] = workers as [string, string]
      const visit = { agencyId, reason: 'noPhone', listedAt: NOW }
      await put(database, 'visits', { workerId: one, ...visit }, { workerId: two, ...visit, visitedAt: NOW })
      const next = (after: string) => database.read((db) => visitsOpen(db, { agencyId }, undefined, after))
      const found = await next('')
      expect(found?.counts).toEqual([{ group: 'all', persons: 1 }])
      expect(await next(found!.upTo)).toBeNull()
    })
  })

  it('a message knows of whom it speaks and about what: an enrolment, or a campaign', async () => {
    const [list, one, two] = [agency(), worker(), worker()]
    const contactId = fresh('contact')
    await put(database, 'agencies', list)
    await put(database, 'workers', one, two)
    const entries = [one, two].map(({ id }) => enrolment({ workerId: id, agencyId: list.id }))
    await put(database, 'enrolments', ...entries)
    const notice = (at: number, outboxId: string, decidedAt: Date) => {
      const { id: enrolmentId, workerId } = entries[at]!
      return { enrolmentId, workerId, route: 'message' as const, contactId, outboxId, decidedAt }
    }
    const [news, campaigned] = [fresh('message'), fresh('message')]
    await put(database, 'notices', notice(0, news, NOW))
    const sent = campaign({ agencyId: list.id })
    await put(database, 'campaigns', sent)
    await put(database, 'campaignRecipients', {
      ...{ campaignId: sent.id, workerId: two.id, frozenAt: NOW, decidedAt: NOW, outcome: 'message' },
      ...{ enrolmentId: entries[1]!.id, contactId, outboxId: campaigned },
    })
    const facts = { agencyId: list.id, segment: 'nelayan', kelurahan: '35.74.01.1001', funding: entries[0]!.funding }
    const told = (id: string) => database.run((db) => toldBy(db, id))
    expect(await told(news)).toEqual([{ workerId: one.id, occasion: `enrolment:${entries[0]!.id}`, ...facts }])
    expect(await told(campaigned)).toEqual([{ workerId: two.id, occasion: `campaign:${sent.id}`, ...facts }])
    expect(await told('a reply')).toEqual([])
  })
})
