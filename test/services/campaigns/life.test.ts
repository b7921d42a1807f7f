import { beforeEach, describe, expect, it } from 'vitest'
import { approveCampaign } from '../../../src/services/campaigns/approve.ts'
import { pauseCampaign, resumeCampaign, stopCampaign } from '../../../src/services/campaigns/halt.ts'
import { readCampaign } from '../../../src/services/campaigns/known.ts'
import { previewCampaign } from '../../../src/services/campaigns/preview.ts'
import { campaignStatus, campaignsOf } from '../../../src/services/campaigns/status.ts'
import { createCampaign, editCampaign, submitCampaign } from '../../../src/services/campaigns/write.ts'
import { enrol, listOf } from '../../store/registered.ts'
import { all } from '../../store/rows.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'
import { APPROVER, approved, draft, officer, submitted, WRITER } from './campaigning.ts'

const PHONE = '6281000009001'
const STRANGER = officer({ id: 'stranger', role: 'approver', agencyId: 'agency-KESRA' })

let world: TestWorld
beforeEach(async () => {
  world = await testWorld()
  const agencyId = await listOf(world, 'DKPPP')
  await listOf(world, 'KESRA')
  await enrol(world, { agencyId, phone: PHONE, agreed: true })
})

const read = (id: string) => readCampaign(world, id, WRITER)
const refusedWith = (code: string, values: object = {}) => ({ code, values: expect.objectContaining(values) })

describe('a campaign', () => {
  it('goes from draft to approval by two officers, and each step is on record', async () => {
    const { id, state } = await createCampaign(world, 'DKPPP', draft(), WRITER)
    expect(state).toBe('draft')
    expect((await submitCampaign(world, id, WRITER)).state).toBe('submitted')
    expect(await approveCampaign(world, id, APPROVER)).toMatchObject({ state: 'sending', approvedBy: 'approver' })
    expect((await all(world.database, 'audit')).map(({ actor, action }) => [actor, action])).toEqual([
      ['officer:writer', 'campaign.create'],
      ['officer:writer', 'campaign.submit'],
      ['officer:approver', 'campaign.approve'],
    ])
  })

  it('lies sealed: its words stand in no column', async () => {
    await submitted(world)
    expect(JSON.stringify(await all(world.database, 'campaigns'))).not.toContain('ada kabar')
  })

  it('is not approved by whoever wrote it, nor by whoever edited it last', async () => {
    const both = officer({ id: 'both', role: 'approver' })
    const { id } = await createCampaign(world, 'DKPPP', draft(), both)
    await submitCampaign(world, id, both)
    await expect(approveCampaign(world, id, both)).rejects.toMatchObject({ code: 'campaigns.refused.own' })
    const { rev } = await read(id)
    await editCampaign(world, id, rev, draft({ title: 'Lain' }), APPROVER)
    await submitCampaign(world, id, WRITER)
    await expect(approveCampaign(world, id, APPROVER)).rejects.toMatchObject({ code: 'campaigns.refused.own' })
    await expect(approveCampaign(world, id, both)).rejects.toMatchObject({ code: 'campaigns.refused.own' })
    const third = officer({ id: 'third', role: 'coordinator', agencyId: null })
    expect((await approveCampaign(world, id, third)).approvedBy).toBe('third')
  })

  it('is approved once', async () => {
    const id = await approved(world)
    await expect(approveCampaign(world, id, officer({ id: 'third', role: 'approver' }))).rejects.toMatchObject(
      refusedWith('campaigns.refused.state', { state: { text: 'campaigns.state.sending' } }),
    )
  })

  it('is approved by one of two who do so in the same moment', async () => {
    const id = await submitted(world)
    const third = officer({ id: 'third', role: 'approver' })
    const outcomes = await Promise.allSettled([APPROVER, third].map((by) => approveCampaign(world, id, by)))
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await all(world.database, 'campaignRecipients')).toHaveLength(1)
  })

  it('is not approved in other words than the approver has read', async () => {
    const id = await submitted(world)
    const seen = await read(id)
    const edited = await editCampaign(world, id, seen.rev, draft({ texts: { id: 'Lain sekali.' } }), WRITER)
    expect(edited.state).toBe('draft')
    await expect(approveCampaign(world, id, APPROVER, seen.rev)).rejects.toMatchObject({
      code: 'campaigns.refused.state',
    })
    await submitCampaign(world, id, WRITER)
    await expect(approveCampaign(world, id, APPROVER, seen.rev)).rejects.toMatchObject(
      refusedWith('campaigns.stale', { what: { lines: ['campaigns.change.texts', 'campaigns.change.submitted'] } }),
    )
  })

  it('tells a stale form what has changed, and keeps what stands', async () => {
    const { id, rev } = await createCampaign(world, 'DKPPP', draft(), WRITER)
    await editCampaign(
      world,
      id,
      rev,
      draft({ title: 'Pertama', audience: { ...draft().audience, notReached: true } }),
      APPROVER,
    )
    await expect(editCampaign(world, id, rev, draft({ title: 'Kedua' }), WRITER)).rejects.toMatchObject(
      refusedWith('campaigns.stale', { what: { lines: ['campaigns.change.title', 'campaigns.change.audience'] } }),
    )
    expect(await read(id)).toMatchObject({ title: 'Pertama', editedBy: 'approver' })
  })

  it.each(['approve', 'stop'] as const)('is not edited after %s', async (act) => {
    const id = act === 'approve' ? await approved(world) : await submitted(world)
    if (act === 'stop') await stopCampaign(world, id, WRITER)
    const { rev } = await read(id)
    await expect(editCampaign(world, id, rev, draft({ title: 'Lain' }), WRITER)).rejects.toMatchObject({
      code: 'campaigns.refused.state',
    })
  })

  it('is resumed by whoever may set going, not by whoever may halt alone', async () => {
    const id = await approved(world)
    expect((await pauseCampaign(world, id, WRITER)).state).toBe('paused')
    await expect(resumeCampaign(world, id, WRITER)).rejects.toMatchObject({ code: 'campaigns.refused.role' })
    expect((await resumeCampaign(world, id, APPROVER)).state).toBe('sending')
    expect(await stopCampaign(world, id, WRITER)).toMatchObject({ state: 'stopped', stoppedBy: 'writer' })
    await expect(resumeCampaign(world, id, APPROVER)).rejects.toMatchObject({ code: 'campaigns.refused.state' })
  })
})

describe('to an officer of another agency', () => {
  it('a campaign is as absent as one that never was', async () => {
    const id = await submitted(world)
    const attempts = (of: string) => [
      () => readCampaign(world, of, STRANGER),
      () => campaignStatus(world, of, STRANGER),
      () => previewCampaign(world, of, STRANGER),
      () => editCampaign(world, of, 1, draft(), STRANGER),
      () => submitCampaign(world, of, STRANGER),
      () => approveCampaign(world, of, STRANGER),
      () => pauseCampaign(world, of, STRANGER),
      () => resumeCampaign(world, of, STRANGER),
      () => stopCampaign(world, of, STRANGER),
    ]
    const told = async (of: string) =>
      Promise.all(attempts(of).map((attempt) => attempt().catch(({ code, values }) => ({ code, values }))))
    expect(await told(id)).toEqual(await told('0197-nobody'))
    expect(new Set((await told(id)).map((refused) => (refused as { code: string }).code))).toEqual(
      new Set(['campaigns.unknown']),
    )
    expect(await campaignsOf(world, STRANGER)).toEqual([])
  })

  it('the agency itself is as absent as one that never was', async () => {
    const attempt = (code: string) => createCampaign(world, code, draft(), officer({ agencyId: 'agency-KESRA' }))
    await expect(attempt('DKPPP')).rejects.toMatchObject({ code: 'operation.noAgency' })
    await expect(attempt('X')).rejects.toMatchObject({ code: 'operation.noAgency' })
  })
})

describe('an officer of one kelurahan', () => {
  const local = officer({ id: 'local', kelurahan: '35.74.01.1001' })
  const here = { segment: null, kelurahan: '35.74.01.1001', notReached: false }

  it('writes to that kelurahan and to no other', async () => {
    await expect(createCampaign(world, 'DKPPP', draft(), local)).rejects.toMatchObject({
      code: 'campaigns.refused.kelurahan',
    })
    const { id, rev } = await createCampaign(world, 'DKPPP', draft({ audience: here }), local)
    await expect(editCampaign(world, id, rev, draft(), local)).rejects.toMatchObject({
      code: 'campaigns.refused.kelurahan',
    })
  })

  it('sees the campaigns of that kelurahan and no other', async () => {
    await submitted(world)
    const id = await submitted(world, { audience: here })
    expect((await campaignsOf(world, local)).map(({ campaign }) => campaign.id)).toEqual([id])
    expect(await campaignsOf(world, WRITER)).toHaveLength(2)
  })
})

describe('a draft is refused', () => {
  it.each([
    [{ title: '  ' }, 'campaigns.badTitle'],
    [{ title: 'untuk 3574010101709001' }, 'campaigns.badTitle'],
    [{ texts: { id: ' ' } }, 'campaigns.badText'],
    [{ texts: { id: 'Salam {gaji}' } }, 'campaigns.badText'],
    [{ texts: { id: 'Salam.', jv: 'Kirim PIN.' } }, 'campaigns.badText'],
    [{ audience: { segment: 'raja', kelurahan: null, notReached: false } }, 'campaigns.badAudience'],
    [{ audience: { segment: null, kelurahan: '35.13.01.1001', notReached: false } }, 'campaigns.badAudience'],
  ])('with %j', async (over, code) => {
    await expect(createCampaign(world, 'DKPPP', draft(over), WRITER)).rejects.toMatchObject({ code })
  })

  it('of somebody who may not write any', async () => {
    const auditor = officer({ role: 'auditor', agencyId: null })
    await expect(createCampaign(world, 'DKPPP', draft(), auditor)).rejects.toMatchObject({
      code: 'campaigns.refused.role',
    })
  })

  it('in words that name the language and what is wrong', async () => {
    const error = await createCampaign(
      world,
      'DKPPP',
      draft({ texts: { id: 'Halo {gaji}', en: 'Pay now' } }),
      WRITER,
    ).catch((error) => error)
    const said = world.words.say('id', [error.code, error.values])
    expect(said).toContain('Bahasa Indonesia: isian gaji tidak dikenal')
    expect(said).toContain('Bahasa Inggris: naskah meminta uang')
  })
})
