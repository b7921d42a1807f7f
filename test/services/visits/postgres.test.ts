import { expect, it } from 'vitest'
import type { Officer } from '../../../src/domain/officer.ts'
import { visitNumber } from '../../../src/domain/worker-code.ts'
import { settleVisit, visitsDesk } from '../../../src/services/visits/desk.ts'
import { makeVisitor } from '../../../src/services/visits/visitors.ts'
import { waitingWork } from '../../../src/services/waiting-work.ts'
import { listVisit } from '../../../src/store/visits.ts'
import { chatOf, enrol, listOf } from '../../store/registered.ts'
import { all } from '../../store/rows.ts'
import { engines } from '../../support/databases.ts'
import { testWorld } from '../../support/world.ts'

const HERE = '35.74.01.1001'
const city: Officer = {
  ...{ id: 'o1', username: 'rina', name: 'Bu Rina', role: 'coordinator', agencyId: null, kelurahan: null },
}

it('on PostgreSQL too a visit is ticked off, taken back, and a death waits for an officer', async () => {
  const world = await testWorld({ database: await engines.postgres() })
  const agencyId = await listOf(world, 'DKPPP')
  const { workerId } = await enrol(world, { agencyId, kelurahan: HERE })
  const visit = { workerId, agencyId, kelurahan: HERE, reason: 'noPhone', listedAt: world.clock.now() }
  await world.database.run((db) => listVisit(db, visit))
  const kader = chatOf(world, 'kader')
  await kader('halo')
  const [contact] = await all(world.database, 'contacts')
  const given = { agency: 'DKPPP', kelurahan: HERE, name: 'Bu Kader' }
  for (let times = 0; times < 2; times++) await makeVisitor(world, city, { ...given, chatCode: contact!.code })
  const { code } = (await all(world.database, 'workers'))[0]!
  const visited = async () => (await all(world.database, 'reach')).filter(({ kind }) => kind === 'visited').length

  await kader(`${visitNumber(code)} sudah`)
  expect(await visited()).toBe(1)
  expect((await visitsDesk(world, city, HERE)).made).toHaveLength(1)
  await kader(`batal ${visitNumber(code)}`)
  expect(await visited()).toBe(0)
  await kader(`${visitNumber(code)} meninggal`)
  expect((await waitingWork(world, city)).deaths).toBe(1)
  await settleVisit(world, city, { code, deed: 'confirmDeath' }, { key: 'a' })
  expect((await waitingWork(world, city)).deaths).toBeUndefined()
  await world.database.close()
})
