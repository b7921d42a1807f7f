import { beforeEach, describe, expect, it } from 'vitest'
import { deliverAllDue } from '../../src/services/deliver.ts'
import { routeNotices } from '../../src/services/notices.ts'
import { chatOf, enrol, listOf } from '../store/registered.ts'
import { all } from '../store/rows.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

const PHONE = '6281000009001'

let world: TestWorld
beforeEach(async () => {
  world = await testWorld()
})

const contact = async () => (await all(world.database, 'contacts'))[0]!
const deeds = async () =>
  (await all(world.database, 'audit')).toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ action }) => action)

describe('stop', () => {
  it('opts out, is confirmed once, and is noted', async () => {
    const got = await chatOf(world, 'a')('stop')
    expect(got.texts).toEqual([expect.stringMatching(/tidak akan mengirimi.*mulai lagi/s)])
    expect(await contact()).toMatchObject({ optedOutAt: world.clock.now(), optedInAt: null })
    expect(await deeds()).toEqual(['contact.optOut'])
  })

  it('takes back what waits, and ends every later notice', async () => {
    const agencyId = await listOf(world, 'DKPPP')
    await enrol(world, { agencyId, phone: PHONE, agreed: true })
    await routeNotices(world)
    await chatOf(world, PHONE, PHONE)('jangan kirim pesan lagi')
    await enrol(world, { agencyId, phone: PHONE, agreed: true })
    // Of the one whose notice was taken back, and of the one who comes later.
    expect(await routeNotices(world)).toMatchObject({ messages: 0, visits: 2 })
    await deliverAllDue(world)
    expect(world.carried.map(({ prompt }) => prompt.text).join()).not.toMatch(/ada kabar/)
  })

  it('works from the midst of a question', async () => {
    const say = chatOf(world, 'a', PHONE)
    await say('halo')
    await say('1')
    await say('stop')
    expect((await contact()).optedOutAt).not.toBeNull()
  })

  it('leaves answers as they are: whoever asks is answered', async () => {
    const say = chatOf(world, 'a')
    await say('stop')
    await say('halo')
    expect((await say('2')).session.flow).toBe('benefits')
    await deliverAllDue(world)
    expect(world.carried.length).toBeGreaterThan(2)
  })
})

describe('start', () => {
  it('lets us write first again, and is noted', async () => {
    const say = chatOf(world, 'a', PHONE)
    await say('stop')
    await say('mulai lagi')
    expect(await contact()).toMatchObject({ optedOutAt: null, optedInAt: world.clock.now(), optedInSource: 'chat' })
    expect(await deeds()).toEqual(['contact.optOut', 'contact.optIn'])
    await enrol(world, { agencyId: await listOf(world, 'DKPPP'), phone: PHONE })
    expect(await routeNotices(world)).toMatchObject({ messages: 1 })
  })

  it('is taken back by a stop', async () => {
    const say = chatOf(world, 'a')
    await say('mulai lagi')
    await say('stop')
    expect(await contact()).toMatchObject({ optedInAt: null, optedInSource: null })
  })
})

describe('the language', () => {
  it('changes with the very answer that chose it, and stays', async () => {
    const say = chatOf(world, 'a')
    await say('bahasa')
    const changed = await say('4')
    expect((await contact()).locale).toBe('en')
    expect(changed.texts.join()).not.toMatch(/Silakan|Bapak/)
    expect((await say('menu')).texts.join()).not.toMatch(/Silakan|Bapak/)
  })

  it('changes back', async () => {
    const say = chatOf(world, 'a')
    for (const text of ['bahasa', '4', 'bahasa', '1']) await say(text)
    expect((await contact()).locale).toBe('id')
    expect((await say('menu')).texts.join()).toMatch(/Bapak|Ada yang bisa/)
  })
})

describe('the wish for a person', () => {
  it('is recorded once, with a code by which an officer finds the chat', async () => {
    const say = chatOf(world, 'a')
    const first = await say('petugas')
    await say('petugas')
    expect(await all(world.database, 'handovers')).toMatchObject([{ contactId: first.contactId, closedAt: null }])
    const { code } = await contact()
    expect(first.texts[0]!.replaceAll('-', '')).toContain(code)
  })

  it('is answered with the places that the installation has set, and with none that it has not', async () => {
    const bare = await chatOf(world, 'a')('petugas')
    expect(bare.texts).toHaveLength(1)
    world.change({ branchAddress: 'Jalan Suroyo', branchHours: '08.00–15.00', helpline: '175' })
    const told = (await chatOf(world, 'b')('petugas')).texts.join('\n')
    expect(told).toMatch(/Jalan Suroyo 08\.00–15\.00[\s\S]*175/)
  })
})

describe('a one-time link', () => {
  it('is kept as a hash, for the minutes that the installation has set', async () => {
    world.change({ statusLinkMinutes: 10 })
    const say = chatOf(world, 'a')
    await say('halo')
    await say('1')
    const given = (await say('2')).texts.join()
    const token = /http:\/\/localhost:8080\/cek\/([\w-]+)/.exec(given)![1]!
    const [link] = await all(world.database, 'statusLinks')
    expect(link).toMatchObject({ tokenHash: world.vault.hash('token', token), usedAt: null })
    expect(link!.expiresAt.getTime() - world.clock.now().getTime()).toBe(10 * 60_000)
  })

  it('is not given where the installation has switched the form off', async () => {
    world.change({ cardCheck: 'off' })
    const say = chatOf(world, 'a')
    await say('halo')
    await say('1')
    await say('2')
    expect(await all(world.database, 'statusLinks')).toEqual([])
  })
})
