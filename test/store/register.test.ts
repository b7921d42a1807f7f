import { eq, inArray } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addAgency, agencyByCode, listAgencies } from '../../src/store/agencies.ts'
import {
  appliedThrough,
  dropImport,
  keepRows,
  lastWorkerNumber,
  markApplied,
  markAppliedThrough,
  markJudged,
  openImport,
  rowsToApply,
  unfinishedImports,
} from '../../src/store/imports.ts'
import {
  addLikenessKeys,
  addManyLikenessKeys,
  countKeys,
  dropLikenessKeys,
  numbersByKey,
} from '../../src/store/likeness.ts'
import { leavesAt, recordNotices, unrouted } from '../../src/store/notices.ts'
import { issueSlip, openSlip, openSlipOf, useSlip } from '../../src/store/proofs.ts'
import {
  addEnrolment,
  addWorker,
  changeEnrolment,
  changeWorker,
  enrolmentsListedAs,
  recordConsent,
  touchEnrolment,
  withdrawConsent,
  workersByNiks,
} from '../../src/store/register.ts'
import type { NewRow } from '../../src/store/schema.ts'
import { listVisit, openVisits, unlistVisits } from '../../src/store/visits.ts'
import { type Database, exec, LostRace } from '../../src/store/work.ts'
import {
  countWorkers,
  enrolmentsOf,
  listsAsOf,
  workerByCode,
  workerByNik,
  workersById,
  workersByPhone,
} from '../../src/store/workers.ts'
import { engines } from '../support/databases.ts'
import { agency, all, enrolment, fresh, later, NOW, put, worker } from './rows.ts'

const TODAY = '2026-11-24'

describe.each(['sqlite', 'postgres'] as const)('on %s', (engine) => {
  let database: Database
  beforeAll(async () => {
    database = await engines[engine]()
  })
  afterAll(() => database.close())

  it('in an empty register the numbers begin at nothing, and the lists are as of no day', async () => {
    expect(await database.run(lastWorkerNumber)).toBe(0)
    expect(await database.run(countWorkers)).toBe(0)
    expect(await database.run(listsAsOf)).toBeNull()
  })

  it('an agency code is given once', async () => {
    const first = agency()
    expect(await database.run((db) => addAgency(db, first))).toMatchObject(first)
    expect(await database.run((db) => addAgency(db, { ...first, id: fresh('agency') }))).toBeUndefined()
    expect(await database.run((db) => agencyByCode(db, first.code))).toMatchObject(first)
    expect(await database.run((db) => agencyByCode(db, 'NOBODY'))).toBeUndefined()
  })

  it('agencies are listed by their codes', async () => {
    const [b, a] = [agency({ code: 'ZZ-B' }), agency({ code: 'ZZ-A' })]
    await put(database, 'agencies', b, a)
    const codes = (await database.run(listAgencies)).map(({ code }) => code)
    expect(codes).toEqual(codes.toSorted())
    expect(codes).toContain('ZZ-B')
  })

  describe('a worker', () => {
    it('is found by NIK, code, phone and id; whoever is not there is left out', async () => {
      const phoneHash = fresh('phone')
      const [one, two] = [worker({ phoneHash }), worker({ phoneHash })]
      await database.run((db) => addWorker(db, one))
      await database.run((db) => addWorker(db, two))
      const id = (found: { id: string } | undefined) => found?.id
      expect(id(await database.run((db) => workerByNik(db, one.nikHash)))).toBe(one.id)
      expect(id(await database.run((db) => workerByCode(db, two.code)))).toBe(two.id)
      expect((await database.run((db) => workersByPhone(db, phoneHash))).map(id).sort()).toEqual([one.id, two.id])
      expect((await database.run((db) => workersById(db, [two.id, 'nobody', one.id]))).map(id)).toEqual([
        two.id,
        one.id,
      ])
      expect(await database.run((db) => workersById(db, []))).toEqual([])
      expect(await database.run((db) => workerByNik(db, 'nobody'))).toBeUndefined()
      expect(await database.run((db) => workerByCode(db, 'nobody'))).toBeUndefined()
      expect((await database.run((db) => workersByNiks(db, [one.nikHash, 'nobody']))).map(id)).toEqual([one.id])
      expect(await database.run((db) => workersByNiks(db, []))).toEqual([])
    })

    it('stands once under a NIK', async () => {
      const one = worker()
      await put(database, 'workers', one)
      await expect(put(database, 'workers', worker({ nikHash: one.nikHash }))).rejects.toThrow()
    })

    it('is found under likeness keys until they are dropped; a key that too many share finds nobody', async () => {
      const many = Array.from({ length: 41 }, (_, at) => 8_000_000 + at)
      await database.run(function* (db) {
        yield* addLikenessKeys(db, 7_000_001, [11, 12])
        yield* addLikenessKeys(db, 7_000_002, [12])
        yield* addLikenessKeys(db, 7_000_002, [12])
        for (const number of many) yield* addLikenessKeys(db, number, [13])
      })
      const found = async () => Object.fromEntries(await database.run((db) => numbersByKey(db, [11, 12, 13, 14])))
      expect(await found()).toEqual({ 11: [7_000_001], 12: [7_000_001, 7_000_002] })
      await database.run((db) => dropLikenessKeys(db, 7_000_001, [12]))
      expect(await found()).toEqual({ 11: [7_000_001], 12: [7_000_002] })
      expect((await database.run((db) => countKeys(db, [13]))).size).toBe(41)
      await database.run((db) =>
        addManyLikenessKeys(db, [
          [11, 7_000_001],
          [15, 7_000_003],
        ]),
      )
      expect(await database.run((db) => countKeys(db, [11, 15]))).toEqual(
        new Map([
          [7_000_001, 1],
          [7_000_003, 1],
        ]),
      )
      expect(await database.run((db) => numbersByKey(db, []))).toEqual(new Map())
    })

    it('is changed where the change says something, and nowhere else', async () => {
      const one = worker({ phoneHash: 'kept', phoneSealed: 'kept' })
      await put(database, 'workers', one)
      const { name: _, ...rest } = one
      const change = { name: 'Aminah', nameKey: 'AMINAH', bornOn: rest.bornOn, updatedAt: later(1) }
      await database.run((db) => changeWorker(db, one.id, change))
      const [now] = await database.run((db) => workersById(db, [one.id]))
      expect(now).toMatchObject({ name: 'Aminah', phoneHash: 'kept', createdAt: NOW, updatedAt: later(1) })
    })

    it('is numbered on from the highest code', async () => {
      await put(database, 'workers', worker({ code: 'P9000041' }), worker({ code: 'P9000007' }))
      expect(await database.run(lastWorkerNumber)).toBe(9000041)
      expect(await database.run(countWorkers)).toBe((await all(database, 'workers')).length)
    })
  })

  describe('an enrolment', () => {
    it('of the same listed worker, agency, funding and first day stands once; it is brought up to date', async () => {
      const [list, one] = [agency(), worker()]
      await put(database, 'agencies', list)
      await put(database, 'workers', one)
      const first = enrolment({ workerId: one.id, agencyId: list.id })
      const again = enrolment({ workerId: one.id, agencyId: list.id })
      await database.run((db) => addEnrolment(db, first))
      await expect(database.run((db) => addEnrolment(db, again))).rejects.toThrow()
      await database.run((db) => changeEnrolment(db, first.id, { paidThrough: '2026-12-31', updatedAt: later(1) }))
      const said = { asOf: '2026-12-01', importId: 'later file', line: 7, updatedAt: later(2) }
      await database.run((db) => touchEnrolment(db, { id: first.id, ...said }))
      const entries = await database.run((db) => enrolmentsListedAs(db, [one.id]))
      expect(entries).toEqual([expect.objectContaining({ ...first, ...said, paidThrough: '2026-12-31' })])
    })

    it('with another funding, agency or first day is another; they are told newest first', async () => {
      const [list, other, one] = [agency(), agency(), worker()]
      await put(database, 'agencies', list, other)
      await put(database, 'workers', one)
      const rows = [
        enrolment({ workerId: one.id, agencyId: list.id, startsOn: '2025-01-01' }),
        enrolment({ workerId: one.id, agencyId: other.id, startsOn: '2026-06-01' }),
        enrolment({ workerId: one.id, agencyId: list.id, startsOn: '2026-01-01', funding: 'dbhcht' }),
      ]
      for (const row of rows) await database.run((db) => addEnrolment(db, row))
      const told = await database.run((db) => enrolmentsOf(db, [one.id]))
      expect(told.map(({ startsOn, agency, funding }) => [startsOn, agency, funding])).toEqual([
        ['2026-06-01', other.name, 'apbd'],
        ['2026-01-01', list.name, 'dbhcht'],
        ['2025-01-01', list.name, 'apbd'],
      ])
      expect(await database.run((db) => enrolmentsOf(db, []))).toEqual([])
      expect(await database.run((db) => enrolmentsListedAs(db, []))).toEqual([])
    })

    it('of many are told as those of each, in the order in which they were asked for', async () => {
      const [list, many] = [agency(), Array.from({ length: 12 }, () => worker())]
      await put(database, 'agencies', list)
      await put(database, 'workers', ...many)
      for (const [at, { id: workerId }] of many.entries())
        for (const startsOn of ['2025-01-01', '2026-01-01'].slice(at % 3))
          await database.run((db) => addEnrolment(db, enrolment({ workerId, agencyId: list.id, startsOn })))
      const ids = [...many.map(({ id }) => id).toReversed(), 'nobody']
      const together = await database.run((db) => enrolmentsOf(db, ids))
      const each = await Promise.all(ids.map((id) => database.run((db) => enrolmentsOf(db, [id]))))
      expect(together).toHaveLength(12)
      expect(together).toEqual(each.flat())
      expect((await database.run((db) => workersById(db, ids))).map(({ id }) => id)).toEqual(ids.slice(0, -1))
    })

    it('tells as of when the lists are: the youngest day of any', async () => {
      const [list, one] = [agency(), worker()]
      await put(database, 'agencies', list)
      await put(database, 'workers', one)
      await put(database, 'enrolments', enrolment({ workerId: one.id, agencyId: list.id, asOf: '2027-03-01' }))
      expect(await database.run(listsAsOf)).toBe('2027-03-01')
    })
  })

  describe('an import', () => {
    async function opened(row: Partial<NewRow<'imports'>> = {}) {
      const list = agency()
      await put(database, 'agencies', list)
      const started = {
        ...{ id: fresh('import'), agencyId: list.id, fileName: 'daftar.csv', fileHash: fresh('hash'), options: {} },
        ...{ counts: {}, startedAt: NOW, startedBy: 'test' },
        ...row,
      }
      await database.run((db) => openImport(db, started))
      return started
    }
    const row = (importId: string, line: number, verdict: NewRow<'importRows'>['verdict']): NewRow<'importRows'> => {
      return { importId, line, verdict, rowSealed: 'sealed', problems: [], workerId: null }
    }

    it('gives out the rows that may be applied or decided, in the order of the file, after those that it has taken in', async () => {
      const { id } = await opened()
      const verdicts = ['invalid', 'new', 'doubtful', 'same', 'changed', 'double'] as const
      await database.run((db) =>
        keepRows(
          db,
          verdicts.map((verdict, at) => row(id, 12 - at, verdict)),
        ),
      )
      await database.run((db) => keepRows(db, []))
      const lines = async (limit: number) => {
        const after = await database.run((db) => appliedThrough(db, id))
        return (await database.run((db) => rowsToApply(db, id, after, limit))).map(({ line, verdict }) => [
          line,
          verdict,
        ])
      }
      expect(await lines(2)).toEqual([
        [7, 'double'],
        [8, 'changed'],
      ])
      await database.run((db) => markAppliedThrough(db, id, 8))
      expect(await lines(99)).toEqual([
        [9, 'same'],
        [10, 'doubtful'],
        [11, 'new'],
      ])
    })

    it('that was judged and not applied is found by agency and file, until it is applied', async () => {
      const { id, agencyId, fileHash } = await opened()
      const unfinished = async (hash = fileHash) =>
        (await database.run((db) => unfinishedImports(db, agencyId, hash))).map((found) => found.id)
      await database.run((db) => markJudged(db, id, NOW, { lines: 3, new: 3 }))
      expect([await unfinished(), await unfinished('another file')]).toEqual([[id], []])
      await database.run((db) => markApplied(db, id, NOW))
      expect(await unfinished()).toEqual([])
      const kept = (await all(database, 'imports')).find((found) => found.id === id)
      expect(kept).toMatchObject({ judgedAt: NOW, appliedAt: NOW, counts: { lines: 3, new: 3 } })
    })

    it('is dropped with all its rows', async () => {
      const { id } = await opened()
      await database.run((db) => keepRows(db, [row(id, 1, 'new'), row(id, 2, 'same')]))
      await database.run((db) => dropImport(db, id))
      expect((await all(database, 'imports')).some((found) => found.id === id)).toBe(false)
      expect((await all(database, 'importRows')).some(({ importId }) => importId === id)).toBe(false)
    })
  })

  describe('leave to write to a phone', () => {
    const consent = (phoneHash: string, agencyId: string, givenOn = '2026-01-10'): NewRow<'consents'> => {
      return { id: fresh('consent'), phoneHash, agencyId, source: 'formulir', givenOn, recordedAt: NOW }
    }
    const may = async (phoneHash: string) =>
      (await database.run((db) => leavesAt(db, [phoneHash]))).get(phoneHash)?.has('a') ?? false

    it('counts once it is recorded, however often it is told', async () => {
      const phone = fresh('phone')
      expect(await may(phone)).toBe(false)
      await database.run((db) => recordConsent(db, consent(phone, 'a')))
      await database.run((db) => recordConsent(db, consent(phone, 'a')))
      expect(await may(phone)).toBe(true)
      expect((await all(database, 'consents')).filter(({ phoneHash }) => phoneHash === phone)).toHaveLength(1)
    })

    it('ends with a later no of the same agency, and the old yes told again does not bring it back', async () => {
      const phone = fresh('phone')
      await database.run((db) => recordConsent(db, consent(phone, 'a')))
      await database.run((db) => withdrawConsent(db, phone, 'a', NOW))
      await database.run((db) => recordConsent(db, consent(phone, 'a')))
      expect(await may(phone)).toBe(false)
      await database.run((db) => recordConsent(db, consent(phone, 'a', '2026-11-01')))
      expect(await may(phone)).toBe(true)
    })

    it('ends for the agency that says no alone, and its first end stands', async () => {
      const phone = fresh('phone')
      await database.run((db) => recordConsent(db, consent(phone, 'a')))
      await database.run((db) => recordConsent(db, consent(phone, 'b')))
      await database.run((db) => withdrawConsent(db, phone, 'a', NOW))
      await database.run((db) => withdrawConsent(db, phone, 'a', later(1)))
      const rows = (await all(database, 'consents')).filter(({ phoneHash }) => phoneHash === phone)
      expect(rows.map(({ agencyId, withdrawnAt }) => [agencyId, withdrawnAt]).sort()).toEqual([
        ['a', NOW],
        ['b', null],
      ])
    })
  })

  describe('news', () => {
    async function enrolled(over: Partial<NewRow<'enrolments'>> = {}, who: Partial<NewRow<'workers'>> = {}) {
      const [list, one] = [agency(), worker(who)]
      await put(database, 'agencies', list)
      await put(database, 'workers', one)
      const entry = enrolment({ workerId: one.id, agencyId: list.id, ...over })
      await put(database, 'enrolments', entry)
      return { enrolmentId: entry.id, workerId: one.id, agencyId: list.id }
    }
    const open = async (retry = false) =>
      (await database.run((db) => unrouted(db, TODAY, retry, 10_000))).map(({ enrolmentId }) => enrolmentId)
    const decided = (route: 'message' | 'visit', reason: string | null, routedAt: Date | null = null) => {
      return { route, reason, decidedAt: NOW, routedAt }
    }

    it('waits for enrolments that run or are to begin, not for those that have ended', async () => {
      const runs = await enrolled({ endsOn: TODAY })
      const begins = await enrolled({ startsOn: '2027-01-01', endsOn: null })
      const ended = await enrolled({ endsOn: '2026-11-23' })
      const waiting = await open()
      expect(waiting).toEqual(expect.arrayContaining([runs.enrolmentId, begins.enrolmentId]))
      expect(waiting).not.toContain(ended.enrolmentId)
    })

    it('is brought once: what has a way waits no more, unless only a channel was lacking and nobody has visited', async () => {
      const [told, noChannel, visited, noPhone] = [
        await enrolled(),
        await enrolled(),
        await enrolled(),
        await enrolled(),
      ]
      const route = (to: typeof told, how: ReturnType<typeof decided>) =>
        database.run((db) => recordNotices(db, [{ enrolmentId: to.enrolmentId, workerId: to.workerId, ...how }]))
      await route(told, decided('message', null))
      for (const to of [noChannel, visited]) await route(to, decided('visit', 'noChannel'))
      await route(noPhone, decided('visit', 'noPhone'))
      const visit = { workerId: visited.workerId, agencyId: visited.agencyId, reason: 'noChannel', listedAt: NOW }
      await put(database, 'visits', { ...visit, visitedAt: NOW })
      const all4 = [told, noChannel, visited, noPhone].map(({ enrolmentId }) => enrolmentId)
      expect((await open()).filter((id) => all4.includes(id))).toEqual([])
      expect((await open(true)).filter((id) => all4.includes(id))).toEqual([noChannel.enrolmentId])
    })

    it('brings the workers behind one phone together', async () => {
      const phoneHash = fresh('phone')
      const first = await enrolled({}, { phoneHash })
      await enrolled({}, { phoneHash: fresh('phone') })
      const second = await enrolled({}, { phoneHash })
      const others = (await open()).filter((id) => ![first.enrolmentId, second.enrolmentId].includes(id))
      await database.run((db) =>
        exec(db.update(db.t.enrolments).set({ routedAt: NOW }).where(inArray(db.t.enrolments.id, others))),
      )
      const batch = await database.run((db) => unrouted(db, TODAY, false, 1))
      expect(batch.map(({ enrolmentId }) => enrolmentId)).toEqual([first.enrolmentId, second.enrolmentId])
    })

    it('may find another way later: the newest decision stands', async () => {
      const { enrolmentId, workerId } = await enrolled()
      await database.run((db) => recordNotices(db, [{ enrolmentId, workerId, ...decided('visit', 'noChannel') }]))
      await database.run((db) =>
        recordNotices(db, [{ enrolmentId, workerId, ...decided('message', null, NOW), outboxId: 'm' }]),
      )
      const rows = (await all(database, 'notices')).filter((row) => row.enrolmentId === enrolmentId)
      expect(rows).toMatchObject([{ route: 'message', reason: null, outboxId: 'm' }])
    })

    it('finds no way where another process has found one since it was read', async () => {
      const { enrolmentId, workerId } = await enrolled()
      const route = (how: ReturnType<typeof decided>) =>
        database.run((db) => recordNotices(db, [{ enrolmentId, workerId, ...how }]))
      await expect(route(decided('visit', 'noChannel', NOW))).rejects.toBeInstanceOf(LostRace)
      await route(decided('visit', 'noChannel'))
      await expect(route(decided('message', null))).rejects.toBeInstanceOf(LostRace)
      const earlier = new Date(NOW.getTime() - 1)
      await expect(route(decided('message', null, earlier))).rejects.toBeInstanceOf(LostRace)
      const rows = (await all(database, 'notices')).filter((row) => row.enrolmentId === enrolmentId)
      expect(rows).toMatchObject([{ route: 'visit', reason: 'noChannel' }])
    })
  })

  describe('a visit', () => {
    async function listed(over: Partial<NewRow<'visits'>> = {}, who: Partial<NewRow<'workers'>> = {}) {
      const one = worker(who)
      await put(database, 'workers', one)
      const visit = { workerId: one.id, agencyId: 'list', kelurahan: one.kelurahan!, reason: 'noPhone', listedAt: NOW }
      await database.run((db) => listVisit(db, { ...visit, ...over }))
      return one
    }
    const visits = (agencyId: string, kelurahan?: string, listedBy = NOW) =>
      database.run((db) => openVisits(db, agencyId, kelurahan, listedBy))

    it('stands once for a worker, with the newest reason and the first day', async () => {
      const agencyId = fresh('agency')
      const one = await listed({ agencyId })
      const again = { workerId: one.id, agencyId, reason: 'optedOut', listedAt: later(99) }
      await database.run((db) => listVisit(db, again))
      expect(await visits(agencyId)).toMatchObject([{ visit: { reason: 'optedOut', listedAt: NOW }, slip: null }])
    })

    it('is listed by kelurahan and name, for one kelurahan when asked, up to a day', async () => {
      const agencyId = fresh('agency')
      const b = await listed({ agencyId }, { name: 'Budi', kelurahan: '35.74.02.1001' })
      const c = await listed({ agencyId }, { name: 'Cici', kelurahan: '35.74.01.1001' })
      const a = await listed({ agencyId }, { name: 'Ani', kelurahan: '35.74.02.1001' })
      await listed({ agencyId, listedAt: later(1) })
      expect((await visits(agencyId)).map(({ worker: { id } }) => id)).toEqual([c.id, a.id, b.id])
      expect((await visits(agencyId, '35.74.02.1001')).map(({ worker: { id } }) => id)).toEqual([a.id, b.id])
    })

    it('leaves the list when it was made, or when a message is on its way instead', async () => {
      const agencyId = fresh('agency')
      const [made, told, stays] = [await listed({ agencyId }), await listed({ agencyId }), await listed({ agencyId })]
      await database.run((db) =>
        exec(db.update(db.t.visits).set({ visitedAt: NOW }).where(eq(db.t.visits.workerId, made.id))),
      )
      await database.run((db) => unlistVisits(db, [told.id, made.id]))
      expect((await visits(agencyId)).map(({ worker: { id } }) => id)).toEqual([stays.id])
      const kept = (await all(database, 'visits')).filter((row) => row.agencyId === agencyId)
      expect(kept.map(({ workerId }) => workerId).sort()).toEqual([made.id, stays.id].sort())
    })

    it('brings the slip that stands open, not one that was used or revoked', async () => {
      const agencyId = fresh('agency')
      const one = await listed({ agencyId })
      const slip = (codeHash: string) => {
        return { id: fresh('slip'), workerId: one.id, codeSealed: `sealed ${codeHash}`, codeHash, issuedAt: NOW }
      }
      const [used, revoked, open] = [slip(fresh('code')), slip(fresh('code')), slip(fresh('code'))]
      await database.run((db) => issueSlip(db, used))
      expect(await database.run((db) => useSlip(db, used.id, NOW))).toBe(true)
      await put(database, 'slips', { ...revoked, revokedAt: NOW })
      await database.run((db) => issueSlip(db, open))
      expect((await visits(agencyId)).map(({ slip }) => slip)).toEqual([{ codeSealed: open.codeSealed }])
      expect((await database.run((db) => openSlipOf(db, one.id)))!.id).toBe(open.id)
    })
  })

  it('a personal code is used once', async () => {
    const slip = { id: fresh('slip'), workerId: 'w', codeSealed: 's', codeHash: fresh('code'), issuedAt: NOW }
    await database.run((db) => issueSlip(db, slip))
    expect((await database.run((db) => openSlip(db, slip.codeHash)))!.id).toBe(slip.id)
    const uses = await Promise.all([1, 2].map(() => database.run((db) => useSlip(db, slip.id, NOW))))
    expect(uses.sort()).toEqual([false, true])
    expect(await database.run((db) => openSlip(db, slip.codeHash))).toBeUndefined()
    expect(await database.run((db) => openSlipOf(db, 'w'))).toBeUndefined()
  })
})
