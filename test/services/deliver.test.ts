import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Channel, Outgoing, Sent } from '../../src/channels/channel.ts'
import { simulated } from '../../src/channels/simulated/simulated.ts'
import { deliverAllDue, deliverDue, deliverEvenly, deliverReplies, settleLapsed } from '../../src/services/deliver.ts'
import { Dispatcher } from '../../src/services/dispatch.ts'
import { settleEarly, takeReceipt } from '../../src/services/receipts.ts'
import { changeContact } from '../../src/store/contacts.ts'
import { takeDue } from '../../src/store/due.ts'
import { queueReply } from '../../src/store/outbox.ts'
import { queueUnasked } from '../../src/store/unasked.ts'
import type { Database } from '../../src/store/work.ts'
import { chatOf } from '../store/registered.ts'
import { all, contact, put } from '../store/rows.ts'
import { engines } from '../support/databases.ts'
import { type TestWorld, type TestWorldOptions, testWorld } from '../support/world.ts'

const SECOND = 1000
const HOUR = 3_600_000
const RETRY = (afterMs: number): Sent => ({ sent: false, because: 'retry', afterMs })
const NOT = (because: 'refused' | 'stopped' | 'unknown'): Sent => ({ sent: false, because, failure: because })

let world: TestWorld
beforeEach(() => begin())

async function begin(options: TestWorldOptions = {}): Promise<void> {
  world = await testWorld(options)
  await meet('person')
}

async function meet(id: string): Promise<void> {
  const { vault } = world
  const addressSealed = vault.seal('contacts.address', `address of ${id}`)
  await put(world.database, 'contacts', contact({ id, addressSealed, addressHash: vault.hash('address', id) }))
}

function queued(text: string, contactId: string) {
  const now = world.clock.now()
  const bodySealed = world.vault.seal('outbox.body', JSON.stringify({ text, choices: [] }))
  return {
    id: world.ids.next(now),
    contactId,
    channel: 'simulated',
    causeId: 'test',
    bodySealed,
    createdAt: now,
    notBefore: now,
  }
}

async function reply(text: string, contactId = 'person'): Promise<string> {
  const row = { ...queued(text, contactId), cause: 'reply' as const }
  await world.database.run((db) => queueReply(db, row))
  return row.id
}

async function notice(text: string, contactId = 'person', expiresAt = new Date('2027-01-01')): Promise<string> {
  const row = { ...queued(text, contactId), cause: 'notice' as const, expiresAt }
  await world.database.run((db) => queueUnasked(db, row))
  return row.id
}

const deliver = () => deliverAllDue(world)
const sent = () => world.carried.map(({ prompt }) => prompt.text)
const rowOf = async (id: string) => (await all(world.database, 'outbox')).find((row) => row.id === id)!
const change = (to: Parameters<typeof changeContact>[2]) => world.database.run((db) => changeContact(db, 'person', to))

/** Takes what is due and dies with it in hand. */
async function die(): Promise<void> {
  const now = world.clock.now()
  const until = new Date(now.getTime() + 60 * SECOND)
  await world.database.run((db) => takeDue(db, { now, until, limit: 9, channels: ['simulated'], unasked: true }))
}

describe('what goes out', () => {
  it('goes to the address, once, with our id, and is noted with the time', async () => {
    const id = await reply('halo')
    await deliver()
    await deliver()
    expect(world.carried).toEqual([{ id, address: 'address of person', prompt: { text: 'halo', choices: [] } }])
    expect(await rowOf(id)).toMatchObject({
      sentAt: world.clock.now(),
      deliveredAt: null,
      externalHash: world.vault.hash('message', `sim-${id}`),
    })
  })

  it('goes in its order within a chat, replies before what nobody asked for', async () => {
    await notice('kabar')
    for (const text of ['satu', 'dua', 'tiga']) await reply(text)
    await deliver()
    expect(sent()).toEqual(['satu', 'dua', 'tiga', 'kabar'])
  })

  it('is taken in batches until nothing is due', async () => {
    for (let n = 0; n < 230; n++) await reply(`nomor ${n}`)
    expect([await deliverDue(world), await deliverDue(world), await deliverDue(world)]).toEqual([200, 30, 0])
    expect(sent()).toEqual(Array.from({ length: 230 }, (_, n) => `nomor ${n}`))
  })

  it('does not wait for a chat whose platform takes its time', async () => {
    const order: string[] = []
    let open: () => void = () => {}
    const slow = new Promise<void>((done) => {
      open = done
    })
    const carry = async (message: Outgoing): Promise<Sent> => {
      if (message.address.endsWith('person')) await slow
      order.push(message.prompt.text)
      if (message.address.endsWith('other')) open()
      return { sent: true }
    }
    await begin({ channels: [simulated(carry)] })
    await meet('other')
    await reply('lambat')
    await reply('cepat', 'other')
    await deliver()
    expect(order).toEqual(['cepat', 'lambat'])
  })

  it('may be noted as delivered at once where the channel knows it', async () => {
    world.outcomes.push({ sent: true, delivered: true })
    const id = await reply('halo')
    await deliver()
    expect(await rowOf(id)).toMatchObject({ deliveredAt: world.clock.now(), externalHash: '' })
  })

  it('for a channel that is not running waits', async () => {
    await put(world.database, 'contacts', contact({ id: 'elsewhere', channel: 'telegram' }))
    const row = { ...queued('halo', 'elsewhere'), channel: 'telegram', cause: 'reply' as const }
    await world.database.run((db) => queueReply(db, row))
    await deliver()
    expect(sent()).toEqual([])
  })
})

describe('a platform that asks to wait', () => {
  it('is waited for as long as it asked, and then tried again with the same id', async () => {
    world.outcomes.push(RETRY(30 * SECOND))
    const id = await reply('halo')
    await deliver()
    world.clock.pass(30 * SECOND - 1)
    await deliver()
    expect(sent()).toEqual([])
    world.clock.pass(1)
    await deliver()
    expect(world.carried.map((message) => message.id)).toEqual([id])
    expect(await rowOf(id)).toMatchObject({ attempts: 2, failedAt: null })
  })

  it('makes the rest of that chat wait too, so that the order holds, and no other chat', async () => {
    await meet('other')
    for (const text of ['satu', 'dua']) await reply(text)
    await reply('lain', 'other')
    world.outcomes.push(RETRY(30 * SECOND))
    await deliver()
    expect(sent()).toEqual(['lain'])
    world.clock.pass(30 * SECOND)
    await deliver()
    expect(sent()).toEqual(['lain', 'satu', 'dua'])
  })

  it('is not overtaken by what the person is answered meanwhile, nor by what was queued before it answered', async () => {
    world.outcomes.push(RETRY(30 * SECOND))
    await reply('satu')
    await deliver()
    const late = await chatOf(world, 'person')('halo')
    await deliverReplies(world, late.replies)
    await deliver()
    expect(sent()).toEqual([])
    world.clock.pass(30 * SECOND)
    await deliver()
    expect(sent()).toEqual(['satu', ...late.texts])
  })

  it('holds back replies that were on their way to the same chat when it asked', async () => {
    const { replies, texts } = await chatOf(world, 'person')('halo')
    world.outcomes.push(RETRY(30 * SECOND))
    await deliverReplies(world, replies.slice(0, 1))
    await deliverReplies(world, replies.slice(1))
    expect(sent()).toEqual([])
    world.clock.pass(30 * SECOND)
    await deliver()
    expect(sent()).toEqual(texts)
    expect(texts.length).toBeGreaterThan(1)
  })

  it('five times is given up, and an officer is to look', async () => {
    const id = await reply('halo')
    for (let n = 1; n <= 5; n++) {
      expect((await rowOf(id)).failedAt).toBeNull()
      world.outcomes.push(RETRY(SECOND))
      await deliver()
      world.clock.pass(SECOND)
    }
    expect(await rowOf(id)).toMatchObject({ attempts: 5, failure: 'tooManyTries' })
    expect((await rowOf(id)).failedAt).not.toBeNull()
    await deliver()
    expect(sent()).toEqual([])
  })
})

describe('a platform that refuses', () => {
  it('is not asked again, and the rest of the chat goes on', async () => {
    world.outcomes.push(NOT('refused'))
    const id = await reply('satu')
    await reply('dua')
    await deliver()
    world.clock.pass(HOUR)
    await deliver()
    expect(sent()).toEqual(['dua'])
    expect(await rowOf(id)).toMatchObject({ failure: 'refused', failedAt: expect.any(Date), sentAt: null })
  })

  it('because the person has stopped us opts the person out and takes back what waits', async () => {
    const gone = await reply('halo')
    const later = await notice('kabar')
    world.outcomes.push(NOT('stopped'))
    world.clock.pass(12 * HOUR)
    await deliver()
    expect(await rowOf(gone)).toMatchObject({ failure: 'stopped' })
    expect(await rowOf(later)).toMatchObject({ failure: 'optedOut', cancelledAt: world.clock.now() })
    expect((await all(world.database, 'contacts'))[0]!.optedOutAt).toEqual(world.clock.now())
    expect((await all(world.database, 'audit')).map(({ actor, action }) => [actor, action])).toEqual([
      ['platform', 'contact.stopped'],
    ])
  })
})

describe('a send of which nobody knows whether it arrived', () => {
  it('is never repeated', async () => {
    world.outcomes.push(NOT('unknown'))
    const id = await reply('halo')
    await deliver()
    world.clock.pass(24 * HOUR)
    await deliver()
    await settleLapsed(world)
    await deliver()
    expect(sent()).toEqual([])
    expect(await rowOf(id)).toMatchObject({ unknownAt: expect.any(Date), sentAt: null, failedAt: null })
  })

  it('is settled by a receipt that comes later', async () => {
    world.outcomes.push(NOT('unknown'))
    const id = await reply('halo')
    await deliver()
    world.clock.pass(SECOND)
    const at = world.clock.now()
    await takeReceipt(world, { channel: 'simulated', message: { ours: id }, kind: 'delivered', at })
    expect(await rowOf(id)).toMatchObject({ sentAt: at, deliveredAt: at })
  })

  it('is what a channel that throws leaves behind, with a line in the log and the other messages sent', async () => {
    const carry = (message: Outgoing): Sent => {
      if (message.prompt.text === 'racun') throw new Error('6281000009001 exploded')
      delivered.push(message.prompt.text)
      return { sent: true }
    }
    const delivered: string[] = []
    await begin({ channels: [simulated(carry)] })
    const id = await reply('racun')
    await reply('dua')
    await deliver()
    expect(delivered).toEqual(['dua'])
    expect((await rowOf(id)).unknownAt).not.toBeNull()
    expect(world.logged).toEqual([
      {
        level: 'error',
        what: { outboxId: id, channel: 'simulated', why: 'Error' },
        message: 'a channel threw while sending',
      },
    ])
  })
})

describe('a sender that died with messages in hand', () => {
  it('leaves them alone until its lease has run out', async () => {
    const id = await reply('halo')
    await die()
    world.clock.pass(59 * SECOND)
    expect(await settleLapsed(world)).toBe(0)
    await deliver()
    expect(sent()).toEqual([])
    expect((await rowOf(id)).unknownAt).toBeNull()
  })

  it('leaves them unknown where a platform would show them twice', async () => {
    const id = await reply('halo')
    await die()
    world.clock.pass(60 * SECOND)
    expect(await settleLapsed(world)).toBe(1)
    await deliver()
    expect(sent()).toEqual([])
    expect((await rowOf(id)).unknownAt).not.toBeNull()
  })

  it('has them sent again where a platform shows one id once', async () => {
    await begin({ abilities: { idempotent: true } })
    const id = await reply('halo')
    await die()
    world.clock.pass(60 * SECOND)
    await settleLapsed(world)
    await deliver()
    expect(world.carried.map((message) => message.id)).toEqual([id])
    expect((await rowOf(id)).sentAt).not.toBeNull()
  })
})

describe('the quiet hours', () => {
  it('hold what nobody asked for until the morning, and never a reply', async () => {
    await begin({ at: '2026-11-24T23:30:00+07:00' })
    await notice('kabar')
    await reply('jawaban')
    await deliver()
    expect(sent()).toEqual(['jawaban'])
    world.clock.pass(8.5 * HOUR - 1)
    await deliver()
    expect(sent()).toEqual(['jawaban'])
    world.clock.pass(1)
    await deliver()
    expect(sent()).toEqual(['jawaban', 'kabar'])
  })

  it('are the ones that the installation has set', async () => {
    world.change({ quietFrom: '08:30', quietUntil: '06:00' })
    await notice('kabar')
    await deliver()
    expect(sent()).toEqual([])
  })
})

describe('something that nobody asked for', () => {
  it.each([
    ['opted out', { optedOutAt: new Date(0) }, 'optedOut'],
    ['lost somebody', { bereavedAt: new Date(0) }, 'bereaved'],
  ] as const)('is taken back when the person has %s between queue and send, and replies go', async (_, to, failure) => {
    const id = await notice('kabar')
    await reply('jawaban')
    await change(to)
    await deliver()
    expect(sent()).toEqual(['jawaban'])
    expect(await rowOf(id)).toMatchObject({ cancelledAt: world.clock.now(), failure })
  })

  it('is taken back when its time is over', async () => {
    const expiresAt = new Date(world.clock.now().getTime() + HOUR)
    const [old, fresh] = [await notice('lama', 'person', expiresAt), await notice('baru')]
    world.clock.pass(HOUR)
    await deliver()
    expect(sent()).toEqual(['baru'])
    expect(await rowOf(old)).toMatchObject({ failure: 'expired', sentAt: null })
    expect((await rowOf(fresh)).sentAt).not.toBeNull()
  })

  it('that was released for another try is still held against a stop', async () => {
    world.outcomes.push(RETRY(SECOND))
    const id = await notice('kabar')
    await deliver()
    await change({ optedOutAt: world.clock.now() })
    world.clock.pass(SECOND)
    await deliver()
    expect(sent()).toEqual([])
    expect(await rowOf(id)).toMatchObject({ failure: 'optedOut' })
  })
})

it('a message that cannot be opened any more does not keep the others from going', async () => {
  await meet('other')
  const row = { ...queued('x', 'person'), bodySealed: 'damaged', cause: 'reply' as const }
  await world.database.run((db) => queueReply(db, row))
  await reply('sehat', 'other')
  await deliver()
  expect(sent()).toEqual(['sehat'])
  expect(await rowOf(row.id)).toMatchObject({ failure: 'unreadable', failedAt: expect.any(Date) })
})

describe('replies that were just committed', () => {
  it('are left alone by a sweep that runs in the same moment, and taken by it when nobody has sent them', async () => {
    await reply('baru')
    await notice('kabar')
    await deliverAllDue(world, 2 * SECOND)
    expect(sent()).toEqual(['kabar'])
    world.clock.pass(2 * SECOND)
    await deliverAllDue(world, 2 * SECOND)
    expect(sent()).toEqual(['kabar', 'baru'])
  })

  it('are sent without waiting for a sweep, and no sweep sends them again', async () => {
    const { replies, texts } = await chatOf(world, 'a')('halo')
    await deliverReplies(world, replies)
    await deliverReplies(world, replies)
    await deliver()
    expect(sent()).toEqual(texts)
  })

  it('are left to whoever has taken them first', async () => {
    const { replies } = await chatOf(world, 'a')('halo')
    await die()
    await deliverReplies(world, replies)
    expect(sent()).toEqual([])
  })

  it('of one chat wait for none of another, however slow its platform is to answer', async () => {
    let answer = () => {}
    const carry = async ({ address, prompt }: Outgoing): Promise<Sent> => {
      if (address === 'slow') await new Promise<void>((done) => (answer = done))
      else quick.push(prompt.text)
      return { sent: true }
    }
    const quick: string[] = []
    await begin({ channels: [simulated(carry)] })
    const dispatcher = new Dispatcher(world)
    const receive = dispatcher.receiverFor('simulated')
    await Promise.all(['slow', 'a'].map((address) => receive({ externalId: address, address, text: 'halo' })))
    await expect.poll(() => quick).toHaveLength(2)
    world.clock.pass(5 * SECOND)
    await receive({ externalId: 'a2', address: 'a', text: 'menu' })
    await expect.poll(() => quick).toHaveLength(3)
    const landed = setInterval(() => answer(), 5)
    await dispatcher.settled()
    clearInterval(landed)
  })

  it('go out through the dispatcher in the order of the chat, however close together they came', async () => {
    const dispatcher = new Dispatcher(world)
    const receive = dispatcher.receiverFor('simulated')
    const said = ['halo', '2', 'menu', '3', 'menu', '1']
    await Promise.all(said.map((text, n) => receive({ externalId: `m${n}`, address: 'a', text })))
    await dispatcher.settled()
    world.clock.pass(2 * SECOND)
    await deliver()
    const ids = world.carried.map(({ id }) => id)
    expect(ids).toEqual(ids.toSorted())
    expect(ids.length).toBeGreaterThanOrEqual(said.length)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('stay in the outbox when the dispatcher cannot take them, and go with the next sweep', async () => {
    const failing = { ...world, database: { ...world.database, run: () => Promise.reject(new Error('gone')) } }
    const { replies, texts } = await chatOf(world, 'a')('halo')
    const dispatcher = new Dispatcher(failing)
    dispatcher.send(replies)
    await dispatcher.settled()
    expect(world.logged.map(({ level }) => level)).toEqual(['error'])
    await deliver()
    expect(sent()).toEqual(texts)
  })
})

describe('a receipt', () => {
  const read = (channel: Channel['name'], theirs: string) =>
    takeReceipt(world, { channel, message: { theirs }, kind: 'read', at: world.clock.now() })

  it('that is quicker than our own note of the sending is noted once that stands, with what was told of it', async () => {
    const id = await notice('kabar')
    await read('simulated', `sim-${id}`)
    await read('simulated', `sim-${id}`)
    expect(await all(world.database, 'earlyReceipts')).toHaveLength(1)
    const read_ = world.clock.now()
    world.clock.pass(SECOND)
    await settleEarly(world)
    await deliver()
    await settleEarly(world)
    expect(await rowOf(id)).toMatchObject({ sentAt: world.clock.now(), readAt: read_ })
    expect(await all(world.database, 'earlyReceipts')).toEqual([])
  })

  it('of a message that never comes to stand is not kept for ever', async () => {
    await read('simulated', 'sim-of-somebody-else')
    world.clock.pass(49 * HOUR)
    await settleEarly(world)
    expect(await all(world.database, 'earlyReceipts')).toEqual([])
  })

  it('is found by the id that the platform gave', async () => {
    const id = await reply('halo')
    await deliver()
    await read('simulated', `sim-${id}`)
    expect((await rowOf(id)).readAt).toEqual(world.clock.now())
  })

  it('of another channel, or of a message that is not ours, changes nothing', async () => {
    const id = await reply('halo')
    await deliver()
    await read('telegram', `sim-${id}`)
    await read('simulated', 'sim-of-somebody-else')
    expect((await rowOf(id)).readAt).toBeNull()
  })
})

describe('a row that takes a message out of the chat', () => {
  const removed: { address: string; removable: string }[] = []
  const removals: Sent[] = []
  beforeEach(async () => {
    removed.length = removals.length = 0
    const remove = async (removal: { address: string; removable: string }): Promise<Sent> => {
      const sent = removals.shift() ?? { sent: true as const }
      if (sent.sent) removed.push(removal)
      return sent
    }
    const phone = simulated((message) => {
      world.carried.push(message)
      return { sent: true }
    })
    await begin({ channels: [{ ...phone, remove }] })
  })
  const removal = async () => {
    const row = { ...queued('x', 'person'), cause: 'removal' as const }
    const bodySealed = world.vault.seal('outbox.body', JSON.stringify({ removable: '77' }))
    await world.database.run((db) => queueReply(db, { ...row, bodySealed }))
    return row.id
  }

  it('says nothing, and is done once', async () => {
    const id = await removal()
    await deliver()
    await deliver()
    expect(removed).toEqual([{ address: 'address of person', removable: '77' }])
    expect(sent()).toEqual([])
    expect((await rowOf(id)).sentAt).not.toBeNull()
  })

  it('keeps no reply of the chat waiting while it must be tried again', async () => {
    removals.push(RETRY(60 * SECOND))
    await removal()
    await reply('jawaban')
    await deliver()
    expect([sent(), removed.length]).toEqual([['jawaban'], 0])
    await reply('lagi')
    await deliver()
    expect(sent()).toEqual(['jawaban', 'lagi'])
    world.clock.pass(60 * SECOND)
    await deliver()
    expect(removed).toHaveLength(1)
  })

  it('goes to somebody who has asked us to stop', async () => {
    await removal()
    await change({ optedOutAt: world.clock.now() })
    await deliver()
    expect(removed).toHaveLength(1)
  })

  it('is tried again when its sender died, since it does no harm twice', async () => {
    await removal()
    await die()
    world.clock.pass(60 * SECOND)
    await settleLapsed(world)
    await deliver()
    expect(removed).toHaveLength(1)
  })

  it('is given up where the channel cannot', async () => {
    await begin()
    const id = await removal()
    await deliver()
    expect(await rowOf(id)).toMatchObject({ failure: 'cannotRemove', failedAt: expect.any(Date) })
  })
})

it('a message costs no try while the fault lies with the way', async () => {
  const id = await reply('halo')
  await reply('dua')
  for (let n = 0; n < 20; n++) {
    world.outcomes.push({ sent: false, because: 'retry', afterMs: SECOND, free: true })
    await deliver()
    world.clock.pass(SECOND)
  }
  expect(await rowOf(id)).toMatchObject({ attempts: 0, failedAt: null })
  await deliver()
  expect(sent()).toEqual(['halo', 'dua'])
})

describe.each(['sqlite', 'postgres'] as const)(
  'how fast a channel may be handed what nobody asked for, on %s',
  (engine) => {
    const HALF = SECOND / 2
    let database: Database
    beforeEach(async () => {
      database = await engines[engine]()
    })
    afterEach(() => database.close())

    it('holds for all processes that send, together', async () => {
      await begin({ database, abilities: { perSecond: 6 } })
      // Another process of the same installation: it knows what stands in the tables and nothing else.
      const other = {
        ...world,
        channels: new Map([['simulated', simulated(() => ({ sent: true }), { perSecond: 6 })]]),
      }
      for (let n = 0; n < 12; n++) {
        await meet(`person ${n}`)
        await notice(`kabar ${n}`, `person ${n}`)
      }
      expect([await deliverDue(world), await deliverDue(other)]).toEqual([3, 0])
      world.clock.pass(HALF)
      expect([await deliverDue(other), await deliverDue(world)]).toEqual([3, 0])
      world.clock.pass(HALF)
      expect([await deliverDue(world), await deliverDue(other)]).toEqual([3, 0])
    })

    it('counts the replies, which wait for nothing', async () => {
      await begin({ database, abilities: { perSecond: 6 } })
      for (let n = 0; n < 9; n++) await reply(`jawaban ${n}`)
      await notice('kabar')
      await deliver()
      expect(sent()).toHaveLength(9)
      world.clock.pass(SECOND)
      const { replies, texts } = await chatOf(world, 'somebody')('halo')
      await deliverReplies(world, replies)
      for (let n = texts.length; n < 6; n++) await reply(`jawaban lagi ${n}`)
      await deliver()
      expect(sent()).toHaveLength(15)
      world.clock.pass(SECOND)
      await deliver()
      expect(sent().at(-1)).toBe('kabar')
    })

    it('may be bound by the day, and goes on when it is over', async () => {
      await begin({ database, abilities: { perDay: 2 } })
      for (let n = 0; n < 3; n++) await notice(`kabar ${n}`)
      await deliver()
      expect(sent()).toEqual(['kabar 0', 'kabar 1'])
      world.clock.pass(23 * HOUR)
      await deliver()
      expect(sent()).toHaveLength(2)
      world.clock.pass(2 * HOUR)
      await deliver()
      expect(sent()).toHaveLength(3)
    })

    it('is one at a time to one chat, not straight behind an answer, and keeps no other chat waiting', async () => {
      await begin({ database, abilities: { perChat: { n: 1, perMs: SECOND } } })
      await meet('other')
      await reply('jawaban')
      await deliver()
      for (const text of ['satu', 'dua']) await notice(text)
      await notice('lain', 'other')
      await deliver()
      expect(sent()).toEqual(['jawaban', 'lain'])
      world.clock.pass(SECOND)
      await deliver()
      expect(sent().slice(2)).toEqual(['satu'])
      world.clock.pass(SECOND - 1)
      await reply('jawaban lagi')
      await deliver()
      expect(sent().slice(3)).toEqual(['jawaban lagi'])
      world.clock.pass(SECOND)
      await deliver()
      expect(sent().slice(4)).toEqual(['dua'])
    })
  },
)

it('a sweep waits for a channel that may be handed more before the next one comes by', async () => {
  await begin({ abilities: { perSecond: 20 } })
  const clock = { now: () => new Date(Date.parse('2026-11-24T02:00:00Z') + performance.now()) }
  const running = { ...world, clock }
  for (let n = 0; n < 15; n++) {
    await meet(`person ${n}`)
    await notice(`kabar ${n}`, `person ${n}`)
  }
  world.clock.pass(HOUR)
  await deliverEvenly(running, 0, 900)
  expect(sent()).toHaveLength(15)
})
