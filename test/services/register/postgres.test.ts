import { afterAll, beforeAll, expect, it } from 'vitest'
import { decideDoubt, reviseDecision, undoDecision } from '../../../src/services/register/decide.ts'
import { listDoubts } from '../../../src/services/register/list.ts'
import { waitingWork } from '../../../src/services/waiting-work.ts'
import { linkWorkers } from '../../../src/store/contacts.ts'
import { enrol, listOf } from '../../store/registered.ts'
import { all, contact, put } from '../../store/rows.ts'
import { engines } from '../../support/databases.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'
import { doubting, NIK, officer } from './doubting.ts'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld({ database: await engines.postgres() })
})
afterAll(() => world.database.close())

it('on PostgreSQL too a decision merges, parts and is remembered', async () => {
  const by = officer()
  const [own, other] = [await listOf(world, 'DKPPP'), await listOf(world, 'KESRA')]
  const { workerId } = await enrol(world, { agencyId: other })
  const { doubtId } = await doubting(world, { agencyId: own, workerId, nik: NIK })
  const owners = await doubting(world, { agencyId: own, workerId, row: { name: 'Bambang', bornOn: '1981-02-03' } })
  expect(await listDoubts(world, by)).toMatchObject({ total: 2, decided: [] })
  expect((await waitingWork(world, by)).doubts).toBe(2)
  await decideDoubt(world, { doubtId, decision: 'different', by })
  const entry = (await all(world.database, 'workers')).find(({ id }) => id !== workerId)!
  const chat = contact()
  await put(world.database, 'contacts', chat)
  const proof = { proof: 'code', provenAt: world.clock.now(), provenBy: 'chat' } as const
  await world.database.run((db) => linkWorkers(db, chat.id, [entry.id], proof))
  world.clock.pass(1000)
  const whose = async () => [
    (await all(world.database, 'workers')).find(({ id }) => id === entry.id)!.mergedInto,
    (await all(world.database, 'enrolments')).find(({ listedAs }) => listedAs === entry.id)!.workerId,
    (await all(world.database, 'contactWorkers'))[0]!.workerId,
  ]
  await reviseDecision(world, { doubtId, decision: 'same', by })
  expect(await whose()).toEqual([workerId, workerId, workerId])
  await undoDecision(world, { doubtId, by })
  expect(await whose()).toEqual([null, entry.id, entry.id])
  await decideDoubt(world, { doubtId: owners.doubtId, decision: 'same', by })
  await undoDecision(world, { doubtId: owners.doubtId, by })
  const names = (await all(world.database, 'workers')).map(({ name }) => name)
  expect(names.sort()).toEqual(['Siti Amina', 'Siti Aminah'])
})
