import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Officer } from '../../src/domain/officer.ts'
import type { Change } from '../../src/domain/roster/change.ts'
import { findWorkers, workerCard } from '../../src/services/worker-card.ts'
import { exec } from '../../src/store/work.ts'
import { enrol, listOf } from '../store/registered.ts'
import { all, put } from '../store/rows.ts'
import { engines } from '../support/databases.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

const PILANG = '35.74.01.1009'
const officer = (over: Partial<Officer>): Officer => ({
  ...{ id: 'o', username: 'rina', name: 'Rina', role: 'clerk', agencyId: 'agency-DINKES', kelurahan: null },
  ...over,
})
const RINA = officer({})
const COORDINATOR = officer({ role: 'coordinator', agencyId: null })

describe.each(['sqlite', 'postgres'] as const)('a worker’s card on %s', (engine) => {
  let world: TestWorld
  let code: string
  let entryCode: string
  beforeAll(async () => {
    world = await testWorld({ database: await engines[engine]() })
    const { database, vault, clock } = world
    const [dinkes, kesra] = [await listOf(world, 'DINKES'), await listOf(world, 'KESRA')]
    for (const [id, agencyId] of [
      ['i1', dinkes],
      ['i2', kesra],
    ] as const) {
      await put(database, 'imports', {
        ...{ id, agencyId, fileName: `${id}.csv`, fileHash: id, options: {}, counts: {} },
        ...{ startedAt: clock.now(), startedBy: 'operator' },
      })
    }
    const last = await enrol(world, {
      agencyId: dinkes,
      name: 'Siti Aminah',
      startsOn: '2025-01-01',
      endsOn: '2025-10-31',
      paidThrough: '2025-10-31',
    })
    const own = await enrol(world, { agencyId: dinkes, workerId: last.workerId })
    const entry = await enrol(world, { agencyId: kesra, name: 'St. Aminah', startsOn: '2026-10-01' })
    await enrol(world, { agencyId: dinkes, name: 'Siti Maimunah', kelurahan: PILANG })
    await enrol(world, { agencyId: kesra, name: 'Budi Santoso' })
    await database.run(function* (db) {
      const { workers, enrolments } = db.t
      yield* exec(db.update(workers).set({ mergedInto: last.workerId }).where(eq(workers.id, entry.workerId)))
      yield* exec(db.update(enrolments).set({ workerId: last.workerId }).where(eq(enrolments.workerId, entry.workerId)))
      const source = { importId: 'i1', line: 7, basis: 'Perwali 80/2024' }
      yield* exec(db.update(enrolments).set(source).where(eq(enrolments.id, own.enrolmentId)))
    })
    const paid = { enrolmentId: own.enrolmentId, amount: 16_800, agencyId: dinkes, asOf: '2026-11-20', importId: 'i3' }
    await put(
      database,
      'contributions',
      { ...paid, month: '2026-01', status: 'paid', line: 2, updatedAt: clock.now() },
      { ...paid, month: '2026-02', status: 'unpaid', line: 3, updatedAt: clock.now() },
    )
    let at = 0
    const change = (over: object, change?: Change) =>
      put(database, 'changes', {
        ...{
          id: `c${++at}`,
          workerId: last.workerId,
          at: new Date(clock.now().getTime() + at * 1000),
          actor: 'operator',
        },
        ...{ kind: 'person', changeSealed: change ? vault.seal('changes.change', JSON.stringify(change)) : null },
        ...over,
      })
    await change({ kind: 'listed', importId: 'i1', line: 7 })
    await change(
      { importId: 'i1', line: 7, actor: 'officer:gone' },
      { name: { from: 'Siti Amina', to: 'Siti Aminah' }, phone: { from: '6281000009001', to: null } },
    )
    await change({ kind: 'enrolment', importId: 'i2', line: 3 }, { endsOn: { from: null, to: '2026-12-31' } })
    await change({ importId: 'i2', line: 3, workerId: entry.workerId }, { name: { from: 'A', to: 'B' } })
    const workers = await all(database, 'workers')
    code = workers.find(({ id }) => id === last.workerId)!.code
    entryCode = workers.find(({ id }) => id === entry.workerId)!.code
  })
  afterAll(() => world.database.close())

  it('tells who it is, and which entries were found to be the same person, by any of the codes', async () => {
    const card = await workerCard(world, code)
    expect(card).toMatchObject({ code, name: 'Siti Aminah', bornOn: '1970-08-17', merged: [entryCode] })
    for (const typed of [entryCode, entryCode.toLowerCase(), String(Number(code.slice(1)))])
      expect((await workerCard(world, typed)).code).toBe(code)
  })

  it('tells each entry with programmes, payer, basis, payment, file and line', async () => {
    const { entries } = await workerCard(world, code, RINA)
    expect(entries[1]).toEqual({
      ...{ agency: 'Dinas DINKES', startsOn: '2026-01-01', endsOn: '2026-12-31' },
      own: {
        ...{ agencyCode: 'DINKES', programmes: ['jkk', 'jkm'], funding: 'apbd', basis: 'Perwali 80/2024' },
        ...{ segment: 'nelayan', occupation: null, paidThrough: '2026-11-30', asOf: '2026-11-20' },
        ...{ monthsPaid: 1, monthsUnpaid: ['2026-02'], file: 'i1.csv', line: 7 },
      },
    })
  })

  it('of another agency’s list tells the name and the period alone', async () => {
    const { entries } = await workerCard(world, code, RINA)
    expect(entries[0]).toEqual({ agency: 'Dinas KESRA', startsOn: '2026-10-01', endsOn: '2026-12-31' })
    expect((await workerCard(world, code, COORDINATOR)).entries[0]!.own).toMatchObject({ agencyCode: 'KESRA' })
  })

  it('tells what was renewed and what lapsed, how long cover has lasted, and what is paid twice', async () => {
    const { lists, counts, overlaps } = await workerCard(world, code, RINA)
    const dinkes = lists.find(({ agency }) => agency === 'Dinas DINKES')!
    expect(dinkes.chapters.map(({ follows, gapDays, standing }) => [follows, gapDays, standing])).toEqual([
      ['first', 0, 'ended'],
      ['lapse', 61, 'endsSoon'],
    ])
    expect(counts).toMatchObject({ inARow: 1, inAll: 12, waiting: 'unclear', scholarship: 'no', doubts: ['gap'] })
    const words = counts.words.map((text) => world.words.say('id', text))
    expect(words).toEqual([
      '1 bulan penuh berturut-turut, dari 1 Oktober 2026 sampai 24 November 2026.',
      'Bersama masa sebelum jeda: 12 bulan dalam 3 masa.',
      expect.stringMatching(/^Belum pasti cukup untuk santunan kematian penuh: .*belum kami temukan aturannya/s),
      expect.stringMatching(/^Belum 3 tahun iuran/),
    ])
    expect(overlaps).toMatchObject([{ kind: 'agencies', months: ['2026-10', '2026-11'], rupiah: 33_600 }])
  })

  it('tells its history, newest first, with whose file and line, and no number of a person', async () => {
    const { history } = await workerCard(world, code)
    expect(history.map(({ kind, file, line, code }) => [kind, file, line, code])).toEqual([
      ['person', 'i2.csv', 3, entryCode],
      ['enrolment', 'i2.csv', 3, code],
      ['person', 'i1.csv', 7, code],
      ['listed', 'i1.csv', 7, code],
    ])
    expect(history[2]!.fields).toEqual([{ field: 'name', from: 'Siti Amina', to: 'Siti Aminah' }, { field: 'phone' }])
  })

  it('names no other agency’s file, and nothing that it changed in its own list', async () => {
    const { history } = await workerCard(world, code, RINA)
    expect(history.map(({ kind, file, fields }) => [kind, file, fields.length])).toEqual([
      ['person', null, 1],
      ['person', 'i1.csv', 2],
      ['listed', 'i1.csv', 0],
    ])
    expect(history[0]!.fields).toEqual([{ field: 'name' }])
  })

  it('is there for those alone whose affair it is, and each look stands in the audit', async () => {
    for (const reader of [
      officer({ agencyId: 'agency-X' }),
      officer({ kelurahan: PILANG }),
      officer({ role: 'admin' }),
    ])
      await expect(workerCard(world, code, reader)).rejects.toMatchObject({ code: 'operation.noWorker' })
    for (const typed of ['P9999999', 'Siti', ''])
      await expect(workerCard(world, typed, RINA)).rejects.toMatchObject({ code: 'operation.noWorker' })
    await workerCard(world, code, officer({ id: 'looker' }))
    expect(await all(world.database, 'audit')).toContainEqual(
      expect.objectContaining({ action: 'worker.read', actor: 'officer:looker' }),
    )
  })

  it.each([
    ['siti', ['Siti Aminah', 'Siti Maimunah']],
    ['St. Aminah', ['Siti Aminah']],
    ['aminah', ['Siti Aminah']],
    ['sit mai', ['Siti Maimunah']],
    ['budi', []],
    ['%', []],
    ['', []],
  ])('is found by %j within the officer’s agency', async (typed, names) => {
    expect((await findWorkers(world, typed, RINA)).map(({ name }) => name)).toEqual(names)
  })

  it('is found within the officer’s kelurahan, or anywhere by those who see the city', async () => {
    const found = async (reader: Officer, typed: string) =>
      (await findWorkers(world, typed, reader)).map(({ name, kelurahan }) => [name, kelurahan])
    expect(await found(officer({ kelurahan: PILANG }), 'siti')).toEqual([['Siti Maimunah', 'Pilang']])
    expect((await found(COORDINATOR, 'budi'))[0]![0]).toBe('Budi Santoso')
    await expect(findWorkers(world, 'siti', officer({ role: 'auditor' }))).rejects.toMatchObject({
      code: 'operation.notYours',
    })
  })
})
