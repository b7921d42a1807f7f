import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addContact,
  awaitsAnswer,
  type Contact,
  contactAt,
  contactByCode,
  contactsById,
  contactsByPhones,
  linkedWorkers,
  linkWorkers,
  markNoticed,
  wishForPerson,
} from '../../src/store/contacts.ts'
import { type Due, lapsed, takeDue, takeThese } from '../../src/store/due.ts'
import { recordInbound } from '../../src/store/inbound.ts'
import {
  cancel,
  markFailed,
  markSent,
  markUnknown,
  type Outgoing,
  outboxCounts,
  queueReply,
  release,
  takeBackHeld,
} from '../../src/store/outbox.ts'
import { keepEarly, messageNamed, noteReceipt, takeEarly } from '../../src/store/receipts.ts'
import { moveSession, saveSession, sessionOf } from '../../src/store/sessions.ts'
import { cancelUnasked, queueUnasked } from '../../src/store/unasked.ts'
import { type Database, exec, LostRace } from '../../src/store/work.ts'
import { engines } from '../support/databases.ts'
import { all, contact, fresh, later, message, NOW } from './rows.ts'

const MINUTE = 60_000

describe.each(['sqlite', 'postgres'] as const)('on %s', (engine) => {
  let database: Database
  beforeAll(async () => {
    database = await engines[engine]()
  })
  afterAll(() => database.close())

  async function met(row: Parameters<typeof contact>[0] = {}): Promise<Contact> {
    return await database.run((db) => addContact(db, contact(row)))
  }

  describe('a contact', () => {
    it('is found by channel and address together, with its session', async () => {
      const { id, addressHash } = await met()
      const saved = { contactId: id, stateSealed: 'where it stands', heardAt: NOW }
      await database.run((db) => saveSession(db, saved, null))
      const found = await database.run((db) => contactAt(db, 'simulated', addressHash))
      expect(found).toMatchObject({ contact: { id }, session: { rev: 1, stateSealed: 'where it stands' } })
      expect(await database.run((db) => contactAt(db, 'telegram', addressHash))).toBeUndefined()
    })

    it('that nobody has met is not found, and one without a session has none', async () => {
      const { addressHash } = await met()
      expect(await database.run((db) => contactAt(db, 'simulated', fresh('nobody')))).toBeUndefined()
      expect((await database.run((db) => contactAt(db, 'simulated', addressHash)))!.session).toBeNull()
    })

    it('is made once: whoever makes it a second time has lost the race', async () => {
      const { addressHash } = await met()
      await expect(met({ addressHash })).rejects.toBeInstanceOf(LostRace)
      expect((await met({ addressHash, channel: 'telegram' })).addressHash).toBe(addressHash)
    })

    it('is found by its phone, and by its chat code', async () => {
      const phoneHash = fresh('phone')
      const { id, code } = await met({ phoneHash })
      const other = await met({ phoneHash, channel: 'telegram' })
      const found = await database.run((db) => contactsByPhones(db, [phoneHash, fresh('phone')]))
      expect(found.map((contact) => contact.id).sort()).toEqual([id, other.id].sort())
      expect((await database.run((db) => contactByCode(db, code)))!.id).toBe(id)
      expect(await database.run((db) => contactByCode(db, 'XXXXXX'))).toBeUndefined()
    })

    it('awaits an answer from a notice until it is heard from', async () => {
      const { id } = await met()
      const now = () =>
        database.run(function* (db) {
          const [contact] = yield* contactsById(db, [id, id])
          return { contact: contact!, session: yield* sessionOf(db, id) }
        })
      expect(awaitsAnswer(await now())).toBe(false)
      await database.run((db) => markNoticed(db, id, NOW))
      expect(awaitsAnswer(await now())).toBe(true)
      await database.run((db) => moveSession(db, id, 'put somewhere by us', null))
      expect(awaitsAnswer(await now())).toBe(true)
      await database.run((db) => saveSession(db, { contactId: id, stateSealed: 'heard', heardAt: later(1) }, 1))
      expect(awaitsAnswer(await now())).toBe(false)
    })

    it('is linked to each worker once, and the first proof stands', async () => {
      const { id } = await met()
      const [first, second] = [fresh('worker'), fresh('worker')]
      const proof = (provenAt: Date) => ({ proof: 'phone' as const, provenAt, provenBy: 'chat' })
      await database.run((db) => linkWorkers(db, id, [second], proof(NOW)))
      await database.run((db) => linkWorkers(db, id, [first, second], { ...proof(later(1)), proof: 'officer' }))
      await database.run((db) => linkWorkers(db, id, [], proof(later(2))))
      expect(await database.run((db) => linkedWorkers(db, id))).toEqual([second, first])
      const links = (await all(database, 'contactWorkers')).filter(({ contactId }) => contactId === id)
      expect(links.find(({ workerId }) => workerId === second)!.proof).toBe('phone')
    })

    it('has one open wish for a person, and may wish again when that is closed', async () => {
      const { id: contactId } = await met()
      const wish = () => database.run((db) => wishForPerson(db, { id: fresh('handover'), contactId, openedAt: NOW }))
      const wishes = async () => (await all(database, 'handovers')).filter((row) => row.contactId === contactId)
      await wish()
      await wish()
      expect(await wishes()).toHaveLength(1)
      await database.run((db) =>
        exec(db.update(db.t.handovers).set({ closedAt: NOW }).where(eq(db.t.handovers.contactId, contactId))),
      )
      await wish()
      expect(await wishes()).toHaveLength(2)
    })
  })

  describe('a session', () => {
    const state = (contactId: string, stateSealed: string) => ({ contactId, stateSealed, heardAt: NOW })

    it('is saved over the revision that was read, and over no other', async () => {
      const { id } = await met()
      await database.run((db) => saveSession(db, state(id, 'one'), null))
      await database.run((db) => saveSession(db, state(id, 'two'), 1))
      await expect(database.run((db) => saveSession(db, state(id, 'stale'), 1))).rejects.toBeInstanceOf(LostRace)
      expect(await database.run((db) => sessionOf(db, id))).toEqual({ rev: 2, stateSealed: 'two', heardAt: NOW })
    })

    it('is opened once: the second to open it has lost the race', async () => {
      const { id } = await met()
      await database.run((db) => saveSession(db, state(id, 'first'), null))
      await expect(database.run((db) => saveSession(db, state(id, 'second'), null))).rejects.toBeInstanceOf(LostRace)
      expect((await database.run((db) => sessionOf(db, id)))!.stateSealed).toBe('first')
    })

    it('is moved by us without the person being heard, and only from where it stood', async () => {
      const { id } = await met()
      await database.run((db) => saveSession(db, state(id, 'heard'), null))
      await database.run((db) => moveSession(db, id, 'moved', 1))
      expect(await database.run((db) => sessionOf(db, id))).toEqual({ rev: 2, stateSealed: 'moved', heardAt: NOW })
      await expect(database.run((db) => moveSession(db, id, 'stale', 1))).rejects.toBeInstanceOf(LostRace)
      await expect(database.run((db) => moveSession(db, id, 'opened twice', null))).rejects.toBeInstanceOf(LostRace)
    })

    it('of a chat that has not begun is null', async () => {
      expect(await database.run((db) => sessionOf(db, fresh('nobody')))).toBeNull()
    })

    it('takes nothing else of a work down to the database when its race is lost', async () => {
      const { id } = await met()
      const inbound = fresh('inbound')
      const losing = database.run(function* (db) {
        yield* recordInbound(db, arrived(inbound, fresh('external')))
        yield* saveSession(db, state(id, 'never'), 7)
      })
      await expect(losing).rejects.toBeInstanceOf(LostRace)
      expect((await all(database, 'inbound')).some((row) => row.id === inbound)).toBe(false)
    })
  })

  const arrived = (id: string, externalHash: string, channel = 'simulated') => {
    return { id, externalHash, channel, contactId: 'contact', bodySealed: 'sealed', receivedAt: NOW }
  }

  it('a delivery is recorded once per channel, however often it comes', async () => {
    const external = fresh('external')
    const record = (channel?: string) =>
      database.run((db) => recordInbound(db, arrived(fresh('inbound'), external, channel)))
    expect([await record(), await record(), await record('telegram')]).toEqual([true, false, true])
    const both = await Promise.all(
      [fresh('a'), fresh('b')].map((id) => database.run((db) => recordInbound(db, arrived(id, 'twice')))),
    )
    expect(both.sort()).toEqual([false, true])
  })

  describe('the outbox', () => {
    // A channel for each test, so that none takes another's messages.
    let channel: string
    let person: string
    beforeEach(async () => {
      channel = fresh('channel')
      person = (await met({ channel })).id
    })

    type Queued = Partial<Parameters<typeof message>[0]>
    async function reply(row: Queued = {}): Promise<string> {
      const queued = message({ contactId: person, channel, ...row })
      await database.run((db) => queueReply(db, queued))
      return queued.id
    }

    async function notice(row: Queued = {}): Promise<string> {
      const queued = message({ contactId: person, channel, cause: 'notice', ...row })
      await database.run((db) => queueUnasked(db, { ...queued, expiresAt: later(86_400_000) }))
      return queued.id
    }

    const due = (over: Partial<Due> = {}): Due => {
      return { now: NOW, until: later(MINUTE), limit: 100, channels: [channel], unasked: true, ...over }
    }
    const take = (over: Partial<Due> = {}) => database.run((db) => takeDue(db, due(over)))
    const ids = (rows: readonly Outgoing[]) => rows.map(({ id }) => id)
    const rowOf = async (id: string) => (await all(database, 'outbox')).find((row) => row.id === id)!

    it('gives a message to one taker only, and counts the try', async () => {
      const id = await reply()
      const taken = await take()
      expect(taken).toMatchObject([{ id, attempts: 1, leasedUntil: later(MINUTE) }])
      expect(await take()).toEqual([])
    })

    it('gives each of many messages to one of two takers that ask in the same moment', async () => {
      const queued: string[] = []
      for (let n = 0; n < 20; n++) queued.push(await reply())
      const [one, other] = await Promise.all([take({ limit: 12 }), take({ limit: 12 })])
      expect([...ids(one), ...ids(other)].sort()).toEqual(queued)
      expect([one.length, other.length]).toEqual([12, 8])
    })

    it('lets replies overtake what nobody asked for, and each kind go in its own order', async () => {
      const news = [await notice({ notBefore: later(-9) }), await notice({ notBefore: later(-9) })]
      const replies = [await reply(), await reply()]
      expect(ids(await take({ limit: 3 }))).toEqual([...replies, news[0]])
      expect(ids(await take())).toEqual([news[1]])
    })

    it('keeps what nobody asked for back in the quiet hours, and never a reply', async () => {
      const [news, answer] = [await notice(), await reply()]
      expect(ids(await take({ unasked: false }))).toEqual([answer])
      expect(ids(await take({ unasked: true }))).toEqual([news])
    })

    it('gives out nothing before its time, and nothing for a channel that the taker has not', async () => {
      const morning = await reply({ notBefore: later(5000) })
      expect(await take()).toEqual([])
      expect(await take({ now: later(5000), channels: ['another'] })).toEqual([])
      expect(await take({ now: later(5000), channels: [] })).toEqual([])
      expect(ids(await take({ now: later(5000) }))).toEqual([morning])
    })

    it('lets a released message go again at its new time, one try older', async () => {
      const id = await reply()
      await take()
      await database.run((db) => release(db, id, later(30_000)))
      expect(await take({ now: later(29_999) })).toEqual([])
      expect(await take({ now: later(30_000) })).toMatchObject([{ id, attempts: 2 }])
    })

    it('never gives out again what was sent, has failed, is unknown or was taken back', async () => {
      const [sent, failed, unknown, cancelled] = [await reply(), await reply(), await reply(), await reply()]
      await take()
      await database.run(function* (db) {
        yield* markSent(db, sent, NOW, '')
        yield* markFailed(db, failed, NOW, 'refused')
        yield* markUnknown(db, unknown, NOW, 'noAnswer')
        yield* cancel(db, cancelled, NOW, 'expired')
      })
      const muchLater = later(86_400_000)
      expect(await take({ now: muchLater })).toEqual([])
      const ours = (await database.run((db) => lapsed(db, muchLater, 1000))).filter((row) => row.channel === channel)
      expect(ours).toEqual([])
      expect(await rowOf(failed)).toMatchObject({ failedAt: NOW, failure: 'refused' })
      expect(await rowOf(cancelled)).toMatchObject({ cancelledAt: NOW, failure: 'expired' })
    })

    it('shows a message whose taker died only when the lease has run out, and never to the next taker', async () => {
      const id = await reply()
      await take()
      const lapsedAt = async (now: Date) =>
        ids((await database.run((db) => lapsed(db, now, 1000))).filter((row) => row.channel === channel))
      expect(await lapsedAt(later(MINUTE - 1))).toEqual([])
      expect(await lapsedAt(later(MINUTE))).toEqual([id])
      expect(await take({ now: later(MINUTE) })).toEqual([])
    })

    it('hands over fresh replies by their ids, except those that somebody took first', async () => {
      const [one, two, gone] = [await reply(), await reply(), await reply()]
      await database.run((db) => cancel(db, gone, NOW, 'expired'))
      await database.run((db) => takeThese(db, [one], NOW, later(MINUTE)))
      const taken = await database.run((db) => takeThese(db, [one, two, gone, 'nothing'], NOW, later(MINUTE)))
      expect([...taken]).toEqual([two])
      expect(await take()).toEqual([])
    })

    it('takes back held replies of one chat that nobody holds yet, and says whether there were any', async () => {
      const other = (await met({ channel })).id
      const [held, plain] = [await reply({ cause: 'held' }), await reply()]
      const others = await reply({ cause: 'held', contactId: other })
      expect(await database.run((db) => takeBackHeld(db, person, NOW))).toBe(true)
      expect(await database.run((db) => takeBackHeld(db, person, NOW))).toBe(false)
      expect(ids(await take())).toEqual([plain, others])
      expect((await rowOf(held)).cancelledAt).toEqual(NOW)
      expect(await database.run((db) => takeBackHeld(db, other, NOW))).toBe(false)
    })

    it('takes back all that nobody asked for after a stop, and leaves replies and what is on its way', async () => {
      const flying = await notice()
      await take()
      const [waiting, answer] = [await notice(), await reply()]
      await database.run((db) => cancelUnasked(db, person, later(1)))
      expect(await rowOf(waiting)).toMatchObject({ cancelledAt: later(1), failure: 'optedOut' })
      expect((await rowOf(flying)).cancelledAt).toBeNull()
      expect(ids(await take())).toEqual([answer])
    })

    describe('a receipt', () => {
      const receipt = (named: { id: string } | string, kind: 'delivered' | 'read', at: Date) =>
        database.run((db) =>
          noteReceipt(db, typeof named === 'string' ? { channel, externalHash: named } : named, kind, at),
        )

      it('is noted once, by the platform id or by ours', async () => {
        const [id, external] = [await reply(), fresh('external')]
        await database.run((db) => markSent(db, id, NOW, external))
        expect((await receipt(external, 'delivered', later(1)))!.id).toBe(id)
        expect(await receipt(external, 'delivered', later(2))).toBeUndefined()
        expect(await receipt({ id }, 'delivered', later(3))).toBeUndefined()
        expect(await rowOf(id)).toMatchObject({ sentAt: NOW, deliveredAt: later(1), readAt: null })
      })

      it('that came too early is kept once, and given back when its message is known', async () => {
        const [id, externalHash] = [await reply(), fresh('external')]
        const channel = (await all(database, 'outbox')).find((row) => row.id === id)!.channel
        const early = { channel, externalHash, kind: 'read' as const, at: later(1), outcome: null }
        expect(await database.run((db) => messageNamed(db, { channel, externalHash }))).toBeUndefined()
        for (const at of [later(1), later(2)]) await database.run((db) => keepEarly(db, { ...early, at }))
        expect(await database.run((db) => takeEarly(db, NOW, 9))).toEqual([])
        await database.run((db) => markSent(db, id, NOW, externalHash))
        expect(await database.run((db) => messageNamed(db, { channel, externalHash }))).toMatchObject({ id })
        expect(await database.run((db) => takeEarly(db, NOW, 9))).toEqual([early])
        expect(await database.run((db) => takeEarly(db, NOW, 9))).toEqual([])
      })

      it('may come late and out of order: read before delivered', async () => {
        const [id, external] = [await reply(), fresh('external')]
        await database.run((db) => markSent(db, id, NOW, external))
        expect(await receipt(external, 'read', later(9))).toBeDefined()
        expect(await receipt(external, 'delivered', later(5))).toBeDefined()
        expect(await rowOf(id)).toMatchObject({ deliveredAt: later(5), readAt: later(9) })
      })

      it('of a message or a channel that is not ours changes nothing', async () => {
        const [id, external] = [await reply(), fresh('external')]
        await database.run((db) => markSent(db, id, NOW, external))
        expect(await receipt(fresh('stranger'), 'read', NOW)).toBeUndefined()
        const elsewhere = { channel: 'another', externalHash: external }
        expect(await database.run((db) => noteReceipt(db, elsewhere, 'read', NOW))).toBeUndefined()
        expect((await rowOf(id)).readAt).toBeNull()
      })

      it('settles a message of which nobody knew whether it had arrived', async () => {
        const id = await reply()
        const before = await database.run(outboxCounts)
        await database.run((db) => markUnknown(db, id, NOW, 'noAnswer'))
        expect((await database.run(outboxCounts)).unknown).toBe(before.unknown + 1)
        const noted = await receipt({ id }, 'delivered', later(1))
        await database.run((db) => markSent(db, noted!.id, later(1), ''))
        expect(await database.run(outboxCounts)).toEqual({ ...before, waiting: before.waiting - 1 })
      })
    })

    it('counts what waits, what failed and what is unknown', async () => {
      const before = await database.run(outboxCounts)
      const [, failed, unknown] = [await reply(), await reply(), await notice()]
      await database.run((db) => markFailed(db, failed, NOW, 'refused'))
      await database.run((db) => markUnknown(db, unknown, NOW, 'noAnswer'))
      expect(await database.run(outboxCounts)).toEqual({
        waiting: before.waiting + 1,
        failed: before.failed + 1,
        unknown: before.unknown + 1,
      })
    })
  })
})
