import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { simulated } from '../../../src/channels/simulated/simulated.ts'
import { EVERYBODY } from '../../../src/domain/audience.ts'
import { maskName } from '../../../src/domain/masking.ts'
import type { Proof } from '../../../src/domain/proof.ts'
import { approveCampaign, freezeRecipients } from '../../../src/services/campaigns/approve.ts'
import { fillOutbox } from '../../../src/services/campaigns/fill.ts'
import { pauseCampaign, resumeCampaign, stopCampaign } from '../../../src/services/campaigns/halt.ts'
import { readCampaign } from '../../../src/services/campaigns/known.ts'
import { runCampaigns } from '../../../src/services/campaigns/run.ts'
import { campaignStatus } from '../../../src/services/campaigns/status.ts'
import { alarmOf } from '../../../src/services/campaigns/trouble.ts'
import { deliverAllDue, deliverDue, settleLapsed } from '../../../src/services/deliver.ts'
import { takeReceipt } from '../../../src/services/receipts.ts'
import { changeContact, linkWorkers } from '../../../src/store/contacts.ts'
import { takeDue } from '../../../src/store/due.ts'
import { withdrawConsent } from '../../../src/store/register.ts'
import { missVisit, reopenVisit } from '../../../src/store/visits.ts'
import { exec } from '../../../src/store/work.ts'
import { chatOf, enrol, listOf } from '../../store/registered.ts'
import { all, contact, enrolment, put, worker } from '../../store/rows.ts'
import { type TestWorld, type TestWorldOptions, testWorld } from '../../support/world.ts'
import { APPROVER, approved, dying, personsOf, submitted, sweep, WRITER } from './campaigning.ts'

const HOUR = 3_600_000
const PHONE = '6281000009001'
const PERSONAL = { id: 'Salam {nama}. Segmen {segmen}, masa {masa}, status: {status}.' }

let world: TestWorld
let agencyId: string
beforeEach(() => begin())

async function begin(options: TestWorldOptions = {}): Promise<void> {
  world = await testWorld(options)
  agencyId = await listOf(world, 'DKPPP')
}

const phone = (n: number) => `6281000${String(9100 + n).padStart(6, '0')}`
const on = (over: Partial<Parameters<typeof enrol>[1]> = {}) => enrol(world, { agencyId, agreed: true, ...over })
const many = async (n: number) => {
  for (let at = 0; at < n; at++) await on({ phone: phone(at) })
}
/** So many without a phone, put there at once. */
const crowd = async (n: number) => {
  const people = Array.from({ length: n }, () => worker())
  await put(world.database, 'workers', ...people)
  await put(world.database, 'enrolments', ...people.map(({ id }) => enrolment({ workerId: id, agencyId })))
}
const recipients = () => all(world.database, 'campaignRecipients')
const campaigned = () => world.carried.filter(({ prompt }) => /Salam/.test(prompt.text))
const texts = () => campaigned().map(({ prompt }) => prompt.text)
const addresses = () => campaigned().map(({ address }) => address)
const visits = async () => (await all(world.database, 'visits')).map(({ workerId, reason }) => [workerId, reason])
const onlyContact = async () => (await all(world.database, 'contacts'))[0]!

describe('a campaign', () => {
  it('goes to everybody with leave on record, once, and is done', async () => {
    await many(3)
    const id = await approved(world)
    await sweep(world)
    await sweep(world)
    expect(addresses().sort()).toEqual([phone(0), phone(1), phone(2)])
    expect(await personsOf(world, id)).toMatchObject({ frozen: 3, sent: 3, queued: 0, waiting: 0, visit: 0 })
    expect((await readCampaign(world, id, WRITER)).state).toBe('done')
  })

  it('names nobody in full, and says no more than its text to a phone that proves nothing', async () => {
    await on({ phone: PHONE, name: 'Siti Aminah' })
    await approved(world)
    await sweep(world)
    expect(texts()).toEqual([`Salam ${maskName('Siti Aminah')}, ada kabar dari Dinas DKPPP.`])
  })

  it('waits for its start', async () => {
    await many(1)
    const startsAt = new Date(world.clock.now().getTime() + HOUR)
    const id = await approved(world, { startsAt })
    await sweep(world)
    expect(texts()).toEqual([])
    expect((await readCampaign(world, id, WRITER)).state).toBe('approved')
    world.clock.pass(HOUR)
    await sweep(world)
    expect(texts()).toHaveLength(1)
  })

  it('queues nothing at night', async () => {
    await begin({ at: '2026-11-24T22:00:00+07:00' })
    await many(1)
    await approved(world)
    await sweep(world)
    expect(await all(world.database, 'outbox')).toEqual([])
    world.clock.pass(10 * HOUR)
    await sweep(world)
    expect(texts()).toHaveLength(1)
  })

  it('keeps to the list as it was approved', async () => {
    await on({ phone: phone(0) })
    await approved(world)
    await on({ phone: phone(1) })
    await sweep(world)
    expect(addresses()).toEqual([phone(0)])
  })

  it('goes to the audience: segment, kelurahan, and whom nothing has reached', async () => {
    await on({ phone: phone(0), segment: 'petani' })
    await on({ phone: phone(1), kelurahan: '35.74.02.1001' })
    await on({ phone: phone(2) })
    await enrol(world, { agencyId: await listOf(world, 'KESRA'), phone: phone(3), agreed: true })
    await approved(world, { audience: { segment: 'nelayan', kelurahan: '35.74.01.1001', notReached: true } })
    await sweep(world)
    expect(addresses()).toEqual([phone(2)])
    await chatOf(world, phone(2), phone(2))('1')
    await approved(world, { audience: { segment: null, kelurahan: null, notReached: true } })
    await sweep(world)
    expect(addresses().sort()).toEqual([phone(0), phone(1), phone(2)])
  })

  it('does not keep another waiting: those that run side by side have an even share', async () => {
    await begin({ abilities: { perSecond: 20 } })
    await many(160)
    const [first, second] = [await approved(world), await approved(world, { title: 'Kabar lain' })]
    await runCampaigns(world)
    const half = async (id: string) =>
      (await all(world.database, 'outbox')).filter(({ causeId }) => causeId === id).length
    expect([await half(first), await half(second)]).toEqual([150, 150])
    for (let tick = 0; tick < 24; tick++) {
      await deliverAllDue(world)
      world.clock.pass(500)
      await runCampaigns(world)
    }
    for (const id of [first, second]) expect((await personsOf(world, id)).sent).toBeGreaterThan(80)
  })

  it('never has more than a few hundred waiting, and replies overtake them', async () => {
    await begin({ abilities: { perSecond: 10 } })
    await many(450)
    await approved(world)
    await runCampaigns(world)
    const waiting = (await all(world.database, 'outbox')).length
    expect(waiting).toBe(300)
    await chatOf(world, 'somebody', '6281000999999')('halo')
    expect(await deliverDue(world)).toBe(5)
    expect(world.carried[0]!.address).toBe('somebody')
  })
})

describe('personal words', () => {
  it('go to a proven person, in the language of the chat where there is one', async () => {
    await on({ phone: PHONE, name: 'Siti Aminah' })
    const say = chatOf(world, PHONE, PHONE)
    for (const said of ['halo', '1', '17-08-1970']) await say(said)
    await alter(await onlyContact(), { locale: 'en' })
    await approved(world, { texts: { ...PERSONAL, en: 'Salam, {nama}: {segmen}, {masa}, {status}.' } })
    world.clock.pass(8 * 24 * HOUR)
    await sweep(world)
    expect(texts()).toEqual([
      'Salam, S••• A•••: Fisher, 1 January 2026 to 31 December 2026, this month not recorded as paid.',
    ])
  })

  it('become a first notice to a phone that nobody has proven, and lead on from there', async () => {
    await on({ phone: PHONE, name: 'Siti Aminah' })
    await approved(world, { texts: PERSONAL })
    await sweep(world)
    const [text] = texts()
    for (const said of ['Dinas DKPPP', 'S••• A•••', 'Balas 1', 'kantor kelurahan']) expect(text).toContain(said)
    expect(text).not.toMatch(/Siti|nelayan|Nelayan|2026|dibayar/)
    expect((await chatOf(world, PHONE, PHONE)('1')).session).toEqual({ flow: 'status', step: 'bornOn' })
  })

  it('become a first notice where one phone stands for several, proven or not', async () => {
    await on({ phone: PHONE, name: 'Siti Aminah' })
    const say = chatOf(world, PHONE, PHONE)
    for (const said of ['halo', '1', '17-08-1970']) await say(said)
    await on({ phone: PHONE, name: 'Budi Santoso', bornOn: '1980-01-01' })
    await approved(world, { texts: PERSONAL })
    world.clock.pass(8 * 24 * HOUR)
    await sweep(world)
    expect(texts()).toEqual([expect.stringMatching(/dan 1 orang lain[\s\S]+Balas 1/)])
  })
})

/** Changes a contact as a conversation or an officer would. */
async function alter({ id }: { id: string }, to: Parameters<typeof changeContact>[2]): Promise<void> {
  await world.database.run((db) => changeContact(db, id, to))
}

/** Proves a chat to be a worker's. */
const link = (contactId: string, workerId: string, proof: Proof) =>
  world.database.run((db) =>
    linkWorkers(db, contactId, [workerId], { proof, provenAt: world.clock.now(), provenBy: 'test' }),
  )

describe('an answer', () => {
  it.each([
    ['1', 'status'],
    ['2', 'genuine'],
    ['Apakah ini resmi?', 'genuine'],
  ])('of %s is understood when the chat stands nowhere else', async (said, flow) => {
    await on({ phone: PHONE })
    await approved(world)
    await sweep(world)
    expect((await chatOf(world, PHONE, PHONE)(said)).session.flow).toBe(flow)
  })

  it('of 3 ends all that nobody asked for', async () => {
    await on({ phone: PHONE })
    await approved(world)
    await sweep(world)
    await chatOf(world, PHONE, PHONE)('3')
    expect((await onlyContact()).optedOutAt).not.toBeNull()
  })

  it('counts for the campaign alone', async () => {
    const { workerId } = await on({ phone: PHONE })
    const id = await approved(world)
    await sweep(world)
    await chatOf(world, PHONE, PHONE)('halo')
    expect((await all(world.database, 'reach')).map(({ kind, occasion }) => [kind, occasion]).sort()).toEqual([
      ['answered', `campaign:${id}`],
      ['sent', `campaign:${id}`],
    ])
    expect((await all(world.database, 'reach'))[0]).toMatchObject({ workerId, agencyId, segment: 'nelayan' })
    expect(await personsOf(world, id)).toMatchObject({ sent: 1, answered: 1, read: 0 })
  })
})

describe('receipts', () => {
  const receipt = (kind: 'delivered' | 'read') =>
    takeReceipt(world, {
      ...{ channel: 'simulated', message: { ours: campaigned()[0]!.id }, kind, at: world.clock.now() },
    })

  it('late, twice and in any order come to the same', async () => {
    await on({ phone: PHONE })
    const id = await approved(world)
    await sweep(world)
    for (const kind of ['read', 'delivered', 'read', 'delivered'] as const) await receipt(kind)
    expect(await personsOf(world, id)).toMatchObject({ sent: 1, delivered: 1, read: 1 })
  })

  it('before the sender has noted the sending settle what was in doubt', async () => {
    await on({ phone: PHONE })
    const id = await approved(world)
    world.outcomes.push({ sent: false, because: 'unknown', failure: 'timeout' })
    await sweep(world)
    expect(await personsOf(world, id)).toMatchObject({ sent: 0, unknown: 1, queued: 0 })
    const [row] = await all(world.database, 'outbox')
    await takeReceipt(world, {
      ...{ channel: 'simulated', message: { ours: row!.id }, kind: 'delivered' as const, at: world.clock.now() },
    })
    expect(await personsOf(world, id)).toMatchObject({ sent: 1, delivered: 1, unknown: 0 })
  })
})

describe('between approval and sending', () => {
  it.each([
    ['opted out', { optedOutAt: new Date(0) }, 'optedOut'],
    ['lost somebody', { bereavedAt: new Date(0) }, 'bereaved'],
  ] as const)('a person who has %s is visited instead', async (_, to, reason) => {
    const { workerId } = await on({ phone: PHONE })
    await chatOf(world, PHONE, PHONE)('halo')
    const id = await approved(world)
    await alter(await onlyContact(), to)
    await sweep(world)
    expect(texts()).toEqual([])
    expect(await visits()).toEqual([[workerId, reason]])
    expect((await campaignStatus(world, id, WRITER)).reasons).toEqual({ [reason]: 1 })
  })

  it.each([
    ['opted out', { optedOutAt: new Date(0) }, 'optedOut'],
    ['lost somebody', { bereavedAt: new Date(0) }, 'bereaved'],
  ] as const)('a person who has %s with the message in the outbox is visited instead', async (_, to, reason) => {
    const { workerId } = await on({ phone: PHONE })
    const id = await approved(world)
    await runCampaigns(world)
    await alter(await onlyContact(), to)
    await sweep(world)
    expect(texts()).toEqual([])
    expect(await visits()).toEqual([[workerId, reason]])
    expect(await personsOf(world, id)).toMatchObject({ visit: 1, queued: 0, sent: 0 })
  })

  it('somebody whose other chat is in mourning is not written to', async () => {
    const { workerId } = await on({ phone: PHONE })
    const { contactId } = await chatOf(world, 'other', '6281000009002')('halo')
    await link(contactId, workerId, 'officer')
    await alter({ id: contactId }, { bereavedAt: world.clock.now() })
    await approved(world)
    await sweep(world)
    expect(await visits()).toEqual([[workerId, 'bereaved']])
  })

  it.each([
    ['a kader', 'contact:kader', 'before its turn'],
    ['a kader', 'contact:kader', 'with the message in the outbox'],
    ['an officer', 'officer:o1', 'before its turn'],
    ['an officer', 'officer:o1', 'with the message in the outbox'],
  ] as const)('somebody of whose death %s told at a visit (%s), %s, is not written of', async (_, by, when) => {
    const { workerId } = await on({ phone: phone(1) })
    await on({ phone: phone(2) })
    const id = await approved(world)
    if (when !== 'before its turn') await runCampaigns(world)
    const now = world.clock.now()
    await put(world.database, 'visits', { workerId, agencyId, kelurahan: null, reason: 'noConsent', listedAt: now })
    await world.database.run((db) => missVisit(db, workerId, 'died', by, now))
    await sweep(world)
    expect(addresses()).toEqual([phone(2)])
    expect((await campaignStatus(world, id, WRITER)).reasons).toEqual({ bereaved: 1 })
  })

  it('whoever was said to have died and lives is written to again', async () => {
    const { workerId } = await on({ phone: PHONE })
    const now = world.clock.now()
    await put(world.database, 'visits', { workerId, agencyId, kelurahan: null, reason: 'noConsent', listedAt: now })
    await world.database.run((db) => missVisit(db, workerId, 'died', 'contact:kader', now))
    await world.database.run((db) => reopenVisit(db, workerId))
    await approved(world)
    await sweep(world)
    expect(addresses()).toEqual([PHONE])
  })

  it('leave that was withdrawn counts no more', async () => {
    const { workerId } = await on({ phone: PHONE })
    await approved(world)
    await world.database.run((db) => withdrawConsent(db, world.vault.hash('phone', PHONE), agencyId, world.clock.now()))
    await sweep(world)
    expect(await visits()).toEqual([[workerId, 'noConsent']])
  })

  it('leave given to another agency is none', async () => {
    await listOf(world, 'KESRA')
    const { workerId } = await on({ phone: PHONE, agreed: false })
    await enrol(world, { agencyId: 'agency-KESRA', phone: PHONE, agreed: true })
    await approved(world)
    await sweep(world)
    expect(await visits()).toEqual([[workerId, 'noConsent']])
  })

  it('a period that has ended is no longer written about', async () => {
    await on({ phone: PHONE, endsOn: '2026-11-24' })
    const id = await approved(world)
    world.clock.pass(24 * HOUR)
    await sweep(world)
    expect(texts()).toEqual([])
    expect(await campaignStatus(world, id, WRITER)).toMatchObject({
      persons: { skipped: 1, visit: 0 },
      reasons: { periodEnded: 1 },
    })
  })

  it('whoever does not stand any more as the audience wants is left out, and it is told', async () => {
    await on({ phone: phone(0), paidThrough: '2026-10-31' })
    await on({ phone: phone(1), endsOn: '2026-10-31' })
    const paid = await on({ phone: phone(2), paidThrough: '2026-10-31' })
    const renewed = await on({ phone: phone(3), endsOn: '2026-10-31' })
    await on({ phone: phone(4) })
    const id = await approved(world, { audience: { ...EVERYBODY, states: ['unpaid', 'ended'] } })
    await world.database.run(function* (db) {
      const { enrolments } = db.t
      const set = { paidThrough: '2026-11-30' }
      yield* exec(db.update(enrolments).set(set).where(eq(enrolments.id, paid.enrolmentId)))
    })
    await on({ workerId: renewed.workerId, startsOn: '2026-11-01' })
    await sweep(world)
    expect(addresses().sort()).toEqual([phone(0), phone(1)])
    expect(await campaignStatus(world, id, WRITER)).toMatchObject({ persons: { frozen: 4 }, reasons: { changed: 2 } })
  })

  it('a proven person who asked for news in a chat of another channel gets it there', async () => {
    const { workerId } = await on({ agreed: false })
    const { contactId } = await chatOf(world, 'own')('mulai lagi')
    await link(contactId, workerId, 'code')
    await approved(world, { texts: PERSONAL })
    world.clock.pass(2 * HOUR)
    await sweep(world)
    expect(addresses()).toEqual(['own'])
    expect(texts()[0]).toContain('Segmen Nelayan')
  })

  it('somebody visited once is put on the list again, since there is something new to tell', async () => {
    const { workerId } = await on()
    await approved(world)
    await sweep(world)
    await world.database.run((db) =>
      exec(db.update(db.t.visits).set({ visitedAt: world.clock.now() }).where(eq(db.t.visits.workerId, workerId))),
    )
    await approved(world)
    await sweep(world)
    expect((await all(world.database, 'visits'))[0]).toMatchObject({ workerId, reason: 'noPhone', visitedAt: null })
  })
})

describe('several behind one phone', () => {
  it('get one message that speaks of all of them, wherever a slice ends', async () => {
    for (let n = 0; n < 3; n++) await on({ phone: PHONE })
    await many(120)
    for (let n = 0; n < 3; n++) await on({ phone: PHONE })
    const id = await approved(world)
    await sweep(world)
    expect(addresses().filter((address) => address === PHONE)).toHaveLength(1)
    expect(texts().filter((text) => text.includes('dan 5 orang lain'))).toHaveLength(1)
    expect(await personsOf(world, id)).toMatchObject({ sent: 126, visit: 0 })
  })

  it('one of whom is in mourning in a chat of their own speaks of the others alone', async () => {
    const { workerId } = await on({ phone: PHONE })
    await on({ phone: PHONE, name: 'Budi Santoso' })
    const { contactId } = await chatOf(world, 'own')('halo')
    await link(contactId, workerId, 'code')
    await alter({ id: contactId }, { bereavedAt: world.clock.now() })
    await approved(world)
    await sweep(world)
    expect(texts()).toEqual([`Salam ${maskName('Budi Santoso')}, ada kabar dari Dinas DKPPP.`])
    expect(await visits()).toEqual([[workerId, 'bereaved']])
  })

  it('a phone that became another worker’s since is not written to twice', async () => {
    const [first, second] = [await on({ phone: phone(1) }), await on({ phone: phone(2) })]
    const id = await approved(world)
    await world.database.run(function* (db) {
      const { campaignRecipients: rows } = db.t
      yield* exec(
        db
          .update(rows)
          .set({ decidedAt: new Date(0) })
          .where(eq(rows.workerId, second.workerId)),
      )
    })
    await sweep(world)
    await world.database.run(function* (db) {
      const { campaignRecipients: rows, workers } = db.t
      yield* exec(db.update(rows).set({ decidedAt: null }).where(eq(rows.workerId, second.workerId)))
      const phoneHash = world.vault.hash('phone', phone(1))
      yield* exec(db.update(workers).set({ phoneHash }).where(eq(workers.id, second.workerId)))
    })
    await sweep(world)
    expect(addresses()).toEqual([phone(1)])
    expect(await visits()).toEqual([[second.workerId, 'phoneTold']])
    expect(first.workerId).not.toBe(second.workerId)
    expect(await personsOf(world, id)).toMatchObject({ sent: 1, visit: 1 })
  })
})

describe('a message that does not get through', () => {
  it('because the channel refuses it makes a visit', async () => {
    const { workerId } = await on({ phone: PHONE })
    const id = await approved(world)
    world.outcomes.push({ sent: false, because: 'refused', failure: 'refused' })
    await sweep(world)
    expect(await visits()).toEqual([[workerId, 'undelivered']])
    expect(await personsOf(world, id)).toMatchObject({ failed: 1, visit: 1, sent: 0 })
  })

  it('because its time is over makes a visit', async () => {
    const { workerId } = await on({ phone: PHONE })
    await approved(world)
    await runCampaigns(world)
    world.clock.pass(3 * 24 * HOUR)
    await sweep(world)
    expect(texts()).toEqual([])
    expect(await visits()).toEqual([[workerId, 'undelivered']])
  })

  it('because no channel may write first makes visits of all', async () => {
    await begin({ abilities: { writesFirst: false } })
    await many(3)
    await approved(world)
    await sweep(world)
    expect((await visits()).map(([, reason]) => reason)).toEqual(['noChannel', 'noChannel', 'noChannel'])
  })
})

describe('a crash', () => {
  it.each([1, 2, 3])(
    'in the midst of freezing, after %i works, loses nobody and writes nobody down twice',
    async (works) => {
      await crowd(1100)
      const id = await submitted(world)
      await expect(approveCampaign(dying(world, works), id, APPROVER)).rejects.toThrow('killed')
      expect((await readCampaign(world, id, WRITER)).state).toBe('approved')
      expect((await recipients()).length).toBe(Math.min(1100, (works - 1) * 500))
      await freezeRecipients(world, id)
      await freezeRecipients(world, id)
      expect(new Set((await recipients()).map(({ workerId }) => workerId)).size).toBe(1100)
      expect(await recipients()).toHaveLength(1100)
      expect((await readCampaign(world, id, WRITER)).state).toBe('sending')
    },
  )

  it.each([0, 1, 2])(
    'in the midst of filling, after %i works, tells nobody twice and forgets nobody',
    async (works) => {
      await many(230)
      const id = await approved(world)
      await expect(fillOutbox(dying(world, works), id)).rejects.toThrow('killed')
      await sweep(world)
      await sweep(world)
      expect(addresses()).toHaveLength(230)
      expect(new Set(addresses()).size).toBe(230)
      expect(await personsOf(world, id)).toMatchObject({ sent: 230, waiting: 0 })
    },
  )

  it('of a sender leaves its messages unknown, never sent again', async () => {
    await many(2)
    const id = await approved(world)
    await runCampaigns(world)
    const now = world.clock.now()
    const until = new Date(now.getTime() + 60_000)
    await world.database.run((db) => takeDue(db, { now, until, limit: 1, channels: ['simulated'], unasked: true }))
    world.clock.pass(61_000)
    await settleLapsed(world)
    await sweep(world)
    expect(addresses()).toHaveLength(1)
    expect(await personsOf(world, id)).toMatchObject({ sent: 1, unknown: 1, queued: 0 })
    expect((await readCampaign(world, id, WRITER)).state).toBe('done')
  })

  it('of a sender with many messages in hand is no fault of the platform, and pauses nothing', async () => {
    await many(60)
    const id = await approved(world)
    await runCampaigns(world)
    const now = world.clock.now()
    const until = new Date(now.getTime() + 60_000)
    await world.database.run((db) => takeDue(db, { now, until, limit: 40, channels: ['simulated'], unasked: true }))
    world.clock.pass(61_000)
    await settleLapsed(world)
    await sweep(world)
    expect(await personsOf(world, id)).toMatchObject({ sent: 20, unknown: 40, queued: 0 })
    expect((await readCampaign(world, id, WRITER)).state).toBe('done')
  })

  it('is no matter to two processes that fill at the same time', async () => {
    await many(150)
    const id = await approved(world)
    await Promise.all([fillOutbox(world, id), fillOutbox(world, id), freezeRecipients(world, id)])
    await sweep(world)
    expect(new Set(addresses()).size).toBe(150)
    expect(addresses()).toHaveLength(150)
  })
})

describe('stopping', () => {
  it('takes back all that has not left', async () => {
    await many(5)
    const id = await approved(world)
    await runCampaigns(world)
    await stopCampaign(world, id, WRITER)
    await sweep(world)
    expect(texts()).toEqual([])
    expect(await personsOf(world, id)).toMatchObject({ frozen: 5, takenBack: 5, sent: 0, visit: 0, queued: 0 })
  })

  it('during freezing writes nobody more down', async () => {
    await crowd(600)
    const id = await submitted(world)
    await expect(approveCampaign(dying(world, 2), id, APPROVER)).rejects.toThrow('killed')
    await stopCampaign(world, id, WRITER)
    await freezeRecipients(world, id)
    await sweep(world)
    expect(await recipients()).toHaveLength(500)
    expect(await personsOf(world, id)).toMatchObject({ waiting: 500, visit: 0 })
  })

  it('lets go what a sender has in hand, and nothing that the platform made it wait for', async () => {
    await many(2)
    const id = await approved(world)
    await runCampaigns(world)
    world.outcomes.push({ sent: false, because: 'retry', afterMs: 1000 })
    const sending = deliverAllDue(world)
    await stopCampaign(world, id, WRITER)
    await sending
    world.clock.pass(5000)
    await sweep(world)
    const { sent, takenBack, queued } = await personsOf(world, id)
    expect({ sum: sent + takenBack, queued }).toEqual({ sum: 2, queued: 0 })
    expect(takenBack).toBeGreaterThanOrEqual(1)
    expect(addresses()).toHaveLength(sent)
  })

  it('holds back what an idempotent channel would send again after a crash', async () => {
    await begin({ abilities: { idempotent: true } })
    await many(1)
    const id = await approved(world)
    await runCampaigns(world)
    const now = world.clock.now()
    const until = new Date(now.getTime() + 60_000)
    await world.database.run((db) => takeDue(db, { now, until, limit: 9, channels: ['simulated'], unasked: true }))
    await stopCampaign(world, id, WRITER)
    world.clock.pass(61_000)
    await settleLapsed(world)
    await sweep(world)
    expect(texts()).toEqual([])
    expect(await personsOf(world, id)).toMatchObject({ takenBack: 1, queued: 0 })
  })
})

describe('a pause', () => {
  it('takes back what has not left, and a resumed campaign tells it anew, by what holds then', async () => {
    await many(3)
    const id = await approved(world)
    await runCampaigns(world)
    await pauseCampaign(world, id, WRITER)
    await sweep(world)
    expect(texts()).toEqual([])
    expect(await personsOf(world, id)).toMatchObject({ waiting: 3, queued: 0 })
    await world.database.run((db) =>
      withdrawConsent(db, world.vault.hash('phone', phone(1)), agencyId, world.clock.now()),
    )
    await resumeCampaign(world, id, APPROVER)
    await sweep(world)
    expect(addresses().sort()).toEqual([phone(0), phone(2)])
    expect(await personsOf(world, id)).toMatchObject({ sent: 2, visit: 1, waiting: 0 })
  })

  it('that ends at once loses nobody', async () => {
    await many(3)
    const id = await approved(world)
    await runCampaigns(world)
    await pauseCampaign(world, id, WRITER)
    await resumeCampaign(world, id, APPROVER)
    await sweep(world)
    await sweep(world)
    expect(addresses()).toHaveLength(3)
    expect(await personsOf(world, id)).toMatchObject({ sent: 3 })
  })

  it('holds what the platform made wait', async () => {
    await many(1)
    const id = await approved(world)
    await runCampaigns(world)
    world.outcomes.push({ sent: false, because: 'retry', afterMs: 1000 })
    await deliverAllDue(world)
    await pauseCampaign(world, id, WRITER)
    world.clock.pass(1000)
    await sweep(world)
    expect(texts()).toEqual([])
    await resumeCampaign(world, id, APPROVER)
    await sweep(world)
    expect(texts()).toHaveLength(1)
  })
})

it('channels keep their own pace: unasked messages never faster, replies at once', async () => {
  const sentAt: number[] = []
  const carry = () => {
    sentAt.push(world.clock.now().getTime())
    return { sent: true as const }
  }
  await begin({ channels: [simulated(carry, { perSecond: 4 })] })
  await many(20)
  await approved(world)
  await runCampaigns(world)
  for (let tick = 0; tick < 40; tick++) {
    await deliverAllDue(world)
    world.clock.pass(230)
  }
  expect(sentAt).toHaveLength(20)
  for (const from of sentAt) expect(sentAt.filter((at) => at >= from && at < from + 1000).length).toBeLessThanOrEqual(4)
})

describe('a campaign whose messages come to nothing', () => {
  const REFUSED = { sent: false, because: 'refused', failure: 'telegram400' } as const
  const UNKNOWN = { sent: false, because: 'unknown', failure: 'noAnswer' } as const
  const NOT_US = { sent: false, because: 'retry', afterMs: 30_000, free: true, unauthorised: true } as const
  const states = async (id: string) => {
    const campaign = await readCampaign(world, id, WRITER)
    return [campaign.state, alarmOf(campaign)]
  }

  it('goes on while a fifth of the last fifty fails, and pauses with one more, whether it failed or is in doubt', async () => {
    await many(80)
    const id = await approved(world)
    world.outcomes.push(...Array.from({ length: 10 }, () => REFUSED))
    await runCampaigns(world)
    await deliverDue(world)
    await runCampaigns(world)
    expect(await states(id)).toEqual(['done', undefined])
    const other = await approved(world, { title: 'Kabar lain' })
    world.outcomes.push(UNKNOWN, ...Array.from({ length: 10 }, () => REFUSED))
    await runCampaigns(world)
    const rows = await all(world.database, 'outbox')
    // Those that failed are the last of fifty.
    await world.database.run(function* (db) {
      const later = rows.filter(({ causeId }) => causeId === other).slice(11)
      for (const { id } of later)
        yield* exec(
          db
            .update(db.t.outbox)
            .set({ notBefore: new Date(world.clock.now().getTime() + HOUR) })
            .where(eq(db.t.outbox.id, id)),
        )
    })
    await deliverDue(world)
    await runCampaigns(world)
    expect(await states(other)).toEqual(['paused', 'failing'])
    const status = await campaignStatus(world, other, WRITER)
    expect(status.failures).toEqual([{ failure: 'telegram400', messages: 10 }])
    expect(status.campaign.changes.at(-1)).toMatchObject({ by: 'sapa', what: ['paused', 'pausedFailing'] })
    await runCampaigns(world)
    await deliverAllDue(world)
    expect(world.carried.length).toBe(70)
  })

  it('pauses when the platform refuses us three times, and goes on once an officer has looked', async () => {
    await many(5)
    const id = await approved(world)
    world.outcomes.push(NOT_US, NOT_US)
    await sweep(world)
    expect(await states(id)).toEqual(['sending', undefined])
    world.clock.pass(30_000)
    world.outcomes.push(NOT_US)
    await on({ phone: phone(9) })
    const other = await approved(world, { title: 'Kabar lain' })
    world.outcomes.push(NOT_US, NOT_US)
    await sweep(world)
    expect(await states(other)).toEqual(['paused', 'unauthorised'])
    await resumeCampaign(world, other, APPROVER)
    world.outcomes.length = 0
    world.clock.pass(60_000)
    for (let n = 0; n < 3; n++) await sweep(world)
    expect(await states(other)).toEqual(['done', undefined])
    expect(await personsOf(world, other)).toMatchObject({ frozen: 6, sent: 6 })
  })

  it('goes on for those whose message failed, and only by choice for those who may have got it', async () => {
    await many(4)
    const id = await approved(world)
    world.outcomes.push(REFUSED, UNKNOWN)
    await runCampaigns(world)
    await deliverDue(world)
    await on({ phone: phone(20) })
    await pauseCampaign(world, id, WRITER)
    await runCampaigns(world)
    expect(await personsOf(world, id)).toMatchObject({ sent: 2, failed: 1, unknown: 1, visit: 1 })
    await expect(resumeCampaign(world, id, WRITER, undefined, ['failed'])).rejects.toMatchObject({
      code: 'campaigns.refused.role',
    })
    expect(await personsOf(world, id)).toMatchObject({ failed: 1 })
    await resumeCampaign(world, id, APPROVER, undefined, ['failed'])
    await sweep(world)
    expect(await personsOf(world, id)).toMatchObject({ sent: 3, failed: 0, unknown: 1, visit: 0 })
    expect(new Set(addresses()).size).toBe(3)
  })
})

describe('a wish to be left alone', () => {
  const proof = () => ({ proof: 'code' as const, provenAt: world.clock.now(), provenBy: 'chat' })
  /** Chats of one person on as many channels, all proven. */
  const chatsOf = async (workerId: string, ...channels: string[]) => {
    for (const channel of channels) {
      await put(world.database, 'contacts', contact({ id: channel, channel }))
      await world.database.run((db) => linkWorkers(db, channel, [workerId], proof()))
    }
  }
  const wishes = (id: string, wish: 'optedOutAt' | 'optedInAt') => {
    world.clock.pass(1000)
    return world.database.run((db) => changeContact(db, id, { [wish]: world.clock.now() }))
  }

  it('told on one channel counts on all: a visit, though the agency has leave and another chat had asked for news', async () => {
    const { workerId } = await on({ phone: PHONE })
    await chatsOf(workerId, 'telegram', 'web-chat')
    await wishes('web-chat', 'optedInAt')
    await wishes('telegram', 'optedOutAt')
    const id = await approved(world)
    await sweep(world)
    expect(texts()).toEqual([])
    expect(await personsOf(world, id)).toMatchObject({ visit: 1 })
    expect(await visits()).toEqual([[workerId, 'optedOut']])
  })

  it('is lifted by a later wish for news on any of them', async () => {
    const { workerId } = await on({ phone: PHONE })
    await chatsOf(workerId, 'telegram', 'web-chat')
    await wishes('telegram', 'optedOutAt')
    await wishes('web-chat', 'optedInAt')
    await approved(world)
    await sweep(world)
    expect(texts()).toHaveLength(1)
  })

  it('reaches a message that waits already, which becomes a visit', async () => {
    const { workerId } = await on({ phone: PHONE })
    await chatsOf(workerId, 'telegram')
    await approved(world)
    await runCampaigns(world)
    await wishes('telegram', 'optedOutAt')
    await sweep(world)
    expect(texts()).toEqual([])
    expect(await visits()).toEqual([[workerId, 'optedOut']])
  })
})
