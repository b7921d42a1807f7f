import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appendChange, changesOf } from '../../src/store/changes.ts'
import {
  countOpenDoubts,
  decidedDoubts,
  decidedPairs,
  doubtById,
  isDoubtOf,
  markTakenIn,
  openDoubts,
  type Raised,
  raiseDoubts,
  rowsOfDoubts,
  setDecision,
} from '../../src/store/doubts.ts'
import { dropImport } from '../../src/store/imports.ts'
import { addMerge, endMerge, keepMoved, mergeById, mergeOfDoubt, mergesAmong } from '../../src/store/merges.ts'
import { moveAll, moveBack } from '../../src/store/moves.ts'
import { claimEnrolments, entriesOfPersons, personsById, pointTo } from '../../src/store/persons.ts'
import { dropLinksSince, linksOf } from '../../src/store/proofs.ts'
import { routeAnew, takeBackCampaigns, unlistNeedless, visitAnew } from '../../src/store/taken-back.ts'
import type { Database } from '../../src/store/work.ts'
import { engines } from '../support/databases.ts'
import { agency, all, campaign, contact, enrolment, fresh, later, message, NOW, put, worker } from './rows.ts'

const CITY = { agencyId: null, kelurahan: null }

describe.each(Object.entries(engines))('doubts and merges on %s', (_, open) => {
  let database: Database
  let agencyId: string
  beforeAll(async () => {
    database = await open()
  })
  afterAll(() => database.close())

  const run: Database['run'] = (work) => database.run(work)

  /** An agency with a worker, and a file of it in which some lines are doubtful. */
  async function file(kelurahan = '35.74.01.1001') {
    const own = agency()
    const known = worker({ kelurahan })
    agencyId = own.id
    const importId = fresh('import')
    await put(database, 'agencies', own)
    await put(database, 'workers', known)
    await put(database, 'imports', {
      ...{ id: importId, agencyId, fileName: 'a.csv', fileHash: importId, options: { funding: 'apbd' }, counts: {} },
      ...{ startedAt: NOW, startedBy: 'test' },
    })
    const line = (n: number) => ({
      importId,
      line: n,
      rowSealed: `row ${n}`,
      verdict: 'doubtful' as const,
      problems: [],
    })
    await put(database, 'importRows', line(2), line(3), line(4))
    const raised = (n: number, more: Partial<Raised> = {}): Raised => ({
      ...{ id: fresh('doubt'), pairHash: fresh('pair'), agencyId: own.id, importId, line: n, workerId: known.id },
      ...{ score: 80, evidence: [{ field: 'nik', is: 'swapped' }], raisedAt: NOW },
      ...more,
    })
    return { own, known, importId, raised, scope: { agencyId: own.id, kelurahan: null } }
  }

  it('a pair is one doubt, told by its newest row while it is open, and every row of it waits', async () => {
    const { raised, scope, own } = await file()
    const first = raised(2, { score: 70 })
    await run((db) => raiseDoubts(db, [first, raised(3)]))
    await run((db) => raiseDoubts(db, [raised(4, { pairHash: first.pairHash, score: 95 })]))
    expect((await run((db) => openDoubts(db, scope, 10))).map(({ id, line, score }) => [id, line, score])).toEqual([
      [first.id, 4, 95],
      [expect.any(String), 3, 80],
    ])
    expect(await run((db) => countOpenDoubts(db, scope))).toBe(2)
    const rows = await run((db) => rowsOfDoubts(db, [first.id]))
    expect(rows.map(({ mark, row, file }) => [mark.line, row.rowSealed, file])).toEqual([
      [2, 'row 2', { fileName: 'a.csv', options: { funding: 'apbd' }, agencyCode: own.code }],
      [4, 'row 4', expect.anything()],
    ])
  })

  it('the same pair twice in one call is one doubt with two rows', async () => {
    const { raised, scope } = await file()
    const first = raised(2)
    await run((db) => raiseDoubts(db, [first, raised(3, { pairHash: first.pairHash })]))
    const [found] = await run((db) => openDoubts(db, scope, 10))
    expect((await run((db) => rowsOfDoubts(db, [found!.id]))).map(({ mark }) => mark.line)).toEqual([2, 3])
  })

  it('a decision is taken by whoever is first, and remembered when the pair comes again', async () => {
    const { raised, scope } = await file()
    const first = raised(2)
    await run((db) => raiseDoubts(db, [first]))
    const decided = { decision: 'same' as const, decidedAt: later(1000), decidedBy: 'rina', entryId: 'entry' }
    const seen = { id: first.id, decidedAt: null }
    expect(await run((db) => setDecision(db, seen, decided))).toBe(true)
    expect(await run((db) => setDecision(db, seen, { ...decided, decision: 'different' }))).toBe(false)
    await run((db) => raiseDoubts(db, [raised(3, { pairHash: first.pairHash, score: 1 })]))
    expect(await run((db) => doubtById(db, first.id))).toMatchObject({ decision: 'same', score: 80, entryId: 'entry' })
    expect(await run((db) => decidedPairs(db, [first.pairHash, 'other']))).toEqual(new Map([[first.pairHash, 'same']]))
    expect(await run((db) => openDoubts(db, scope, 10))).toEqual([])
    expect((await run((db) => decidedDoubts(db, scope, 10))).map(({ id }) => id)).toEqual([first.id])
    const open = { decision: null, decidedAt: null, decidedBy: null }
    expect(await run((db) => setDecision(db, { id: first.id, decidedAt: later(1000) }, open))).toBe(true)
    expect((await run((db) => decidedPairs(db, [first.pairHash]))).size).toBe(0)
  })

  it('open ones come likeliest first, a page behind another', async () => {
    const { raised, scope } = await file()
    const some = [raised(2, { score: 60 }), raised(3, { score: 90 }), raised(4, { score: 60 })]
    await run((db) => raiseDoubts(db, some))
    const page = await run((db) => openDoubts(db, scope, 2))
    expect(page.map(({ id }) => id)).toEqual([some[1]!.id, some[0]!.id])
    expect((await run((db) => openDoubts(db, scope, 2, page[1]))).map(({ id }) => id)).toEqual([some[2]!.id])
  })

  it('belong to the agency of the file and the kelurahan of the worker, and go with the file while they are open', async () => {
    const { raised, scope, importId, own } = await file('35.74.02.1001')
    const [gone, kept] = [raised(2), raised(3)]
    await run((db) => raiseDoubts(db, [gone, kept]))
    const sees = (agency: string | null, kelurahan: string | null) =>
      run((db) => isDoubtOf(db, gone.id, { agencyId: agency, kelurahan }))
    expect([await sees(own.id, null), await sees(null, '35.74.02.1001'), await sees(null, null)]).toEqual([
      ...[true, true, true],
    ])
    expect([await sees('another', null), await sees(own.id, '35.74.01.1001')]).toEqual([false, false])
    const decided = { decision: 'different' as const, decidedAt: NOW, decidedBy: 'rina' }
    await run((db) => setDecision(db, { id: kept.id, decidedAt: null }, decided))
    await run((db) => dropImport(db, importId))
    expect(await run((db) => openDoubts(db, scope, 10))).toEqual([])
    expect((await run((db) => decidedDoubts(db, scope, 10))).map(({ id }) => id)).toEqual([kept.id])
    expect(await run((db) => isDoubtOf(db, gone.id, CITY))).toBe(false)
  })

  it('a row that was taken in keeps when, and what it changed', async () => {
    const { raised, importId } = await file()
    const one = raised(2)
    await run((db) => raiseDoubts(db, [one]))
    const mark = async () => (await run((db) => rowsOfDoubts(db, [one.id])))[0]!.mark
    await run((db) => markTakenIn(db, { importId, line: 2 }, { takenInAt: NOW, beforeSealed: 'x' }))
    expect(await mark()).toMatchObject({ takenInAt: NOW, beforeSealed: 'x' })
    await run((db) => markTakenIn(db, { importId, line: 2 }, { takenInAt: null, beforeSealed: null }))
    expect(await mark()).toMatchObject({ takenInAt: null, beforeSealed: null })
  })

  it('a merge stands among its entries until it is undone, once', async () => {
    const [a, b, c] = [fresh('w'), fresh('w'), fresh('w')]
    const merge = (workerId: string, intoId: string, at: Date) => ({
      ...{ id: fresh('merge'), workerId, intoId, doubtId: fresh('d'), moved: {}, at, by: 'rina' },
    })
    const [second, first] = [merge(c, b, later(1)), merge(b, a, NOW)]
    for (const one of [second, first]) await run((db) => addMerge(db, one))
    expect((await run((db) => mergesAmong(db, [a, b, c]))).map(({ id }) => id)).toEqual([first.id, second.id])
    await run((db) => keepMoved(db, first.id, { claims: ['x'] }))
    expect(await run((db) => mergeById(db, first.id))).toMatchObject({ moved: { claims: ['x'] } })
    expect(await run((db) => endMerge(db, first.id, later(2), 'budi'))).toBe(true)
    expect(await run((db) => endMerge(db, first.id, later(3), 'rina'))).toBe(false)
    expect((await run((db) => mergesAmong(db, [a, b]))).map(({ id }) => id)).toEqual([second.id])
    expect(await run((db) => mergeOfDoubt(db, first.doubtId))).toBeUndefined()
    expect(await run((db) => mergeOfDoubt(db, second.doubtId))).toMatchObject({ id: second.id })
  })

  it('a worker’s history is told newest first', async () => {
    const workerId = fresh('w')
    for (const [n, kind] of (['listed', 'merged', 'separated'] as const).entries())
      await run((db) => appendChange(db, { id: fresh('change'), workerId, at: later(n), actor: 'rina', kind }))
    expect((await run((db) => changesOf(db, workerId, 2))).map(({ kind }) => kind)).toEqual(['separated', 'merged'])
  })

  it('entries point to their person, and enrolments and news follow those whom the lists named', async () => {
    const { own, known } = await file()
    const entry = worker()
    await put(database, 'workers', entry)
    const listed = enrolment({ workerId: entry.id, agencyId: own.id })
    await put(database, 'enrolments', listed)
    await put(database, 'notices', { enrolmentId: listed.id, workerId: entry.id, route: 'visit', decidedAt: NOW })
    await run((db) => pointTo(db, [entry.id], known.id, NOW))
    await run((db) => claimEnrolments(db, entry.id, known.id))
    const whose = async () => [
      (await all(database, 'enrolments')).find(({ id }) => id === listed.id)!.workerId,
      (await all(database, 'notices')).find(({ enrolmentId }) => enrolmentId === listed.id)!.workerId,
    ]
    expect(await whose()).toEqual([known.id, known.id])
    expect((await run((db) => personsById(db, [entry.id, known.id]))).map(({ id }) => id)).toEqual([known.id])
    expect(new Set((await run((db) => entriesOfPersons(db, [known.id]))).map(({ id }) => id))).toEqual(
      new Set([known.id, entry.id]),
    )
    await run((db) => pointTo(db, [entry.id], null, NOW))
    await run((db) => claimEnrolments(db, entry.id, entry.id))
    expect(await whose()).toEqual([entry.id, entry.id])
  })

  it('what belongs to a worker moves where nothing bars it, and exactly that moves back', async () => {
    const { own } = await file()
    const [from, to] = [worker(), worker()]
    const [free, shared, since] = [contact(), contact(), contact()]
    const sent = campaign({ agencyId: own.id })
    await put(database, 'workers', from, to)
    await put(database, 'contacts', free, shared, since)
    await put(database, 'campaigns', sent)
    const link = (contactId: string, workerId: string, provenAt = NOW) => ({
      ...{ contactId, workerId, proof: 'code' as const, provenAt, provenBy: 'chat' },
    })
    await put(database, 'contactWorkers', link(free.id, from.id), link(shared.id, from.id), link(shared.id, to.id))
    const reached = (workerId: string, occasion: string) => ({
      ...{ workerId, kind: 'delivered' as const, occasion, agencyId: own.id, channel: 'simulated', day: '2026-11-24' },
      at: NOW,
    })
    await put(
      database,
      'reach',
      reached(from.id, 'campaign:a'),
      reached(from.id, 'campaign:b'),
      reached(to.id, 'campaign:b'),
    )
    await put(database, 'campaignRecipients', { campaignId: sent.id, workerId: from.id, frozenAt: NOW })
    await put(database, 'visits', { workerId: from.id, agencyId: own.id, reason: 'noPhone', listedAt: NOW })
    const slip = (id: string, workerId: string, usedAt: Date | null) => ({
      ...{ id, workerId, codeSealed: 'x', codeHash: id, issuedAt: NOW, usedAt },
    })
    const [stays, used, standing] = [fresh('slip'), fresh('slip'), fresh('slip')]
    await put(database, 'slips', slip(stays, from.id, null), slip(used, from.id, NOW), slip(standing, to.id, null))
    const moved = await run((db) => moveAll(db, from.id, to.id))
    expect(moved).toEqual({
      ...{ contactWorkers: [free.id], reach: ['delivered campaign:a'], visits: [from.id], slips: [used] },
      campaignRecipients: [sent.id],
    })
    await put(database, 'contactWorkers', link(since.id, to.id, later(500)))
    await run((db) => moveBack(db, moved, to.id, from.id))
    expect(new Set(await run((db) => linksOf(db, from.id)))).toEqual(new Set([free.id, shared.id]))
    expect(await run((db) => dropLinksSince(db, to.id, later(500)))).toEqual([since.id])
    expect(await run((db) => linksOf(db, to.id))).toEqual([shared.id])
    expect((await all(database, 'visits')).filter(({ workerId }) => workerId === to.id)).toEqual([])
  })

  it('news since a moment finds its way anew, and what has not left is taken back', async () => {
    const { own, known } = await file()
    const chat = contact()
    await put(database, 'contacts', chat)
    const to = { contactId: chat.id, channel: 'simulated', priority: 5, attempts: 0 }
    const [waiting, left, sent] = [
      message({ ...to, cause: 'notice' }),
      message({ ...to, cause: 'notice', sentAt: NOW }),
      message({ ...to, cause: 'campaign' }),
    ]
    await put(database, 'outbox', waiting as never, left as never, sent as never)
    const entries = ['2026-01-01', '2026-02-01', '2026-03-01'].map((startsOn) =>
      enrolment({ workerId: known.id, agencyId: own.id, startsOn }),
    )
    await put(database, 'enrolments', ...entries)
    const beside = fresh('enrolment')
    const notice = (enrolmentId: string, decidedAt: Date, outboxId: string | null) => ({
      ...{ enrolmentId, workerId: known.id, route: outboxId ? ('message' as const) : ('visit' as const), decidedAt },
      outboxId,
    })
    await put(
      database,
      'notices',
      ...[notice(entries[0]!.id, NOW, left.id), notice(entries[1]!.id, later(1000), waiting.id)],
      ...[notice(beside, NOW, waiting.id), notice(entries[2]!.id, later(1000), null)],
    )
    await put(database, 'visits', { workerId: known.id, agencyId: own.id, reason: 'noPhone', listedAt: later(1000) })
    const visits = async () => (await all(database, 'visits')).filter(({ workerId }) => workerId === known.id)
    const routed = async () =>
      (await all(database, 'notices')).filter(({ workerId }) => workerId === known.id).map((one) => one.enrolmentId)
    await run((db) => unlistNeedless(db, known.id, NOW))
    expect(await visits()).toHaveLength(1)
    await run((db) => visitAnew(db, known.id, later(1000)))
    expect(await routed()).not.toContain(entries[2]!.id)
    await run((db) => unlistNeedless(db, known.id, NOW))
    expect(await visits()).toEqual([])
    await run((db) => routeAnew(db, known.id, later(1000), later(2000)))
    expect(await routed()).toEqual([entries[0]!.id])
    await run((db) => takeBackCampaigns(db, [chat.id], later(2000)))
    const outbox = (await all(database, 'outbox')).filter(({ contactId }) => contactId === chat.id)
    expect(Object.fromEntries(outbox.map(({ id, cancelledAt, failure }) => [id, cancelledAt && failure]))).toEqual({
      ...{ [waiting.id]: 'separated', [left.id]: null, [sent.id]: 'paused' },
    })
  })
})
