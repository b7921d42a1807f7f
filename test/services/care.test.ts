import { afterEach, describe, expect, it } from 'vitest'
import type { Channel, ChannelState } from '../../src/channels/channel.ts'
import { simulated } from '../../src/channels/simulated/simulated.ts'
import type { Caution, HaltReason } from '../../src/domain/caution.ts'
import { channelViews, resumeChannel } from '../../src/services/channel-views.ts'
import { deliverAllDue } from '../../src/services/deliver.ts'
import { receive } from '../../src/services/receive.ts'
import { queueReply } from '../../src/store/outbox.ts'
import { queueUnasked } from '../../src/store/unasked.ts'
import { all, contact, put } from '../store/rows.ts'
import { engines } from '../support/databases.ts'
import { type TestWorld, testWorld } from '../support/world.ts'
import { officer } from './campaigns/campaigning.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const CAUTION: Caution = {
  gapMs: { least: MINUTE, most: MINUTE },
  warmUp: [3, 5],
  answers: { of: 4, withinMs: HOUR, leastShare: 0.3 },
}
const ADMIN = officer({ id: 'admin', role: 'admin', agencyId: null })

let world: TestWorld
let state: ChannelState
let alarm: HaltReason | undefined
afterEach(() => world.database.close())

async function begin(engine: keyof typeof engines): Promise<void> {
  state = { is: 'ready', account: '6281000009900' }
  alarm = undefined
  const channel: Channel = {
    ...simulated(
      ({ id, address }) => {
        world.carried.push({ id, address, prompt: { text: '', choices: [] } })
        return { sent: true, externalId: id }
      },
      { perSecond: 1, caution: CAUTION },
    ),
    state: () => state,
    alarm: () => alarm,
  }
  world = await testWorld({ database: await engines[engine](), channels: [channel] })
}

/** So many people, each of whom waits for a message that they did not ask for. */
async function queue(count: number): Promise<string[]> {
  const now = world.clock.now()
  const expiresAt = new Date(now.getTime() + 30 * 24 * HOUR)
  const addresses = Array.from({ length: count }, () => `62810${world.ids.next(now)}`)
  for (const address of addresses) {
    const id = world.ids.next(now)
    const sealed = world.vault.seal('contacts.address', address)
    const hash = world.vault.hash('address', address)
    await put(world.database, 'contacts', contact({ id, addressSealed: sealed, addressHash: hash, code: id.slice(-9) }))
    await world.database.run((db) => queueUnasked(db, { ...row(id), cause: 'notice', expiresAt }))
  }
  return addresses
}

function row(contactId: string) {
  const now = world.clock.now()
  const bodySealed = world.vault.seal('outbox.body', JSON.stringify({ text: 'kabar', choices: [] }))
  const id = world.ids.next(now)
  return { id, contactId, channel: 'simulated', causeId: 'x', bodySealed, createdAt: now, notBefore: now }
}

/** The sweeps come by each minute for so long. */
async function pass(minutes: number): Promise<void> {
  for (let n = 0; n < minutes; n++) {
    await deliverAllDue(world)
    world.clock.pass(MINUTE)
  }
}

const halt = async () => (await channelViews(world))[0]!.halt?.why

describe.each(Object.keys(engines) as (keyof typeof engines)[])('a channel with a caution, on %s', (engine) => {
  it('lets one message go, then none before the gap is over, and no more in a day than the warm-up lets', async () => {
    await begin(engine)
    await queue(12)
    await deliverAllDue(world)
    expect(world.carried).toHaveLength(1)
    await pass(9)
    expect(world.carried).toHaveLength(3)
    // Of an hour only its beginning is known, so that the day is up to an hour longer.
    world.clock.pass(25 * HOUR)
    await pass(9)
    expect(world.carried).toHaveLength(8)
    expect((await channelViews(world))[0]).toMatchObject({ name: 'simulated', today: 5, allowance: 5 })
  })

  it('begins anew with another number', async () => {
    await begin(engine)
    await queue(20)
    await pass(5)
    world.clock.pass(3 * 24 * HOUR)
    state = { is: 'ready', account: '6281000009901' }
    await pass(9)
    expect(world.carried).toHaveLength(6)
  })

  it('lets nothing go that nobody asked for while nobody is linked, and replies all the same', async () => {
    await begin(engine)
    const [first] = await queue(2)
    state = { is: 'qr' }
    await pass(3)
    expect(world.carried).toEqual([])
    const { contactId } = await receive(world, 'simulated', { externalId: 'e', address: first!, text: 'halo' })
    await world.database.run((db) => queueReply(db, { ...row(contactId), cause: 'reply' }))
    await pass(1)
    expect(world.carried.map(({ address }) => address)).toContain(first)
    expect((await channelViews(world))[0]).toMatchObject({ today: 0, allowance: 3 })
  })

  it('stops where too few answer, until an officer lets it go on, and judges what came before no more', async () => {
    await begin(engine)
    await queue(12)
    await pass(5)
    world.clock.pass(24 * HOUR)
    await pass(1)
    world.clock.pass(2 * HOUR)
    await pass(1)
    expect(await halt()).toBe('unanswered')
    const sent = world.carried.length
    world.clock.pass(46 * HOUR)
    await pass(5)
    expect(world.carried).toHaveLength(sent)
    expect((await all(world.database, 'audit')).map(({ action }) => action)).toEqual(['channel.halted'])
    await resumeChannel(world, 'simulated', ADMIN)
    await pass(2)
    expect(world.carried.length).toBeGreaterThan(sent)
    expect(await halt()).toBeUndefined()
  })

  it('goes on where enough answer', async () => {
    await begin(engine)
    await queue(12)
    await pass(5)
    for (const { address } of [...world.carried])
      await receive(world, 'simulated', { externalId: address, address, text: 'siap' })
    world.clock.pass(24 * HOUR)
    await pass(1)
    world.clock.pass(2 * HOUR)
    await pass(1)
    expect(world.carried.length).toBeGreaterThan(4)
    expect(await halt()).toBeUndefined()
  })

  it('stops when the channel says that an officer is to look, at night too, and stays so when that has passed', async () => {
    await begin(engine)
    await queue(3)
    world.clock.pass(13 * HOUR)
    alarm = 'unlinked'
    await pass(1)
    alarm = undefined
    world.clock.pass(12 * HOUR)
    await pass(3)
    expect(world.carried).toEqual([])
    expect(await halt()).toBe('unlinked')
    await expect(resumeChannel(world, 'simulated', officer())).rejects.toMatchObject({ code: 'messengers.refused' })
    await resumeChannel(world, 'simulated', ADMIN)
    await expect(resumeChannel(world, 'simulated', ADMIN)).rejects.toMatchObject({ code: 'messengers.notHalted' })
    await pass(1)
    expect(world.carried).toHaveLength(1)
  })
})
