import { expect, it } from 'vitest'
import { approveCampaign } from '../../../src/services/campaigns/approve.ts'
import { fillOutbox } from '../../../src/services/campaigns/fill.ts'
import { pauseCampaign, resumeCampaign, stopCampaign } from '../../../src/services/campaigns/halt.ts'
import { previewCampaign } from '../../../src/services/campaigns/preview.ts'
import { runCampaigns } from '../../../src/services/campaigns/run.ts'
import { chatOf, enrol, listOf } from '../../store/registered.ts'
import { engines } from '../../support/databases.ts'
import { testWorld } from '../../support/world.ts'
import { APPROVER, approved, personsOf, submitted, sweep, WRITER } from './campaigning.ts'

it('the whole way from a draft to an answer is the same on PostgreSQL', async () => {
  const world = await testWorld({ database: await engines.postgres() })
  const agencyId = await listOf(world, 'DKPPP')
  for (let n = 0; n < 5; n++) await enrol(world, { agencyId, phone: `628100000940${n}`, agreed: n !== 4 })
  await enrol(world, { agencyId, phone: '6281000009400', agreed: true })
  await enrol(world, { agencyId })
  const id = await submitted(world)
  expect((await previewCampaign(world, id, WRITER)).count).toEqual({ persons: 7, withChannel: 5, visit: 2 })
  const third = { ...APPROVER, id: 'third' }
  const approvals = await Promise.allSettled([APPROVER, third].map((by) => approveCampaign(world, id, by)))
  expect(approvals.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await Promise.all([fillOutbox(world, id), fillOutbox(world, id)])
  await pauseCampaign(world, id, WRITER)
  await sweep(world)
  expect(await personsOf(world, id)).toMatchObject({ waiting: 5, visit: 2, sent: 0 })
  await resumeCampaign(world, id, APPROVER)
  await sweep(world)
  expect(new Set(world.carried.map(({ address }) => address)).size).toBe(4)
  expect(world.carried).toHaveLength(4)
  await chatOf(world, '6281000009401', '6281000009401')('1')
  expect(await personsOf(world, id)).toMatchObject({ frozen: 7, sent: 5, answered: 1, visit: 2, waiting: 0 })
  const stopped = await approved(world)
  await runCampaigns(world)
  await stopCampaign(world, stopped, WRITER)
  await sweep(world)
  expect(await personsOf(world, stopped)).toMatchObject({ takenBack: 5, sent: 0, queued: 0 })
  await world.database.close()
})
