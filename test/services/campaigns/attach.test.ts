import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { MEDIA_TYPES, type MediaType } from '../../../src/domain/media.ts'
import { approveCampaign } from '../../../src/services/campaigns/approve.ts'
import { attachFile, campaignFile, detachFile } from '../../../src/services/campaigns/attach.ts'
import { readCampaign } from '../../../src/services/campaigns/known.ts'
import { previewCampaign } from '../../../src/services/campaigns/preview.ts'
import { runCampaigns } from '../../../src/services/campaigns/run.ts'
import { tryOutCampaign } from '../../../src/services/campaigns/try-out.ts'
import { createCampaign, submitCampaign } from '../../../src/services/campaigns/write.ts'
import { deliverAllDue } from '../../../src/services/deliver.ts'
import { exec } from '../../../src/store/work.ts'
import { chatOf, enrol, listOf } from '../../store/registered.ts'
import { all, put } from '../../store/rows.ts'
import { SMALL } from '../../support/media.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'
import { APPROVER, draft, officer, sweep, WRITER } from './campaigning.ts'

const PHONE = '6281000009001'

let world: TestWorld
let agencyId: string
beforeEach(() => begin())

async function begin(carries: readonly MediaType[] = MEDIA_TYPES): Promise<void> {
  world = await testWorld({ abilities: { carries } })
  agencyId = await listOf(world, 'DKPPP')
  await enrol(world, { agencyId, phone: PHONE, agreed: true })
}

async function drafted(content = SMALL.png, over: Parameters<typeof draft>[0] = {}): Promise<string> {
  const { id } = await createCampaign(world, 'DKPPP', draft(over), WRITER)
  await attachFile(world, id, content, WRITER)
  return id
}
async function sent(id: string): Promise<void> {
  await submitCampaign(world, id, WRITER)
  await approveCampaign(world, id, APPROVER)
  await sweep(world)
}
const files = () => all(world.database, 'files')
const told = () => world.carried.filter(({ prompt }) => /Salam/.test(prompt.text))

describe('a file of a campaign', () => {
  it('goes with its words, read as they leave and copied nowhere', async () => {
    await sent(await drafted())
    expect(told()).toMatchObject([{ media: { type: 'image/png', name: 'gambar.png', size: { width: 1, height: 1 } } }])
    expect(told()[0]!.media!.content).toEqual(SMALL.png)
    const [file] = await files()
    expect(world.vault.open('outbox.body', (await all(world.database, 'outbox'))[0]!.bodySealed).length).toBeLessThan(
      2000,
    )
    expect(file!.contentSealed).not.toContain(SMALL.png.toString('base64url').slice(0, 40))
    expect(file).toMatchObject({ bytes: SMALL.png.length, addedBy: WRITER.id })
  })

  it('stays behind where the channel carries no such thing: the words go alone, and the preview says so', async () => {
    for (const [carries, alone] of [
      [MEDIA_TYPES, []],
      [['image/png'], ['simulated']],
      [[], ['simulated']],
    ] as const) {
      await begin(carries)
      const id = await drafted(SMALL.pdf)
      expect((await previewCampaign(world, id, WRITER)).wordsAlone).toEqual(alone)
      await sent(id)
      expect(told().map(({ media }) => media?.type)).toEqual([alone.length > 0 ? undefined : 'application/pdf'])
    }
  })

  it('goes with no words of a first notice', async () => {
    await sent(await drafted(SMALL.png, { texts: { id: 'Salam {nama}, {status}.' } }))
    expect(world.carried).toHaveLength(1)
    expect(world.carried[0]!.media).toBeUndefined()
  })

  it('goes with the words also into a chat that is in the midst of something else', async () => {
    const id = await drafted()
    await submitCampaign(world, id, WRITER)
    await approveCampaign(world, id, APPROVER)
    await runCampaigns(world)
    const say = chatOf(world, PHONE, PHONE)
    for (const text of ['menu', '1']) await say(text)
    await sweep(world)
    expect(told().map(({ prompt, media }) => [prompt.choices.length, media?.type])).toEqual([[0, 'image/png']])
  })

  it('that does not open any more lets the words go alone', async () => {
    const id = await drafted()
    await world.database.run(function* (db) {
      yield* exec(db.update(db.t.files).set({ contentSealed: 'x.y' }))
    })
    await sent(id)
    expect(told().map(({ media }) => media)).toEqual([undefined])
    expect(world.logged.map(({ message }) => message)).toContain('a file could not be read back; the words go alone')
  })

  it('waits where it cannot be read at the moment, and the message with it', async () => {
    const id = await drafted()
    await submitCampaign(world, id, WRITER)
    await approveCampaign(world, id, APPROVER)
    await runCampaigns(world)
    const { database } = world
    let fails = true
    const run: typeof database.run = (work) =>
      fails && /fileById/.test(String(work)) ? Promise.reject(new Error('busy')) : database.run(work)
    const faulty = { ...world, database: { ...database, run } as typeof database }
    await deliverAllDue(faulty)
    expect(told()).toEqual([])
    fails = false
    world.clock.pass(10_000)
    await deliverAllDue(faulty)
    expect(told().map(({ media }) => media?.type)).toEqual(['image/png'])
  })

  it('goes with a test to the own chat', async () => {
    const id = await drafted()
    await chatOf(world, 'officer')('halo')
    const chat = (await all(world.database, 'contacts')).at(-1)!
    await put(world.database, 'officerChats', { officerId: WRITER.id, contactId: chat.id, linkedAt: world.clock.now() })
    await tryOutCampaign(world, id, undefined, WRITER)
    await deliverAllDue(world)
    expect(told().map(({ address, media }) => [address, media?.type])).toEqual([['officer', 'image/png']])
  })
})

describe('handing a file in', () => {
  it('makes a draft of what was handed in, and the officer its editor, who does not approve it', async () => {
    const id = await drafted()
    await submitCampaign(world, id, WRITER)
    const both = officer({ id: 'both', role: 'approver' })
    await attachFile(world, id, SMALL.jpg, both)
    expect(await readCampaign(world, id, WRITER)).toMatchObject({
      ...{ state: 'draft', editedBy: 'both', file: { type: 'image/jpeg', bytes: SMALL.jpg.length } },
      changes: [{ what: ['file'] }, { what: ['submitted'] }, { what: ['file'] }],
    })
    await submitCampaign(world, id, WRITER)
    await expect(approveCampaign(world, id, both)).rejects.toMatchObject({ code: 'campaigns.refused.own' })
  })

  it('takes the place of the one before, which is dropped; so is one that is taken away', async () => {
    const id = await drafted()
    await attachFile(world, id, SMALL.pdf, WRITER)
    expect(await files()).toMatchObject([{ type: 'application/pdf' }])
    await detachFile(world, id, WRITER)
    expect(await files()).toEqual([])
    expect((await readCampaign(world, id, WRITER)).file).toBeNull()
    await sent(id)
    expect(told().map(({ media }) => media)).toEqual([undefined])
  })

  it('is refused after the approval, of what is no picture or PDF, and to whoever may not write or has another agency', async () => {
    const id = await drafted()
    await expect(attachFile(world, id, Buffer.from('MZ'), WRITER)).rejects.toMatchObject({ code: 'media.badType' })
    for (const deed of [
      (by = WRITER) => attachFile(world, id, SMALL.jpg, by),
      (by = WRITER) => detachFile(world, id, by),
    ]) {
      await expect(deed(officer({ role: 'auditor' }))).rejects.toMatchObject({ code: 'campaigns.refused.role' })
      await expect(deed(officer({ agencyId: 'other' }))).rejects.toMatchObject({ code: 'campaigns.unknown' })
    }
    await sent(id)
    for (const deed of [attachFile(world, id, SMALL.jpg, WRITER), detachFile(world, id, WRITER)])
      await expect(deed).rejects.toMatchObject({ code: 'campaigns.refused.state' })
    expect(await files()).toMatchObject([{ type: 'image/png' }])
  })

  it('is looked at by those who write alone', async () => {
    const id = await drafted()
    expect((await campaignFile(world, id, WRITER)).content).toEqual(SMALL.png)
    await expect(campaignFile(world, id, officer({ role: 'admin' }))).rejects.toMatchObject({
      code: 'campaigns.refused.role',
    })
    await expect(campaignFile(world, id, officer({ agencyId: 'other' }))).rejects.toMatchObject({
      code: 'campaigns.unknown',
    })
    await world.database.run(function* (db) {
      yield* exec(db.update(db.t.campaigns).set({ fileId: null }).where(eq(db.t.campaigns.id, id)))
    })
    await expect(campaignFile(world, id, WRITER)).rejects.toMatchObject({ code: 'campaigns.unknown' })
  })
})
