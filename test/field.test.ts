import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { simulated } from '../src/channels/simulated/simulated.ts'
import { WebChat } from '../src/channels/web-chat/web-chat.ts'
import { previewCampaign } from '../src/services/campaigns/preview.ts'
import { runCampaigns } from '../src/services/campaigns/run.ts'
import { deliverAllDue, deliverReplies, settleLapsed } from '../src/services/deliver.ts'
import { runJourneys } from '../src/services/journeys/run.ts'
import { routeNotices } from '../src/services/notices.ts'
import { settleEarly, takeReceipt } from '../src/services/receipts.ts'
import { receive } from '../src/services/receive.ts'
import { importRoster } from '../src/services/rosters/import-roster.ts'
import { waitingWork } from '../src/services/waiting-work.ts'
import { takeDue } from '../src/store/due.ts'
import { exec } from '../src/store/work.ts'
import { approved, dying, personsOf, submitted, sweep, WRITER } from './services/campaigns/campaigning.ts'
import { chatOf, enrol, listOf } from './store/registered.ts'
import { all } from './store/rows.ts'
import { type TestWorld, type TestWorldOptions, testWorld } from './support/world.ts'

// What goes wrong with bots that write to many: each story ends well here.

const HOUR = 3_600_000
const DAY = 24 * HOUR
const PHONE = '6281000009001'
const NIK = '3574015708709001'

let world: TestWorld
let agencyId: string
beforeEach(() => begin())
afterEach(() => world.database.close())

async function begin(options: TestWorldOptions = {}): Promise<void> {
  await world?.database.close().catch(() => {})
  world = await testWorld(options)
  agencyId = await listOf(world, 'DKPPP')
}

const phoneOf = (n: number) => `62810000091${String(n).padStart(2, '0')}`
const many = async (n: number) => {
  for (let at = 0; at < n; at++) await enrol(world, { agencyId, phone: phoneOf(at), agreed: true })
}
const somebody = () => enrol(world, { agencyId, phone: PHONE, agreed: true })
const told = () => world.carried.filter(({ prompt }) => prompt.text.startsWith('Salam'))
const addresses = () => told().map(({ address }) => address)
const outbox = () => all(world.database, 'outbox')
/** All that leaves unasked, as the sweeps bring it on. */
const everything = async (of: TestWorld = world) => {
  await routeNotices(of)
  await runCampaigns(of)
  await runJourneys(of)
  await deliverAllDue(of)
}

/** Hands in a list of one worker, with leave to write. */
async function handIn(source: string, year = 2026): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sapa-field-'))
  const file = path.join(folder, `${source}.csv`)
  const head = 'nik,nama,tanggal_lahir,telepon,kelurahan,pekerjaan,mulai,selesai,dibayar_sampai'
  const line = `${NIK},Siti Aminah,17-08-1970,0810-0000-9001,Kanigaran,nelayan,${year}-01,${year}-12,${year}-11`
  writeFileSync(file, `${head}\n${line}\n`)
  await importRoster(world, file, { agency: 'DKPPP', funding: 'apbd', consent: source, mode: 'apply', by: 'test' })
  rmSync(folder, { recursive: true })
}

describe('a campaign', () => {
  it('is never noted as sent before it is: whoever dies with the messages in hand has told nobody', async () => {
    await many(3)
    const id = await approved(world)
    await runCampaigns(world)
    const now = world.clock.now()
    const until = new Date(now.getTime() + 60_000)
    await world.database.run((db) => takeDue(db, { now, until, limit: 1, channels: ['simulated'], unasked: true }))
    expect(await personsOf(world, id)).toMatchObject({ sent: 0, queued: 3 })
    expect(await all(world.database, 'reach')).toEqual([])
    world.clock.pass(61_000)
    await settleLapsed(world)
    await sweep(world)
    expect(await personsOf(world, id)).toMatchObject({ sent: 2, unknown: 1, queued: 0 })
  })

  it('that two processes pick up, and pick up again after they died, tells each phone once', async () => {
    await many(60)
    const id = await approved(world)
    for (const works of [1, 2, 3, 5])
      await Promise.allSettled([runCampaigns(dying(world, works)), runCampaigns(world), deliverAllDue(world)])
    await Promise.all([everything(), everything()])
    await everything()
    const ours = (await outbox()).filter(({ cause }) => cause === 'campaign').map(({ id }) => id)
    const phones = told()
      .filter((message) => ours.includes(message.id))
      .map(({ address }) => address)
    expect([phones.length, new Set(phones).size]).toEqual([60, 60])
    expect(await personsOf(world, id)).toMatchObject({ sent: 60 })
  })

  it('that comes to nothing half-way says so: it pauses by itself and waits for an officer', async () => {
    await many(50)
    const id = await approved(world)
    world.outcomes.push(
      ...Array.from({ length: 20 }, () => ({ sent: false, because: 'refused', failure: 'x' }) as const),
    )
    await sweep(world)
    expect(await waitingWork(world, WRITER)).toMatchObject({ alarms: 1 })
    expect(world.logged.filter(({ level }) => level === 'warn')).toMatchObject([{ what: { alarm: 'failing' } }])
    const { sent, failed, visit } = await personsOf(world, id)
    expect([sent + visit, failed]).toEqual([50, 20])
  })

  it('goes on where one message makes the channel throw', async () => {
    let sends = 0
    const carry = () => {
      if (++sends === 2) throw new Error('broken')
      return { sent: true } as const
    }
    await begin({ channels: [simulated(carry)] })
    await many(5)
    const id = await approved(world)
    await sweep(world)
    expect(await personsOf(world, id)).toMatchObject({ sent: 4, unknown: 1 })
  })
})

it('a late "sent" does not overwrite that a message was delivered and read', async () => {
  await begin({
    channels: [
      simulated(async ({ id }) => {
        // The platform tells of it before our own request has come back, and tells the last first.
        for (const kind of ['read', 'delivered'] as const)
          await takeReceipt(world, { channel: 'simulated', message: { ours: id }, kind, at: world.clock.now() })
        world.clock.pass(5000)
        return { sent: true, externalId: `platform-${id}` }
      }),
    ],
  })
  await somebody()
  const id = await approved(world)
  await sweep(world)
  const [row] = await outbox()
  await takeReceipt(world, {
    ...{ channel: 'simulated', message: { theirs: `platform-${row!.id}` }, kind: 'delivered' as const },
    at: world.clock.now(),
  })
  await settleEarly(world)
  expect((await outbox())[0]).toMatchObject({ deliveredAt: row!.deliveredAt, readAt: row!.readAt })
  expect(row!.readAt!.getTime()).toBeLessThan(row!.sentAt!.getTime())
  expect(await personsOf(world, id)).toMatchObject({ sent: 1, delivered: 1, read: 1 })
})

describe('a wish to be left alone', () => {
  it('is not lost when the list is handed in again with new leave', async () => {
    await handIn('rapat')
    await everything()
    expect(addresses()).toEqual([PHONE])
    await chatOf(world, PHONE, PHONE)('stop')
    await handIn('formulir-baru')
    await handIn('tahun-baru', 2027)
    world.clock.pass(8 * DAY)
    await approved(world)
    await everything()
    expect(addresses()).toEqual([PHONE])
  })

  it.each(['Stop. Terima kasih', 'stop ya pak, terima kasih', 'STOP!!', 'mohon jangan dikirimi pesan lagi'])(
    'is understood in %j',
    async (words) => {
      await somebody()
      await everything()
      await chatOf(world, PHONE, PHONE)(words)
      expect((await all(world.database, 'contacts'))[0]!.optedOutAt).not.toBeNull()
      world.clock.pass(8 * DAY)
      await approved(world)
      await everything()
      expect(told()).toHaveLength(1)
    },
  )

  it.each([
    'kalau iurannya stop, apakah saya masih dilindungi?',
    'bapak saya stop kerja jadi nelayan',
    'apakah perlindungannya berhenti bulan depan?',
  ])('is not heard in %j', async (words) => {
    await somebody()
    await everything()
    await chatOf(world, PHONE, PHONE)(words)
    expect((await all(world.database, 'contacts'))[0]!.optedOutAt).toBeNull()
  })
})

it('nobody’s conversation waits for ever: weeks after an unanswered question news comes through and is understood', async () => {
  await somebody()
  const say = chatOf(world, PHONE, PHONE)
  await say('halo')
  expect((await say('1')).session).toEqual({ flow: 'status', step: 'bornOn' })
  world.clock.pass(30 * DAY)
  await approved(world)
  await sweep(world)
  expect(told()).toHaveLength(1)
  expect((await say('2')).session.flow).toBe('genuine')
})

it('a conversation that cannot be read back blocks nobody: the person is answered, and the log says which', async () => {
  const say = chatOf(world, 'somebody')
  const { contactId } = await say('halo')
  await world.database.run((db) =>
    exec(db.update(db.t.sessions).set({ stateSealed: 'broken' }).where(eq(db.t.sessions.contactId, contactId))),
  )
  expect((await say('halo')).texts.join()).toContain('Balas dengan angka')
  expect((await say('1')).session.flow).toBe('status')
  expect(JSON.stringify(world.logged)).toContain(contactId)
})

it('nothing that nobody asked for leaves at night, whatever brings it on, and every answer does', async () => {
  await begin({ at: '2026-11-24T21:30:00+07:00' })
  await handIn('rapat')
  await many(2)
  await approved(world)
  const say = chatOf(world, 'awake')
  for (let hours = 0; hours < 10; hours++) {
    await everything()
    world.clock.pass(HOUR)
  }
  await deliverReplies(world, (await say('halo')).replies)
  expect(told()).toEqual([])
  expect(new Set(world.carried.map(({ address }) => address))).toEqual(new Set(['awake']))
  world.clock.pass(HOUR)
  await everything()
  expect(new Set(addresses())).toEqual(new Set([PHONE, phoneOf(0), phoneOf(1)]))
})

it('no log tells a NIK, a phone or a word of a chat, though everything goes wrong', async () => {
  await begin({
    channels: [
      simulated(({ address }) => {
        throw new Error(`cannot write to ${address}`)
      }),
    ],
  })
  await handIn('rapat')
  await somebody()
  await approved(world)
  await everything()
  const say = chatOf(world, PHONE, PHONE)
  const { contactId, replies } = await say(`NIK saya ${NIK}, nama Siti Aminah`)
  await deliverReplies(world, replies)
  const broken = { stateSealed: `no session but ${PHONE}` }
  await world.database.run((db) =>
    exec(db.update(db.t.sessions).set(broken).where(eq(db.t.sessions.contactId, contactId))),
  )
  await world.database.run((db) => exec(db.update(db.t.outbox).set({ bodySealed: `no body but ${NIK}` })))
  await say('halo')
  world.clock.pass(8 * DAY)
  await everything()
  expect(world.logged.length).toBeGreaterThan(1)
  const log = JSON.stringify(world.logged, (_, value: unknown) =>
    value instanceof Error ? [value.message, value.stack] : value,
  )
  for (const secret of [NIK, PHONE, PHONE.slice(2), '0810-0000-9001', 'Siti', 'Aminah'])
    expect(log).not.toContain(secret)
})

it('a second message is not dropped while the first is being answered', async () => {
  const say = (externalId: string, text: string) => receive(world, 'simulated', { externalId, address: 'quick', text })
  await say('0', 'halo')
  world.clock.pass(60_000)
  const answers = await Promise.all([say('1', 'berapa santunan kematian'), say('2', 'siapa ahli waris')])
  expect(answers.map(({ intent }) => intent).sort()).toEqual(['amount', 'heirs'])
  for (const { replies } of answers) expect(replies.length).toBeGreaterThan(0)
  expect(await all(world.database, 'inbound')).toHaveLength(3)
})

describe('what is shown beforehand is what arrives', () => {
  it('in the preview of a campaign', async () => {
    await enrol(world, { agencyId, phone: PHONE, agreed: true, name: 'Siti Aminah' })
    await enrol(world, { agencyId, phone: PHONE, agreed: true, name: 'Budi Santoso' })
    const texts = { id: 'Salam {nama}. Segmen {segmen}, masa {masa}.' }
    const { samples } = await previewCampaign(world, await submitted(world, { texts }), WRITER)
    await approved(world, { texts })
    await sweep(world)
    expect(samples.map((sample) => (sample.route === 'message' ? sample.prompt.text : sample.reason))).toEqual(
      told().map(({ prompt }) => prompt.text),
    )
  })

  it('in the web chat and on the phone, word for word', async () => {
    const web = new WebChat()
    await begin({ channels: [simulated(() => ({ sent: true })), web] })
    const said = ['halo', '1', '17-08-1970', 'menu', 'berapa santunannya', 'stop']
    const heardOn = async (channel: string) => {
      const texts: string[] = []
      for (const [at, text] of said.entries()) {
        world.clock.pass(60_000)
        const got = await receive(world, channel, { externalId: `${at}`, address: 'somebody', text })
        texts.push(...got.replies.map(({ prompt }) => prompt.text))
      }
      return texts
    }
    expect(await heardOn(web.name)).toEqual(await heardOn('simulated'))
  })
})

it('a sender whose id is no phone is answered at that id, and is nobody on the list for its digits', async () => {
  await somebody()
  const lid = `${PHONE}@lid`
  const say = chatOf(world, lid)
  const { replies, contactId } = await say('halo')
  await deliverReplies(world, replies)
  expect(new Set(world.carried.map(({ address }) => address))).toEqual(new Set([lid]))
  expect((await all(world.database, 'contacts')).find(({ id }) => id === contactId)!.phoneHash).toBeNull()
  for (const text of ['1', '17-08-1970']) await say(text)
  expect(await all(world.database, 'contactWorkers')).toEqual([])
  await routeNotices(world)
  await deliverAllDue(world)
  expect(addresses()).toEqual([PHONE])
})
