import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import type { NotSent, Outgoing, Sent } from '../../src/channels/channel.ts'
import { simulated } from '../../src/channels/simulated/simulated.ts'
import { pauseCampaign, resumeCampaign, stopCampaign } from '../../src/services/campaigns/halt.ts'
import { readCampaign } from '../../src/services/campaigns/known.ts'
import { runCampaigns } from '../../src/services/campaigns/run.ts'
import { deliverAllDue, settleLapsed } from '../../src/services/deliver.ts'
import { runJourneys } from '../../src/services/journeys/run.ts'
import { routeNotices } from '../../src/services/notices.ts'
import { takeReceipt } from '../../src/services/receipts.ts'
import { changeContact, linkWorkers } from '../../src/store/contacts.ts'
import { takeDue } from '../../src/store/due.ts'
import { exec } from '../../src/store/work.ts'
import { enrol, listOf } from '../store/registered.ts'
import { all, contact, put } from '../store/rows.ts'
import { engines } from '../support/databases.ts'
import { type TestWorld, testWorld } from '../support/world.ts'
import { APPROVER, approved, dying, personsOf, WRITER } from './campaigns/campaigning.ts'

const DAY = 86_400_000
const PHONE = '6281000009001'
const CHANNELS = ['telegram', 'cloud', 'unofficial'] as const
type Name = (typeof CHANNELS)[number]

const REFUSED: Sent = { sent: false, because: 'refused', failure: 'refused' }
const UNKNOWN: Sent = { sent: false, because: 'unknown', failure: 'noAnswer' }
const STOPPED: Sent = { sent: false, because: 'stopped', failure: 'blocked' }

/** Three channels side by side; of each what it was handed, and what its next sends come to. */
class Platforms {
  readonly handed: { channel: Name; message: Outgoing }[] = []
  readonly outcomes: Record<Name, Sent[]> = { telegram: [], cloud: [], unofficial: [] }
  /** What reached a phone, or may have. */
  readonly arrived: { channel: Name; message: Outgoing }[] = []

  readonly channels = CHANNELS.map((name) => ({
    ...simulated((message) => this.carry(name, message), {
      official: name !== 'unofficial',
      writesFirst: name === 'cloud',
    }),
    name,
  }))

  private carry(channel: Name, message: Outgoing): Sent {
    this.handed.push({ channel, message })
    const sent = this.outcomes[channel].shift() ?? { sent: true, externalId: `${channel}-${message.id}` }
    if (sent.sent || sent.because === 'unknown') this.arrived.push({ channel, message })
    return sent
  }
}

let world: TestWorld
let platforms: Platforms
let agencyId: string
afterEach(() => world.database.close())

async function begin(engine: keyof typeof engines = 'sqlite'): Promise<void> {
  platforms = new Platforms()
  world = await testWorld({ database: await engines[engine](), channels: platforms.channels })
  agencyId = await listOf(world, 'DKPPP')
}

/** A chat of somebody's own that asks for news, heard so many days ago. */
async function chat(workerId: string, channel: Name, daysAgo: number): Promise<string> {
  const id = `${channel} of ${workerId}`
  const address = `address at ${id}`
  const { vault, clock } = world
  const sealed = { addressSealed: vault.seal('contacts.address', address), addressHash: vault.hash('address', address) }
  await put(world.database, 'contacts', contact({ id, channel, optedInAt: clock.now(), ...sealed }))
  const heardAt = new Date(clock.now().getTime() - daysAgo * DAY)
  await put(world.database, 'sessions', { contactId: id, rev: 1, stateSealed: 'unread', heardAt })
  await world.database.run((db) =>
    linkWorkers(db, id, [workerId], { proof: 'code', provenAt: clock.now(), provenBy: 'test' }),
  )
  return id
}

const on = () => enrol(world, { agencyId, phone: PHONE, agreed: true })
const went = () => platforms.handed.map(({ channel }) => channel)
const visits = async () => (await all(world.database, 'visits')).map(({ reason }) => reason)
const rounds = async (round: () => Promise<unknown>, n = 4) => {
  for (let at = 0; at < n; at++) {
    await round()
    await deliverAllDue(world)
  }
}

/** The three ways in which something leaves that nobody asked for: how it begins, and the sweep that brings it on. */
const KINDS: Record<string, { start: () => Promise<unknown>; sweep: () => Promise<unknown> }> = {
  notice: { start: async () => {}, sweep: () => routeNotices(world) },
  campaign: { start: () => approved(world), sweep: () => runCampaigns(world) },
  journey: { start: async () => {}, sweep: () => runJourneys(world) },
}

describe.each(Object.keys(KINDS))('a %s', (kind) => {
  const { start, sweep } = KINDS[kind]!
  const told = async () => {
    await start()
    await rounds(sweep)
  }

  it.each(['sqlite', 'postgres'] as const)(
    'that comes to nothing goes to the next chat, each once, and in the end makes a visit that says why, on %s',
    async (engine) => {
      await begin(engine)
      const { workerId } = await on()
      await chat(workerId, 'unofficial', 0)
      await chat(workerId, 'telegram', 3)
      for (const channel of CHANNELS) platforms.outcomes[channel].push(REFUSED, REFUSED)
      await told()
      expect(went()).toEqual(['telegram', 'cloud', 'unofficial'])
      expect(await visits()).toEqual(['undelivered'])
      expect((await all(world.database, 'triedContacts')).length).toBe(3)
    },
  )

  it('goes to the official chat that was heard last, and nowhere else', async () => {
    await begin()
    const { workerId } = await on()
    await chat(workerId, 'unofficial', 0)
    await chat(workerId, 'telegram', 3)
    await told()
    expect(went()).toEqual(['telegram'])
    expect(await visits()).toEqual([])
  })

  it('that may have arrived goes nowhere else', async () => {
    await begin()
    const { workerId } = await on()
    await chat(workerId, 'telegram', 3)
    platforms.outcomes.telegram.push(UNKNOWN)
    await told()
    expect(went()).toEqual(['telegram'])
    expect(await visits()).toEqual([])
  })

  it('whose time is over goes to the next chat', async () => {
    await begin()
    const { workerId } = await on()
    await chat(workerId, 'telegram', 3)
    const waits = (until: Date | null) =>
      world.database.run((db) => exec(db.update(db.t.contacts).set({ waitsUntil: until })))
    await waits(new Date(world.clock.now().getTime() + 8 * DAY))
    await told()
    expect(went()).toEqual([])
    await waits(null)
    world.clock.pass(8 * DAY)
    await rounds(sweep)
    expect(went()).toEqual(['cloud'])
    expect(await visits()).toEqual([])
  })

  it('where the person has blocked us goes to another chat that asked for news, never to the bare phone', async () => {
    await begin()
    const { workerId } = await on()
    await chat(workerId, 'telegram', 3)
    await chat(workerId, 'unofficial', 5)
    world.clock.pass(1000)
    platforms.outcomes.telegram.push(STOPPED)
    await told()
    expect(went()).toEqual(['telegram', 'unofficial'])
  })
})

it('a family behind one phone is told together in the next chat, too', async () => {
  await begin()
  const people = [await on(), await on()]
  const id = await chat(people[0]!.workerId, 'telegram', 1)
  await world.database.run((db) =>
    linkWorkers(db, id, [people[1]!.workerId], { proof: 'code', provenAt: world.clock.now(), provenBy: 'test' }),
  )
  platforms.outcomes.telegram.push(REFUSED)
  const campaign = await approved(world)
  await rounds(() => runCampaigns(world))
  expect(went()).toEqual(['telegram', 'cloud'])
  expect(platforms.arrived[0]!.message.prompt.text).toContain('dan 1 orang lain')
  expect(await personsOf(world, campaign)).toMatchObject({ sent: 2, failed: 0, visit: 0 })
})

it('a campaign that was stopped falls back to no other chat', async () => {
  await begin()
  const { workerId } = await on()
  await chat(workerId, 'telegram', 1)
  const campaign = await approved(world)
  await runCampaigns(world)
  platforms.outcomes.telegram.push(REFUSED)
  await deliverAllDue(world)
  await stopCampaign(world, campaign, WRITER)
  await rounds(() => runCampaigns(world))
  expect(went()).toEqual(['telegram'])
  expect(await visits()).toEqual(['undelivered'])
})

it('a message that fails only after its campaign was done goes to the next chat, and the campaign is done again', async () => {
  await begin()
  const { workerId } = await on()
  await chat(workerId, 'telegram', 1)
  const campaign = await approved(world)
  const state = async () => (await readCampaign(world, campaign, WRITER)).state
  await rounds(() => runCampaigns(world))
  expect([await state(), went()]).toEqual(['done', ['telegram']])
  const { id } = platforms.handed[0]!.message
  await takeReceipt(world, { channel: 'telegram', message: { ours: id }, kind: 'failed', outcome: REFUSED as NotSent })
  await rounds(() => runCampaigns(world))
  expect([await state(), went()]).toEqual(['done', ['telegram', 'cloud']])
  expect(await personsOf(world, campaign)).toMatchObject({ sent: 1, waiting: 0, visit: 0 })
})

it('whoever says stop before the next chat is tried is left alone', async () => {
  await begin()
  const { workerId } = await on()
  const id = await chat(workerId, 'telegram', 1)
  const campaign = await approved(world)
  await runCampaigns(world)
  platforms.outcomes.telegram.push(REFUSED)
  await deliverAllDue(world)
  world.clock.pass(1000)
  await world.database.run((db) => changeContact(db, id, { optedOutAt: world.clock.now(), optedInAt: null }))
  await rounds(() => runCampaigns(world))
  expect(went()).toEqual(['telegram'])
  expect(await visits()).toEqual(['optedOut'])
  expect(await personsOf(world, campaign)).toMatchObject({ visit: 1, sent: 0 })
})

it('an officer’s choice to send again what failed tries all chats once more', async () => {
  await begin()
  const { workerId } = await on()
  await chat(workerId, 'telegram', 1)
  platforms.outcomes.telegram.push(REFUSED)
  platforms.outcomes.cloud.push(REFUSED)
  const campaign = await approved(world)
  await runCampaigns(world)
  await deliverAllDue(world)
  await runCampaigns(world)
  await deliverAllDue(world)
  await pauseCampaign(world, campaign, WRITER)
  await runCampaigns(world)
  expect(await personsOf(world, campaign)).toMatchObject({ failed: 1, visit: 1 })
  await resumeCampaign(world, campaign, APPROVER, undefined, ['failed'])
  await rounds(() => runCampaigns(world))
  expect(went()).toEqual(['telegram', 'cloud', 'telegram'])
  expect(await personsOf(world, campaign)).toMatchObject({ sent: 1, failed: 0, visit: 0 })
})

const outcome = fc.constantFrom<Sent>(
  { sent: true },
  { sent: false, because: 'retry', afterMs: 500 },
  ...[REFUSED, UNKNOWN, STOPPED],
)
const outcomes = fc.record({
  telegram: fc.array(outcome, { maxLength: 4 }),
  cloud: fc.array(outcome, { maxLength: 4 }),
  unofficial: fc.array(outcome, { maxLength: 4 }),
})
const event = fc.oneof(
  fc.record({ do: fc.constantFrom('sweep', 'deliver', 'pass', 'die in hand', 'receipts', 'two at once') }),
  fc.record({ do: fc.constant('crash' as const), works: fc.nat(5) }),
)
type Event = typeof event extends fc.Arbitrary<infer E> ? E : never

const sweepAll = async (of: TestWorld) => {
  await routeNotices(of)
  await runCampaigns(of)
  await runJourneys(of)
}

async function happen(happening: Event): Promise<void> {
  const now = world.clock.now()
  if ('works' in happening) return void (await sweepAll(dying(world, happening.works)).catch(() => {}))
  if (happening.do === 'sweep') return await sweepAll(world)
  if (happening.do === 'two at once') return void (await Promise.allSettled([sweepAll(world), sweepAll(world)]))
  if (happening.do === 'deliver') return await deliverAllDue(world)
  if (happening.do === 'pass') return world.clock.pass(61_000)
  if (happening.do === 'die in hand') {
    const due = { now, until: new Date(now.getTime() + 60_000), limit: 2, channels: [...CHANNELS], unasked: true }
    return void (await world.database.run((db) => takeDue(db, due)))
  }
  for (const { channel, message } of platforms.arrived)
    await takeReceipt(world, { channel, message: { ours: message.id }, kind: 'delivered', at: now })
}

/** What each person has been told, or may have: one word for each message, by whom it speaks of. */
async function toldTimes(): Promise<Map<string, number>> {
  const rows = [
    ...(await all(world.database, 'notices')).map((row) => ({ ...row, of: 'notice' })),
    ...(await all(world.database, 'campaignRecipients')).map((row) => ({ ...row, of: 'campaign' })),
    ...(await all(world.database, 'journeys')).map((row) => ({ ...row, of: row.kind as string })),
    ...(await all(world.database, 'triedContacts')).map((row) => ({ ...row, of: row.occasion })),
  ]
  const arrived = new Set(platforms.arrived.map(({ message }) => message.id))
  const told = rows.filter(({ outboxId }) => outboxId !== null && arrived.has(outboxId))
  const times = new Map<string, number>()
  for (const { workerId, of } of told) times.set(`${workerId} ${of}`, (times.get(`${workerId} ${of}`) ?? 0) + 1)
  return times
}

it('whatever fails, dies and comes back in whatever order, nobody is told twice and nobody is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 14 }), outcomes, async (events, comes) => {
      await begin()
      const people = [await on(), await enrol(world, { agencyId }), await on()]
      await chat(people[0]!.workerId, 'telegram', 1)
      await chat(people[0]!.workerId, 'unofficial', 0)
      await chat(people[1]!.workerId, 'unofficial', 2)
      for (const channel of CHANNELS) platforms.outcomes[channel].push(...comes[channel])
      const campaign = await approved(world)
      for (const happening of events) await happen(happening)
      for (let at = 0; at < 8; at++) {
        world.clock.pass(61_000)
        await settleLapsed(world)
        await sweepAll(world)
        await deliverAllDue(world)
      }
      await sweepAll(world)
      expect([...(await toldTimes()).values()].filter((times) => times > 1)).toEqual([])
      expect(new Set(platforms.arrived.map(({ message }) => message.id)).size).toBe(platforms.arrived.length)
      expect((await all(world.database, 'triedContacts')).every(({ outboxId }) => !isArrived(outboxId))).toBe(true)
      const { frozen, sent, unknown, visit } = await personsOf(world, campaign)
      expect([frozen, sent + unknown + visit]).toEqual([3, 3])
      const visited = new Set((await all(world.database, 'visits')).map(({ workerId }) => workerId))
      for (const { workerId, route, outboxId } of await all(world.database, 'notices'))
        expect(route === 'visit' ? visited.has(workerId) : isArrived(outboxId!) || (await isInDoubt(outboxId!))).toBe(
          true,
        )
      expect(await all(world.database, 'notices')).toHaveLength(3)
      await world.database.close()
    }),
    { numRuns: 30 },
  )
  await begin()
}, 120_000)

const isArrived = (outboxId: string) => platforms.arrived.some(({ message }) => message.id === outboxId)
const isInDoubt = async (outboxId: string) =>
  (await all(world.database, 'outbox')).some(({ id, unknownAt }) => id === outboxId && unknownAt !== null)
