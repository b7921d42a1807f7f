import { beforeEach, expect, it } from 'vitest'
import { tryOutCampaign } from '../../../src/services/campaigns/try-out.ts'
import { createCampaign } from '../../../src/services/campaigns/write.ts'
import { deliverAllDue } from '../../../src/services/deliver.ts'
import { changeContact, linkWorkers } from '../../../src/store/contacts.ts'
import { chatOf, enrol, listOf } from '../../store/registered.ts'
import { all, put } from '../../store/rows.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'
import { draft, officer, WRITER } from './campaigning.ts'

const HOUR = 3_600_000

let world: TestWorld
let id: string
let code: string
beforeEach(async () => {
  world = await testWorld()
  await listOf(world, 'DKPPP')
  id = (
    await createCampaign(world, 'DKPPP', draft({ texts: { id: 'Salam {nama}, {segmen}, {masa}, {status}.' } }), WRITER)
  ).id
  await chatOf(world, 'officer', '6281000009500')('halo')
  await deliverAllDue(world)
  world.carried.length = 0
  code = (await all(world.database, 'contacts'))[0]!.code
})

const refusal = { code: 'campaigns.notOwnChat' }

it('goes to the own chat alone, filled with an example, said to be a test, and stands in the audit', async () => {
  await enrol(world, { agencyId: 'agency-DKPPP', phone: '6281000009001', agreed: true })
  await tryOutCampaign(world, id, code.toLowerCase(), WRITER)
  await deliverAllDue(world)
  expect(world.carried.map(({ address }) => address)).toEqual(['officer'])
  expect(world.carried[0]!.prompt.text).toMatch(/^\*Percobaan[\s\S]*Salam C••• P•••, pekerja, .*November 2026/)
  expect((await all(world.database, 'audit')).map(({ action }) => action)).toContain('campaign.test')
})

it('goes to no chat that is silent, unknown or proven to a worker', async () => {
  await expect(tryOutCampaign(world, id, 'AAAAAA', WRITER)).rejects.toMatchObject(refusal)
  await expect(tryOutCampaign(world, id, 'halo', WRITER)).rejects.toMatchObject(refusal)
  world.clock.pass(2 * HOUR)
  await expect(tryOutCampaign(world, id, code, WRITER)).rejects.toMatchObject(refusal)
  await chatOf(world, 'officer', '6281000009500')('halo')
  await tryOutCampaign(world, id, code, WRITER)
  const { workerId } = await enrol(world, { agencyId: 'agency-DKPPP' })
  const [chat] = await all(world.database, 'contacts')
  const proof = { proof: 'code' as const, provenAt: world.clock.now(), provenBy: 'test' }
  await world.database.run((db) => linkWorkers(db, chat!.id, [workerId], proof))
  await expect(tryOutCampaign(world, id, code, WRITER)).rejects.toMatchObject(refusal)
})

it('without a code goes to the chat that the officer has linked, however long it is silent, and to nobody else’s', async () => {
  await expect(tryOutCampaign(world, id, undefined, WRITER)).rejects.toMatchObject({ code: 'campaigns.noOwnChat' })
  const [chat] = await all(world.database, 'contacts')
  const linked = { officerId: WRITER.id, contactId: chat!.id, linkedAt: world.clock.now() }
  await put(world.database, 'officerChats', linked)
  world.clock.pass(48 * HOUR)
  const form = { key: 'a-form-of-ours' }
  await tryOutCampaign(world, id, undefined, WRITER, form)
  await expect(tryOutCampaign(world, id, undefined, WRITER, form)).rejects.toMatchObject({ code: 'console.twice' })
  await deliverAllDue(world)
  expect(world.carried.map(({ address }) => address)).toEqual(['officer'])
  await world.database.run((db) => changeContact(db, chat!.id, { optedOutAt: world.clock.now() }))
  await expect(tryOutCampaign(world, id, undefined, WRITER)).rejects.toMatchObject({ code: 'campaigns.noOwnChat' })
})

it('is for who may write a campaign, and for their own agency', async () => {
  await expect(tryOutCampaign(world, id, code, officer({ role: 'auditor' }))).rejects.toMatchObject({
    code: 'campaigns.refused.role',
  })
  await expect(tryOutCampaign(world, id, code, officer({ agencyId: 'other' }))).rejects.toMatchObject({
    code: 'campaigns.unknown',
  })
})
