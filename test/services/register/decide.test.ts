import { beforeEach, describe, expect, it } from 'vitest'
import { decideDoubt, undoDecision } from '../../../src/services/register/decide.ts'
import { decidedPairs } from '../../../src/store/doubts.ts'
import { enrol, listOf, type OnList } from '../../store/registered.ts'
import { all } from '../../store/rows.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'
import { doubting, officer } from './doubting.ts'

const NIK = '3574015708708999'

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
const enrolments = async () =>
  (await all(world.database, 'enrolments')).map(({ listedAs, workerId, agencyId }) => [agencyId, listedAs, workerId])
const audit = async () => (await all(world.database, 'audit')).map(({ action }) => action)
const known = async (on: Partial<OnList> = {}) => (await enrol(world, { agencyId: other, ...on })).workerId
async function entryOf(workerId: string) {
  return (await workers()).find(({ id }) => id !== workerId)!
}

describe('two entries that an officer finds to be one person', () => {
  it('are one from then on: the row stands under its own NIK and the enrolment is the person’s', async () => {
    const workerId = await known()
    const { doubtId, importId } = await doubting(world, { agencyId: own, workerId, nik: NIK })
    await decideDoubt(world, { doubtId, decision: 'same', by })
    const entry = await entryOf(workerId)
    expect(entry).toMatchObject({ mergedInto: workerId, name: 'Siti Amina' })
    expect(world.vault.open('workers.nik', entry.nikSealed)).toBe(NIK)
    expect(await enrolments()).toEqual(
      expect.arrayContaining([
        [other, workerId, workerId],
        [own, entry.id, workerId],
      ]),
    )
    expect(await all(world.database, 'doubts')).toMatchObject([
      { decision: 'same', decidedBy: by.id, entryId: entry.id, importId },
    ])
    expect(await audit()).toEqual(expect.arrayContaining(['worker.merged', 'doubt.decided']))
    expect((await all(world.database, 'changes')).map(({ kind, workerId }) => [kind, workerId]).sort()).toEqual(
      [
        ['merged', entry.id],
        ['merged', workerId],
      ].sort(),
    )
  })

  it('are two again once the decision is taken back, and the doubt is open', async () => {
    const workerId = await known()
    const { doubtId, pairHash } = await doubting(world, { agencyId: own, workerId, nik: NIK })
    await decideDoubt(world, { doubtId, decision: 'same', by })
    expect([...(await world.database.run((db) => decidedPairs(db, [pairHash])))]).toEqual([[pairHash, 'same']])
    await undoDecision(world, { doubtId, by })
    const entry = await entryOf(workerId)
    expect(entry.mergedInto).toBeNull()
    expect(await enrolments()).toEqual(expect.arrayContaining([[own, entry.id, entry.id]]))
    expect(await all(world.database, 'doubts')).toMatchObject([{ decision: null, decidedAt: null }])
    expect((await world.database.run((db) => decidedPairs(db, [pairHash]))).size).toBe(0)
    expect(await audit()).toEqual(expect.arrayContaining(['worker.separated', 'doubt.reopened']))
  })
})
