import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { appendChange } from '../../src/store/changes.ts'
import {
  contributionsOfEnrolments,
  enrolmentsByNumbers,
  enrolmentsNaming,
  enrolmentsWithoutHash,
  enterContribution,
  firstSpoken,
  setMemberNumberHash,
  unpaidByMonth,
} from '../../src/store/contributions.ts'
import { markApplied, openImport, tellProgress } from '../../src/store/imports.ts'
import type { NewRow } from '../../src/store/schema.ts'
import type { Database } from '../../src/store/work.ts'
import { enrolmentsOf } from '../../src/store/workers.ts'
import { engines } from '../support/databases.ts'
import { agency, all, enrolment, fresh, later, NOW, put, worker } from './rows.ts'

describe.each(['sqlite', 'postgres'] as const)('on %s', (engine) => {
  let database: Database
  beforeAll(async () => {
    database = await engines[engine]()
  })
  afterAll(() => database.close())

  let own: NewRow<'agencies'>
  let siti: NewRow<'workers'>
  let entry: NewRow<'enrolments'>
  beforeEach(async () => {
    own = agency()
    siti = worker()
    entry = enrolment({ workerId: siti.id, agencyId: own.id, memberNumberHash: fresh('number') })
    await put(database, 'agencies', own)
    await put(database, 'workers', siti)
    await put(database, 'enrolments', entry)
  })

  const said = (month: string, over: Partial<NewRow<'contributions'>> = {}): NewRow<'contributions'> => ({
    ...{ enrolmentId: entry.id, month, amount: 16_800, status: 'paid', agencyId: own.id, asOf: '2026-11-24' },
    ...{ importId: 'import', line: 2, updatedAt: NOW, ...over },
  })
  const enter = (row: NewRow<'contributions'>) => database.run((db) => enterContribution(db, row))
  const idsOf = (entries: { id: string }[]) => entries.map(({ id }) => id)

  it('an entry is found by its number on the agency’s own list alone', async () => {
    const find = (agencyId: string, ...numbers: string[]) =>
      database.run((db) => enrolmentsByNumbers(db, agencyId, numbers))
    expect(idsOf(await find(own.id, entry.memberNumberHash!, 'other'))).toEqual([entry.id])
    expect(await find('somebody else', entry.memberNumberHash!)).toEqual([])
    expect(await find(own.id)).toEqual([])
  })

  it('an entry is found by the worker whom the list named and by the one who stands for both since a merge', async () => {
    const person = worker()
    await put(database, 'workers', person)
    const moved = enrolment({ workerId: person.id, listedAs: siti.id, agencyId: own.id, startsOn: '2025-01-01' })
    await put(database, 'enrolments', moved)
    const find = async (id: string) => idsOf(await database.run((db) => enrolmentsNaming(db, own.id, [id]))).sort()
    expect(await find(siti.id)).toEqual([entry.id, moved.id].sort())
    expect(await find(person.id)).toEqual([moved.id])
    expect(await database.run((db) => enrolmentsNaming(db, own.id, []))).toEqual([])
  })

  it('a month is held once: what is entered later takes its place', async () => {
    await enter(said('2026-10', { status: 'unpaid', amount: 0 }))
    await enter(said('2026-10', { importId: 'next', line: 7, updatedAt: later(1) }))
    await enter(said('2026-11'))
    const held = await database.run((db) => contributionsOfEnrolments(db, [entry.id]))
    expect(held.toSorted((a, b) => (a.month < b.month ? -1 : 1))).toEqual([
      said('2026-10', { importId: 'next', line: 7, updatedAt: later(1) }),
      said('2026-11'),
    ])
    expect(await database.run((db) => contributionsOfEnrolments(db, []))).toEqual([])
  })

  it('an answer gets the months with the entry, oldest first, and none where no file has spoken', async () => {
    const entries = () => database.run((db) => enrolmentsOf(db, [siti.id]))
    expect(await entries()).toMatchObject([{ id: entry.id }])
    expect((await entries())[0]).not.toHaveProperty('months')
    await enter(said('2026-11', { status: 'unpaid' }))
    await enter(said('2026-10'))
    expect((await entries())[0]!.months).toEqual([
      { month: '2026-10', status: 'paid', asOf: '2026-11-24' },
      { month: '2026-11', status: 'unpaid', asOf: '2026-11-24' },
    ])
    const many = [siti.id, ...Array.from({ length: 9 }, (_, n) => `nobody ${n}`)]
    expect(await database.run((db) => enrolmentsOf(db, many))).toEqual(await entries())
  })

  it('the unpaid are counted by month, but for those whom a younger list has as paid', async () => {
    const paid = enrolment({ workerId: siti.id, agencyId: own.id, startsOn: '2025-01-01', paidThrough: '2026-10-15' })
    await put(database, 'enrolments', { ...paid, asOf: '2026-11-25' })
    await enter(said('2026-09'))
    await enter(said('2026-10', { status: 'unpaid' }))
    await enter(said('2026-11', { status: 'unpaid' }))
    await enter(said('2026-10', { status: 'unpaid', enrolmentId: paid.id }))
    await enter(said('2026-11', { status: 'unpaid', enrolmentId: paid.id }))
    expect(await database.run((db) => unpaidByMonth(db, own.id))).toEqual([
      { month: '2026-10', enrolments: 1 },
      { month: '2026-11', enrolments: 2 },
    ])
    expect(await database.run((db) => unpaidByMonth(db, 'somebody else'))).toEqual([])
  })

  it('entries from before numbers were hashed are found in order, until they are', async () => {
    const old = ['2024-01-01', '2023-01-01'].map((startsOn) =>
      enrolment({ workerId: siti.id, agencyId: own.id, startsOn, memberNumberSealed: 'sealed' }),
    )
    for (const one of old) await put(database, 'enrolments', one)
    const left = (after: string, limit = 10) => database.run((db) => enrolmentsWithoutHash(db, own.id, after, limit))
    expect(idsOf(await left(''))).toEqual(idsOf(old))
    expect(idsOf(await left(old[0]!.id))).toEqual([old[1]!.id])
    expect(await left('', 1)).toHaveLength(1)
    await database.run((db) => setMemberNumberHash(db, old[0]!.id, 'hash'))
    expect(idsOf(await left(''))).toEqual([old[1]!.id])
  })

  it('a file keeps the day on which it was first taken in', async () => {
    const fileHash = fresh('file')
    const open = async (asOf: string, appliedAt: Date | null, kind: 'roster' | 'contributions' = 'contributions') => {
      const id = fresh('import')
      const file = { id, agencyId: own.id, kind, fileName: 'iuran.csv', fileHash, options: { asOf }, counts: {} }
      await database.run((db) => openImport(db, { ...file, startedAt: NOW, startedBy: 'test' }))
      if (appliedAt) await database.run((db) => markApplied(db, id, appliedAt))
      return id
    }
    const day = () => database.run((db) => firstSpoken(db, own.id, fileHash))
    await open('2026-11-01', null)
    await open('2026-11-02', NOW, 'roster')
    expect(await day()).toBeUndefined()
    await open('2026-11-04', later(2))
    const id = await open('2026-11-03', later(1))
    expect(await day()).toBe('2026-11-03')
    await database.run((db) => tellProgress(db, id, { phase: 'applying', rows: 3, of: 5 }))
    expect((await all(database, 'imports')).find((one) => one.id === id)!.progress).toEqual({
      ...{ phase: 'applying', rows: 3, of: 5 },
    })
  })

  it('a change is taken down with file and line', async () => {
    const change = { id: fresh('change'), workerId: siti.id, at: NOW, actor: 'test', importId: 'i', line: 3 }
    await database.run((db) => appendChange(db, { ...change, kind: 'contribution', changeSealed: 'sealed' }))
    expect((await all(database, 'changes')).find(({ id }) => id === change.id)).toMatchObject(change)
  })
})
