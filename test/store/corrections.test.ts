import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Day } from '../../src/domain/clock.ts'
import {
  askedAt,
  closeCorrection,
  correctionById,
  correctionsOf,
  countOpenCorrections,
  listedEntries,
  openCorrection,
  openCorrectionOn,
  openCorrections,
  rewriteWish,
  type Scope,
} from '../../src/store/corrections.ts'
import type { NewRow } from '../../src/store/schema.ts'
import type { Database } from '../../src/store/work.ts'
import { engines } from '../support/databases.ts'
import { agency, enrolment, fresh, later, NOW, put, worker } from './rows.ts'

const EVERYTHING: Scope = { agencyId: null, kelurahan: null }
const CLOSING = { outcome: 'mended', answerSealed: 'sealed answer', closedAt: later(5), closedBy: 'officer' } as const

describe.each(['sqlite', 'postgres'] as const)('on %s', (engine) => {
  let database: Database
  beforeAll(async () => {
    database = await engines[engine]()
  })
  afterAll(() => database.close())

  async function asked(row: Partial<NewRow<'corrections'>> & { kelurahan?: string } = {}) {
    const { kelurahan = '35.74.01.1001', ...given } = row
    const [list, person] = [agency(), worker({ kelurahan })]
    await put(database, 'agencies', list)
    await put(database, 'workers', person)
    const { agencyId = list.id, workerId = person.id } = given
    const correction: NewRow<'corrections'> = {
      ...{ id: fresh('correction'), contactId: fresh('contact'), field: 'name', wishSealed: 'sealed wish' },
      ...{ openedAt: NOW, dueAt: later(72), ...given, workerId, agencyId },
    }
    await database.run((db) => openCorrection(db, correction))
    return correction
  }
  const idsIn = async (scope: Scope) =>
    (await database.run((db) => openCorrections(db, scope, 1000))).map(({ correction }) => correction.id)

  it('is found open on its field of its entry, and on no other', async () => {
    const { id, workerId, agencyId } = await asked()
    const found = (about: object) =>
      database.run((db) => openCorrectionOn(db, { workerId, agencyId, field: 'name', ...about }))
    expect((await found({}))?.id).toBe(id)
    expect(await found({ field: 'phone' })).toBeUndefined()
    expect(await found({ agencyId: fresh('agency') })).toBeUndefined()
    expect(await found({ workerId: fresh('worker') })).toBeUndefined()
  })

  it('is listed to its own agency and kelurahan, whichever is due first, and to those who see everything', async () => {
    const late = await asked({ dueAt: later(10), kelurahan: '35.74.02.1001' })
    const { agencyId } = late
    const soon = await asked({ agencyId, dueAt: later(5) })
    const other = await asked()
    expect(await idsIn({ agencyId, kelurahan: null })).toEqual([soon.id, late.id])
    expect(await idsIn({ agencyId, kelurahan: '35.74.02.1001' })).toEqual([late.id])
    expect(await idsIn(EVERYTHING)).toEqual(expect.arrayContaining([soon.id, late.id, other.id]))
    expect(await database.run((db) => countOpenCorrections(db, { agencyId, kelurahan: null }))).toBe(2)
  })

  it('is not there for another agency or kelurahan', async () => {
    const { id, agencyId } = await asked()
    const seen = async (scope: Scope) =>
      (await database.run((db) => correctionById(db, id, scope)))?.correction.id === id
    expect(await seen({ agencyId, kelurahan: null })).toBe(true)
    expect(await seen(EVERYTHING)).toBe(true)
    expect(await seen({ agencyId: fresh('agency'), kelurahan: null })).toBe(false)
    expect(await seen({ agencyId, kelurahan: '35.74.02.1001' })).toBe(false)
  })

  it('takes another wish only in the place of the one that was seen', async () => {
    const seen = await asked()
    const rewrite = (wish: string) => database.run((db) => rewriteWish(db, seen, wish))
    expect([await rewrite('two'), await rewrite('three')]).toEqual([true, false])
  })

  it('is closed once, on the wish that was read, and is listed no more', async () => {
    const { id, agencyId } = await asked({ wishSealed: 'one' })
    const close = (wishSealed: string) => database.run((db) => closeCorrection(db, { id, wishSealed }, CLOSING))
    expect([await close('before'), await close('one'), await close('one')]).toEqual([false, true, false])
    expect(await database.run((db) => rewriteWish(db, { id, wishSealed: 'one' }, 'two'))).toBe(false)
    expect(await idsIn({ agencyId, kelurahan: null })).toEqual([])
    const known = await database.run((db) => correctionById(db, id, EVERYTHING))
    expect(known?.correction).toMatchObject(CLOSING)
  })

  it('is told to its worker while it is open and for a time after', async () => {
    const open = await asked({ openedAt: later(1) })
    const { workerId } = open
    const closed = await asked({ workerId, field: 'phone' })
    await database.run((db) => closeCorrection(db, { id: closed.id, wishSealed: closed.wishSealed }, CLOSING))
    const since = async (at: Date) =>
      (await database.run((db) => correctionsOf(db, [workerId], at))).map(({ correction }) => correction.id)
    expect(await since(later(5))).toEqual([open.id, closed.id])
    expect(await since(later(6))).toEqual([open.id])
    expect(await database.run((db) => correctionsOf(db, [], NOW))).toEqual([])
  })

  it('tells when it was asked for', async () => {
    const { id } = await asked({ openedAt: later(7) })
    expect(await database.run((db) => askedAt(db, [id, fresh('none')]))).toEqual(new Map([[id, later(7)]]))
    expect(await database.run((db) => askedAt(db, []))).toEqual(new Map())
  })

  it('is about what that agency lists of the person, under whichever worker the list named', async () => {
    const person = worker()
    const entry = worker({ name: 'St. Aminah', mergedInto: person.id })
    await put(database, 'workers', person, entry)
    const [own, other] = [agency(), agency()]
    await put(database, 'agencies', own, other)
    const enrol = (row: { agencyId: string; listedAs: string; startsOn?: Day }) =>
      put(database, 'enrolments', enrolment({ workerId: person.id, ...row }))
    await enrol({ agencyId: own.id, listedAs: entry.id })
    await enrol({ agencyId: own.id, listedAs: entry.id, startsOn: '2025-01-01' })
    await enrol({ agencyId: other.id, listedAs: person.id })
    const entries = await database.run((db) => listedEntries(db, person.id, own.id))
    expect(entries.map(({ entry, listed }) => [entry.startsOn, listed.name])).toEqual([
      ['2026-01-01', 'St. Aminah'],
      ['2025-01-01', 'St. Aminah'],
    ])
  })
})
