import { beforeEach, describe, expect, it } from 'vitest'
import type { RosterRow } from '../../../src/domain/roster/row.ts'
import { routeNotices } from '../../../src/services/notices.ts'
import { decideDoubt, reviseDecision, undoDecision } from '../../../src/services/register/decide.ts'
import { keepTurn } from '../../../src/services/rosters/turn.ts'
import { setMemberNumberHash } from '../../../src/store/contributions.ts'
import { decidedPairs } from '../../../src/store/doubts.ts'
import { chatOf, enrol, listOf, type OnList } from '../../store/registered.ts'
import { all } from '../../store/rows.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'
import { type Doubting, doubting, NIK, OTHER_NIK, officer } from './doubting.ts'

let world: TestWorld
let own: string
let other: string
beforeEach(async () => {
  world = await testWorld()
  own = await listOf(world, 'DKPPP')
  other = await listOf(world, 'KESRA')
})

const by = officer()
const workers = () => all(world.database, 'workers')
const audit = async () => (await all(world.database, 'audit')).map(({ action }) => action)
const known = async (on: Partial<OnList> = {}) => (await enrol(world, { agencyId: other, ...on })).workerId
const doubt = (workerId: string, more: Partial<Doubting> = {}) =>
  doubting(world, { agencyId: own, workerId, nik: NIK, ...more })

/** Each enrolment: of which agency, named as whom, whose it is. */
const enrolments = async () =>
  (await all(world.database, 'enrolments'))
    .map(({ listedAs, workerId, agencyId }) => [agencyId, listedAs, workerId])
    .sort()

async function entryBeside(...workerIds: string[]) {
  return (await workers()).find(({ id }) => !workerIds.includes(id))!
}

describe('two entries that an officer finds to be one person', () => {
  it('are one from then on: the row stands under its own NIK, and the enrolment is the person’s', async () => {
    const workerId = await known()
    const { doubtId, importId } = await doubt(workerId)
    await decideDoubt(world, { doubtId, decision: 'same', by })
    const entry = await entryBeside(workerId)
    expect(entry).toMatchObject({ mergedInto: workerId, name: 'Siti Amina' })
    expect(world.vault.open('workers.nik', entry.nikSealed)).toBe(NIK)
    expect(await enrolments()).toEqual([
      [own, entry.id, workerId],
      [other, workerId, workerId],
    ])
    expect(await all(world.database, 'doubts')).toMatchObject([
      { decision: 'same', decidedBy: by.id, entryId: entry.id },
    ])
    expect(await audit()).toEqual(expect.arrayContaining(['worker.merged', 'doubt.decided']))
    const changes = (await all(world.database, 'changes')).filter(({ kind }) => kind === 'merged')
    expect(new Set(changes.map((change) => change.workerId))).toEqual(new Set([entry.id, workerId]))
    expect(changes).toMatchObject([{ importId, line: 2, actor: `officer:${by.id}` }, { importId }])
  })

  it('are two again once the decision is taken back, and the doubt is open', async () => {
    const workerId = await known()
    const { doubtId, pairHash } = await doubt(workerId)
    await decideDoubt(world, { doubtId, decision: 'same', by })
    const decided = () => world.database.run((db) => decidedPairs(db, [pairHash]))
    expect([...(await decided())]).toEqual([[pairHash, 'same']])
    await undoDecision(world, { doubtId, by })
    const entry = await entryBeside(workerId)
    expect(entry.mergedInto).toBeNull()
    expect(await enrolments()).toContainEqual([own, entry.id, entry.id])
    expect(await all(world.database, 'doubts')).toMatchObject([{ decision: null, decidedAt: null }])
    expect((await decided()).size).toBe(0)
    expect(await audit()).toEqual(expect.arrayContaining(['worker.separated', 'doubt.reopened']))
    expect(await all(world.database, 'merges')).toMatchObject([{ undoneBy: by.id }])
  })

  it('are decided once: whoever comes second is told so', async () => {
    const { doubtId } = await doubt(await known())
    await decideDoubt(world, { doubtId, decision: 'different', by })
    await expect(decideDoubt(world, { doubtId, decision: 'same', by })).rejects.toMatchObject({
      code: 'doubts.isDecided',
    })
    await expect(reviseDecision(world, { doubtId, decision: 'different', by })).rejects.toMatchObject({
      code: 'doubts.isDecided',
    })
  })

  it('bring in every row that waits for the decision, whichever agency’s', async () => {
    const workerId = await known()
    const { doubtId } = await doubt(workerId)
    world.clock.pass(1000)
    const later = await doubt(workerId, { agencyId: other, row: { startsOn: '2027-01-01', endsOn: '2027-12-31' } })
    expect(later.doubtId).not.toBe(doubtId)
    expect(await all(world.database, 'doubts')).toHaveLength(1)
    await decideDoubt(world, { doubtId, decision: 'same', by })
    const entry = await entryBeside(workerId)
    expect(await enrolments()).toEqual([
      [own, entry.id, workerId],
      ...[
        [other, entry.id, workerId],
        [other, workerId, workerId],
      ].sort(),
    ])
  })
})

describe('two entries that are different people', () => {
  it('stay two: the row becomes a worker of its own', async () => {
    const workerId = await known()
    const { doubtId } = await doubt(workerId)
    await decideDoubt(world, { doubtId, decision: 'different', by })
    const entry = await entryBeside(workerId)
    expect(entry.mergedInto).toBeNull()
    expect(await enrolments()).toContainEqual([own, entry.id, entry.id])
  })

  it('are merged when the officer thinks again, and parted when they think again once more', async () => {
    const workerId = await known()
    const { doubtId } = await doubt(workerId)
    await decideDoubt(world, { doubtId, decision: 'different', by })
    await reviseDecision(world, { doubtId, decision: 'same', by })
    const entry = await entryBeside(workerId)
    expect(entry.mergedInto).toBe(workerId)
    await reviseDecision(world, { doubtId, decision: 'different', by })
    expect((await entryBeside(workerId)).mergedInto).toBeNull()
    expect(await workers()).toHaveLength(2)
    expect(await enrolments()).toHaveLength(2)
  })
})

describe('decisions that touch three entries', () => {
  async function three() {
    const a = await known({ name: 'Siti Aminah' })
    const first = await doubt(a)
    await decideDoubt(world, { doubtId: first.doubtId, decision: 'same', by })
    const b = (await entryBeside(a)).id
    world.clock.pass(1000)
    const second = await doubt(b, { nik: OTHER_NIK })
    await decideDoubt(world, { doubtId: second.doubtId, decision: 'same', by })
    const c = (await entryBeside(a, b)).id
    return { a, b, c, first, second }
  }
  const pointers = async () => Object.fromEntries((await workers()).map(({ id, mergedInto }) => [id, mergedInto]))

  it('make no chain', async () => {
    const { a, b, c } = await three()
    expect(await pointers()).toEqual({ [a]: null, [b]: a, [c]: a })
  })

  it('come apart where the decision is taken back, and nowhere else', async () => {
    const { a, b, c, first } = await three()
    await undoDecision(world, { doubtId: first.doubtId, by })
    expect(await pointers()).toEqual({ [a]: null, [b]: null, [c]: b })
    expect(await enrolments()).toContainEqual([own, c, b])
  })

  it('may not contradict each other', async () => {
    const { a, c } = await three()
    const nikOfC = world.vault.open('workers.nik', (await workers()).find(({ id }) => id === c)!.nikSealed)
    const third = await doubt(a, { nik: nikOfC })
    await expect(decideDoubt(world, { doubtId: third.doubtId, decision: 'different', by })).rejects.toMatchObject({
      code: 'doubts.stillOne',
    })
  })

  it('may not join by a third what an officer has told apart', async () => {
    const { a, c, second } = await three()
    await undoDecision(world, { doubtId: second.doubtId, by })
    const nikOfC = world.vault.open('workers.nik', (await workers()).find(({ id }) => id === c)!.nikSealed)
    const third = await doubt(a, { nik: nikOfC })
    await decideDoubt(world, { doubtId: third.doubtId, decision: 'different', by })
    await expect(decideDoubt(world, { doubtId: second.doubtId, decision: 'same', by })).rejects.toMatchObject({
      code: 'doubts.contradicts',
    })
    expect((await pointers())[c]).toBeNull()
  })
})

describe('one NIK with two owners', () => {
  const row = { name: 'Bambang Hartono', bornOn: '1981-02-03', phone: '6281000009055' } as const

  it('is the same person under a new name where the officer says so', async () => {
    const workerId = await known()
    const { doubtId } = await doubt(workerId, { nik: undefined as never, row })
    await decideDoubt(world, { doubtId, decision: 'same', by })
    expect(await workers()).toMatchObject([{ id: workerId, name: 'Bambang Hartono', bornOn: '1981-02-03' }])
    expect(await enrolments()).toEqual([
      [own, workerId, workerId],
      [other, workerId, workerId],
    ])
  })

  it('gets the name, birth date, phone and list back that it had, once that is taken back', async () => {
    const workerId = await known({ phone: '6281000009001' })
    const before = await workers()
    const { doubtId } = await doubt(workerId, { nik: undefined as never, row })
    await decideDoubt(world, { doubtId, decision: 'same', by })
    world.clock.pass(1000)
    await reviseDecision(world, { doubtId, decision: 'different', by })
    const [after] = await workers()
    const { name, nameKey, bornOn, phoneHash } = before[0]!
    expect(after).toMatchObject({ name, nameKey, bornOn, phoneHash })
    expect(world.vault.open('workers.phone', after!.phoneSealed!)).toBe('6281000009001')
    expect(await enrolments()).toEqual([[other, workerId, workerId]])
    await reviseDecision(world, { doubtId, decision: 'same', by })
    expect(await workers()).toMatchObject([{ name: 'Bambang Hartono' }])
  })

  it('gets every edge, programme and number of an enrolment back that the row has changed', async () => {
    const workerId = await known({ agencyId: own })
    const [before] = await all(world.database, 'enrolments')
    await world.database.run((db) => setMemberNumberHash(db, before!.id, 'own number'))
    const theirs: Partial<RosterRow> = { ...row, programmes: ['jkk', 'jkm', 'jht'], memberNumber: '12345678901' }
    const { doubtId } = await doubt(workerId, { nik: undefined as never, row: theirs })
    await decideDoubt(world, { doubtId, decision: 'same', by })
    const { startsOn, programmes, memberNumberSealed } = before!
    expect(await all(world.database, 'enrolments')).toMatchObject([
      { startsOn: '2026-03-01', programmes: ['jkk', 'jkm', 'jht'] },
    ])
    await world.database.run((db) => setMemberNumberHash(db, before!.id, 'the other’s number'))
    await undoDecision(world, { doubtId, by })
    expect(await all(world.database, 'enrolments')).toMatchObject([
      { startsOn, programmes, memberNumberSealed, memberNumberHash: 'own number' },
    ])
  })

  it('takes back proofs and news of the other owner with it', async () => {
    const workerId = await known()
    const { doubtId } = await doubt(workerId, { nik: undefined as never, row })
    world.clock.pass(1000)
    await decideDoubt(world, { doubtId, decision: 'same', by })
    const say = chatOf(world, 'a', row.phone)
    for (const text of ['menu', '1', '03-02-1981']) await say(text)
    expect(await all(world.database, 'contactWorkers')).toHaveLength(1)
    await routeNotices(world)
    await undoDecision(world, { doubtId, by })
    expect(await all(world.database, 'contactWorkers')).toEqual([])
    expect(await all(world.database, 'notices')).toHaveLength(1)
  })

  it('keeps what a later list has changed meanwhile', async () => {
    const workerId = await known()
    const { doubtId } = await doubt(workerId, { nik: undefined as never, row })
    await decideDoubt(world, { doubtId, decision: 'same', by })
    const again = await doubt(workerId, { nik: undefined as never, row: { ...row, name: 'Bambang H.' }, agencyId: own })
    await decideDoubt(world, { doubtId: again.doubtId, decision: 'same', by })
    await undoDecision(world, { doubtId, by })
    expect(await workers()).toMatchObject([{ name: 'Bambang H.' }])
  })

  it('stays out where the number is another’s', async () => {
    const workerId = await known()
    const before = await workers()
    const { doubtId } = await doubt(workerId, { nik: undefined as never, row })
    await decideDoubt(world, { doubtId, decision: 'different', by })
    expect(await workers()).toEqual(before)
    expect(await enrolments()).toEqual([[other, workerId, workerId]])
  })
})

describe('whoever may not decide', () => {
  it.each([
    ['an officer of another agency', officer('agency-NELAYAN'), 'doubts.notFound'],
    ['an officer of another kelurahan', officer(null, { kelurahan: '35.74.05.1001' }), 'doubts.notFound'],
    ['an auditor', officer(null, { role: 'auditor' }), 'doubts.notAllowed'],
  ])('is refused: %s', async (_, who, code) => {
    const { doubtId } = await doubt(await known())
    await expect(decideDoubt(world, { doubtId, decision: 'same', by: who })).rejects.toMatchObject({ code })
    await expect(undoDecision(world, { doubtId, by: who })).rejects.toMatchObject({ code })
    expect(await workers()).toHaveLength(1)
  })

  it('waits while an import is being applied', async () => {
    const { doubtId } = await doubt(await known())
    await world.database.run((db) => keepTurn(db, world, 'import'))
    await expect(decideDoubt(world, { doubtId, decision: 'same', by })).rejects.toMatchObject({
      code: 'operation.importRunning',
    })
    world.clock.pass(21_000)
    await decideDoubt(world, { doubtId, decision: 'same', by })
  })
})

it('a form counts once, and a stale one is told so', async () => {
  const { doubtId } = await doubt(await known())
  const form = { key: 'form-key-1' }
  await decideDoubt(world, { doubtId, decision: 'different', by, form })
  await expect(
    undoDecision(world, { doubtId, by, form: { ...form, rev: world.clock.now().getTime() } }),
  ).rejects.toMatchObject({ code: 'console.twice' })
  await expect(undoDecision(world, { doubtId, by, form: { key: 'form-key-2', rev: 1 } })).rejects.toMatchObject({
    code: 'console.stale',
  })
  await undoDecision(world, { doubtId, by, form: { key: 'form-key-3', rev: world.clock.now().getTime() } })
})
