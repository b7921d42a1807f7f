import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { simulated } from '../../src/channels/simulated/simulated.ts'
import { maskName } from '../../src/domain/masking.ts'
import type { SpokenPrompt } from '../../src/domain/message.ts'
import { MOST_BEHIND_A_PHONE } from '../../src/domain/proof.ts'
import { deliverAllDue } from '../../src/services/deliver.ts'
import { routeNotices } from '../../src/services/notices.ts'
import { changeContact, linkWorkers } from '../../src/store/contacts.ts'
import { withdrawConsent } from '../../src/store/register.ts'
import { exec } from '../../src/store/work.ts'
import { chatOf, enrol, listOf } from '../store/registered.ts'
import { all, contact, put } from '../store/rows.ts'
import { officerDoes } from '../support/transcript-officer.ts'
import { type TestWorld, type TestWorldOptions, testWorld } from '../support/world.ts'

const PHONE = '6281000009001'
const agreed = { phone: PHONE, agreed: true }

let world: TestWorld
let agencyId: string
beforeEach(() => begin())

async function begin(options: TestWorldOptions = {}): Promise<void> {
  world = await testWorld(options)
  agencyId = await listOf(world, 'DKPPP')
}

const on = (over: Partial<Parameters<typeof enrol>[1]> = {}) => enrol(world, { agencyId, ...over })
const route = () => routeNotices(world)
const visits = async () => (await all(world.database, 'visits')).map(({ workerId, reason }) => [workerId, reason])
const messages = async () =>
  (await all(world.database, 'outbox'))
    .filter(({ cause }) => cause === 'notice')
    .map(({ bodySealed }) => (JSON.parse(world.vault.open('outbox.body', bodySealed)) as SpokenPrompt).text)
const news = () => world.carried.map(({ prompt }) => prompt).filter(({ text }) => text.includes('Dinas DKPPP'))

/** The same installation with no channel that may write first. */
const withoutWriter = (): TestWorld => ({ ...world, channels: new Map() })

/** A chat at another address that was proven to be a worker's. */
async function chatElsewhere(workerId: string) {
  const say = chatOf(world, 'elsewhere')
  const { contactId } = await say('halo')
  const proof = { proof: 'code' as const, provenAt: world.clock.now(), provenBy: 'chat' }
  await world.database.run((db) => linkWorkers(db, contactId, [workerId], proof))
  return say
}

describe('the first news', () => {
  it('draws another code for a slip where the first is another worker’s', async () => {
    for (let n = 0; n < 3; n++) await on()
    const { next, random } = world.ids
    let drawn = 0
    const drawing = { next, random: (bytes: number) => (drawn++ < 2 ? Buffer.alloc(bytes, 1) : random(bytes)) }
    expect(await routeNotices({ ...world, ids: drawing })).toMatchObject({ visits: 3 })
    expect(new Set((await all(world.database, 'slips')).map(({ codeHash }) => codeHash)).size).toBe(3)
    expect(drawn).toBe(4)
  })

  it('goes as a message to a phone with leave on record, and says no more than it may', async () => {
    await on({ ...agreed, name: 'Siti Aminah', bornOn: '1970-08-17' })
    expect(await route()).toEqual({ told: 1, messages: 1, visits: 0 })
    const [text] = await messages()
    for (const said of ['Dinas DKPPP', maskName('Siti Aminah'), 'Balas 1', 'kantor kelurahan'])
      expect(text).toContain(said)
    expect(text).not.toMatch(/Siti|Aminah|1970|2026|Rp|nelayan|8100000|tercatat|dibayar/)
    expect(await visits()).toEqual([])
  })

  it('is queued, not sent: it goes with the others, in its hours', async () => {
    await on(agreed)
    await route()
    expect(world.carried).toEqual([])
    await deliverAllDue(world)
    expect(world.carried.map(({ address }) => address)).toEqual([PHONE])
  })

  it('is understood when it is answered with 1', async () => {
    await on(agreed)
    await route()
    await deliverAllDue(world)
    expect((await chatOf(world, PHONE, PHONE)('1')).session).toEqual({ flow: 'status', step: 'bornOn' })
  })

  it('does not interrupt a chat that is under way', async () => {
    const say = chatOf(world, 'chat', PHONE)
    await say('halo')
    await on(agreed)
    await route()
    await deliverAllDue(world)
    expect((await all(world.database, 'contacts')).length).toBe(1)
    expect((await say('2')).session.flow).toBe('benefits')
  })

  it('that waits already is taken back when the person says stop in another chat of theirs', async () => {
    const { workerId } = await on(agreed)
    await route()
    await (await chatElsewhere(workerId))('stop')
    await deliverAllDue(world)
    expect(news()).toEqual([])
    expect((await all(world.database, 'outbox')).find(({ cause }) => cause === 'notice')).toMatchObject({
      failure: 'optedOut',
    })
  })

  it('waits while an officer answers in the chat, and comes when the thread is over', async () => {
    const say = chatOf(world, 'chat', PHONE)
    await say('petugas')
    await officerDoes(world, '[takes]')
    await on(agreed)
    await route()
    await deliverAllDue(world)
    expect(news()).toEqual([])
    expect((await say('1')).texts).toEqual([])
    await officerDoes(world, 'Pilih 1 atau 2, Pak?')
    await deliverAllDue(world)
    expect(news()).toEqual([])
    await officerDoes(world, '[closes]')
    await deliverAllDue(world)
    expect(news()).toHaveLength(1)
    expect((await say('1')).session.flow).toBe('status')
  })

  it('waits no longer than an officer keeps the bot silent, and goes nowhere when the person stops it meanwhile', async () => {
    const say = chatOf(world, 'chat', PHONE)
    const other = chatOf(world, 'other', '6281000009002')
    for (const chat of [say, other]) await chat('petugas')
    for (const _ of [say, other]) await officerDoes(world, 'Ada yang bisa kami bantu?')
    await on(agreed)
    await on({ ...agreed, phone: '6281000009002' })
    await route()
    await other('stop')
    world.clock.pass(24 * 3_600_000)
    await deliverAllDue(world)
    expect(news()).toHaveLength(1)
  })

  it('offers no numbers to somebody who still waits for an officer, and moves nothing', async () => {
    const say = chatOf(world, 'chat', PHONE)
    await say('petugas')
    await on(agreed)
    await route()
    await deliverAllDue(world)
    const [prompt] = news()
    expect(prompt!.choices).toEqual([])
    expect(prompt!.text).toContain('ketik *stop*')
    expect(prompt!.text).not.toContain('Balas 1')
    await officerDoes(world, '[takes]')
    expect((await say('1')).intent).toBe('handover')
  })

  it('offers a chat that is under way only words that work there, and keeps what was really said', async () => {
    await chatOf(world, 'chat', PHONE)('halo')
    await on(agreed)
    await route()
    await deliverAllDue(world)
    const { prompt } = world.carried.findLast((message) => message.prompt.text.includes('Dinas DKPPP'))!
    expect(prompt).toMatchObject({ choices: [], text: expect.stringContaining('ketik *stop*') })
    expect(prompt.text).not.toContain('Balas 1')
    expect(await messages()).toEqual([prompt.text])
  })

  it('is understood in a chat that rests at a menu, and never replaces a talk in which something was answered', async () => {
    const [resting, talking] = [chatOf(world, 'a', PHONE), chatOf(world, 'b', '6281000009002')]
    await resting('halo')
    for (const said of ['1', '17-08-1970']) await talking(said)
    world.clock.pass(2 * 3_600_000)
    await on(agreed)
    await on({ phone: '6281000009002', agreed: true })
    await route()
    await deliverAllDue(world)
    expect((await resting('3')).texts.join()).toContain('tidak akan mengirimi')
    expect((await talking('3')).session.flow).not.toBe('stop')
  })

  it('goes to the chat that a phone is already known by, not to a second one', async () => {
    await chatOf(world, 'some-lid', PHONE)('halo')
    await on(agreed)
    await route()
    await deliverAllDue(world)
    expect(
      world.carried.filter(({ prompt }) => prompt.text.includes('Dinas DKPPP')).map(({ address }) => address),
    ).toEqual(['some-lid'])
  })

  it('lapses when it could not be brought within a week', async () => {
    await on(agreed)
    await route()
    world.clock.pass(7 * 86_400_000)
    await deliverAllDue(world)
    expect(world.carried).toEqual([])
  })
})

describe('a visit instead', () => {
  it('is made where there is no phone, with a slip that holds a personal code', async () => {
    const { workerId } = await on()
    expect(await route()).toEqual({ told: 0, messages: 0, visits: 1 })
    expect(await visits()).toEqual([[workerId, 'noPhone']])
    const [slip] = await all(world.database, 'slips')
    const code = world.vault.open('slips.code', slip!.codeSealed)
    expect(code).toMatch(/^[2-9A-Z]{8}$/)
    expect(slip).toMatchObject({ workerId, codeHash: world.vault.hash('code', code), usedAt: null })
  })

  it('is made where nobody agreed to be written to', async () => {
    const { workerId } = await on({ phone: PHONE })
    await route()
    expect(await visits()).toEqual([[workerId, 'noConsent']])
    expect(await messages()).toEqual([])
  })

  it('is made where leave was withdrawn', async () => {
    const { workerId } = await on(agreed)
    await world.database.run((db) => withdrawConsent(db, world.vault.hash('phone', PHONE), agencyId, world.clock.now()))
    await route()
    expect(await visits()).toEqual([[workerId, 'noConsent']])
  })

  it('is not needed for whoever asked in the chat to be written to', async () => {
    await chatOf(world, 'a', PHONE)('mulai lagi')
    await on({ phone: PHONE })
    expect(await route()).toMatchObject({ messages: 1, visits: 0 })
  })

  it('is made where a chat has only asked something: that is no leave', async () => {
    await chatOf(world, 'a', PHONE)('halo')
    await on({ phone: PHONE })
    expect(await route()).toMatchObject({ messages: 0, visits: 1 })
  })

  it('is made where the person said stop, whatever leave the list tells of', async () => {
    await chatOf(world, 'a', PHONE)('stop')
    const { workerId } = await on(agreed)
    await route()
    expect(await visits()).toEqual([[workerId, 'optedOut']])
  })

  it('is made where the person has lost somebody', async () => {
    const { contactId } = await chatOf(world, 'a', PHONE)('halo')
    await world.database.run((db) => changeContact(db, contactId, { bereavedAt: world.clock.now() }))
    const { workerId } = await on(agreed)
    await route()
    expect(await visits()).toEqual([[workerId, 'bereaved']])
  })

  it('is made where a chat of the worker, on whatever channel, has told a death', async () => {
    const { workerId } = await on(agreed)
    await put(world.database, 'contacts', contact({ id: 'kin', channel: 'web-chat', bereavedAt: world.clock.now() }))
    const proof = { proof: 'code' as const, provenAt: world.clock.now(), provenBy: 'chat' }
    await world.database.run((db) => linkWorkers(db, 'kin', [workerId], proof))
    expect(await route()).toEqual({ told: 0, messages: 0, visits: 1 })
    expect(await visits()).toEqual([[workerId, 'bereaved']])
  })

  it('is made where the person has said stop in another chat that is proven theirs, until they ask for news there', async () => {
    const { workerId } = await on(agreed)
    const elsewhere = await chatElsewhere(workerId)
    await elsewhere('stop')
    expect(await route()).toEqual({ told: 0, messages: 0, visits: 1 })
    expect(await visits()).toEqual([[workerId, 'optedOut']])
    await elsewhere('mulai lagi')
    await on({ ...agreed, workerId, agencyId: await listOf(world, 'DKUPP') })
    expect(await route()).toMatchObject({ messages: 1 })
  })

  it('is made for the one who said stop, not for others behind the same phone', async () => {
    const { workerId } = await on(agreed)
    await on({ ...agreed, name: 'Budi Santoso' })
    await (await chatElsewhere(workerId))('stop')
    expect(await route()).toEqual({ told: 1, messages: 1, visits: 1 })
  })

  it('is made where no channel may write first', async () => {
    await begin({ abilities: { writesFirst: false } })
    const { workerId } = await on(agreed)
    expect(await route()).toEqual({ told: 0, messages: 0, visits: 1 })
    expect(await visits()).toEqual([[workerId, 'noChannel']])
  })

  it('brings one slip, however often it is listed', async () => {
    const { workerId } = await on()
    await route()
    await enrol(world, { agencyId: await listOf(world, 'KESRA'), workerId })
    await route()
    expect(await visits()).toHaveLength(1)
    expect(await all(world.database, 'slips')).toHaveLength(1)
  })
})

describe('several behind one phone', () => {
  it('get one message that speaks of all of them', async () => {
    const family = [
      await on({ ...agreed, name: 'Siti Aminah' }),
      await on({ ...agreed, name: 'Budi Santoso' }),
      await on(agreed),
    ]
    expect(await route()).toEqual({ told: 3, messages: 1, visits: 0 })
    expect(await messages()).toEqual([expect.stringContaining('dan 2 orang lain')])
    const notices = await all(world.database, 'notices')
    expect(notices.map(({ enrolmentId }) => enrolmentId).sort()).toEqual(
      family.map(({ enrolmentId }) => enrolmentId).sort(),
    )
    expect(new Set(notices.map(({ outboxId }) => outboxId)).size).toBe(1)
  })

  it('are counted as persons: somebody on two lists is no second person', async () => {
    const { workerId } = await on(agreed)
    await enrol(world, { agencyId: await listOf(world, 'KESRA'), workerId })
    expect(await route()).toEqual({ told: 2, messages: 1, visits: 0 })
    expect((await messages())[0]).not.toMatch(/orang lain/)
  })

  it('are told only as far as leave goes: what one agency was told says nothing for the worker of another', async () => {
    const told = await on(agreed)
    const other = await enrol(world, { agencyId: await listOf(world, 'KESRA'), phone: PHONE })
    expect(await route()).toEqual({ told: 1, messages: 1, visits: 1 })
    expect(told.workerId).not.toBe(other.workerId)
    expect(await visits()).toEqual([[other.workerId, 'noConsent']])
  })

  it('are each visited when none may be written to', async () => {
    await on({ phone: PHONE })
    await on({ phone: PHONE })
    expect(await route()).toEqual({ told: 0, messages: 0, visits: 2 })
  })

  it('are never split over two messages, wherever a batch ends', async () => {
    for (let n = 0; n < 198; n++) await on({ phone: `62810000${10_000 + n}`, agreed: true })
    for (let n = 0; n < 5; n++) await on({ phone: '6281999999999', agreed: true })
    for (let n = 0; n < 5; n++) await on({ phone: '6281888888888', agreed: true })
    for (let n = 0; n < 5; n++) await on()
    expect(await route()).toEqual({ told: 208, messages: 200, visits: 5 })
    const counts = Map.groupBy(await all(world.database, 'notices'), ({ outboxId }) => outboxId)
    expect(
      [...counts.values()]
        .map((rows) => rows.length)
        .filter((n) => n > 1)
        .sort(),
    ).toEqual([5, 5, 5])
  })

  it('are each visited when they are more than a family, even more than a batch: such a phone is nobody’s own', async () => {
    for (let n = 0; n < 203; n++) await on(agreed)
    expect(await route()).toMatchObject({ told: 0, messages: 0, visits: 203 })
    expect(new Set((await visits()).map(([, reason]) => reason))).toEqual(new Set(['phoneShared']))
    expect(await route()).toEqual({ told: 0, messages: 0, visits: 0 })
  })

  it('are told together as long as they may be a family', async () => {
    for (let n = 0; n < MOST_BEHIND_A_PHONE; n++) await on(agreed)
    expect(await route()).toEqual({ told: MOST_BEHIND_A_PHONE, messages: 1, visits: 0 })
  })
})

describe('run again', () => {
  it('nobody is told twice and nobody is listed twice', async () => {
    await on(agreed)
    await on()
    await route()
    expect(await route()).toEqual({ told: 0, messages: 0, visits: 0 })
    expect(await messages()).toHaveLength(1)
    expect(await visits()).toHaveLength(1)
  })

  it('in the same moment, nobody is told twice', async () => {
    await on(agreed)
    await Promise.all([route(), route()])
    expect(await messages()).toHaveLength(1)
  })

  it('a renewed enrolment is news again', async () => {
    const { workerId } = await on({ ...agreed, startsOn: '2026-01-01' })
    await route()
    await on({ workerId, startsOn: '2027-01-01', endsOn: '2027-12-31' })
    expect(await route()).toEqual({ told: 1, messages: 1, visits: 0 })
  })

  it('a channel that came later takes over the visits that only lacked one', async () => {
    const told = await on(agreed)
    const visited = await on({ ...agreed, phone: '6281000009002' })
    const noPhone = await on()
    await routeNotices(withoutWriter())
    expect((await visits()).length).toBe(3)
    await world.database.run((db) =>
      exec(
        db.update(db.t.visits).set({ visitedAt: world.clock.now() }).where(eq(db.t.visits.workerId, visited.workerId)),
      ),
    )
    expect(await route()).toEqual({ told: 1, messages: 1, visits: 0 })
    expect(Object.fromEntries(await visits())).toEqual({
      [visited.workerId]: 'noChannel',
      [noPhone.workerId]: 'noPhone',
    })
    const now = (await all(world.database, 'notices')).find(({ workerId }) => workerId === told.workerId)
    expect(now).toMatchObject({ route: 'message', reason: null })
  })

  it('a visit that lacked a channel finds another reason when leave was withdrawn meanwhile', async () => {
    const { workerId } = await on(agreed)
    await routeNotices(withoutWriter())
    await world.database.run((db) => withdrawConsent(db, world.vault.hash('phone', PHONE), agencyId, world.clock.now()))
    await route()
    expect(await visits()).toEqual([[workerId, 'noConsent']])
    expect(await route()).toEqual({ told: 0, messages: 0, visits: 0 })
  })
})

it('an enrolment that has ended is no news, and one that is to begin is', async () => {
  await on({ ...agreed, endsOn: '2026-11-23' })
  expect(await route()).toEqual({ told: 0, messages: 0, visits: 0 })
  await on({ ...agreed, startsOn: '2027-01-01', endsOn: '2027-12-31' })
  expect(await route()).toMatchObject({ told: 1 })
})

it('a message nobody has sent yet is not answered by whatever the person writes', async () => {
  await begin({ at: '2026-11-24T22:00:00+07:00' })
  await on(agreed)
  await route()
  await deliverAllDue(world)
  expect(world.carried).toEqual([])
  await chatOf(world, PHONE, PHONE)('halo, saya mau tanya')
  expect(await all(world.database, 'reach')).toEqual([])
  world.clock.pass(11 * 3_600_000)
  await deliverAllDue(world)
  await chatOf(world, PHONE, PHONE)('1')
  expect((await all(world.database, 'reach')).map(({ kind }) => kind).sort()).toEqual(['answered', 'sent'])
})

it('channels that may not write first are not asked to', async () => {
  const carry = () => {
    throw new Error('must not write first')
  }
  await begin({ channels: [simulated(carry, { writesFirst: false })] })
  await on(agreed)
  await route()
  await deliverAllDue(world)
  expect(await all(world.database, 'outbox')).toEqual([])
})
