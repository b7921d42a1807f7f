import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { changeContact, linkedWorkers, linkWorkers } from '../../../src/store/contacts.ts'
import { enrol, listOf } from '../../store/registered.ts'
import { all } from '../../store/rows.ts'
import { engines } from '../../support/databases.ts'
import { Person } from '../../support/whatsapp/person.ts'
import { type CloudWorld, cloudWorld } from './cloud.ts'

const PHONE = '6281000009001'
const OTHER = '6281000009002'

describe.each(Object.keys(engines) as (keyof typeof engines)[])('an account on WhatsApp, on %s', (engine) => {
  let of: CloudWorld
  beforeEach(async () => {
    of = await cloudWorld(() => {}, await engines[engine]())
  })
  afterEach(() => of.close())

  const person = (phone?: string, userId?: string) =>
    new Person(of.api, { ...(phone && { phone }), ...(userId && { userId }) })
  const contacts = () => all(of.world.database, 'contacts')
  const phoneHash = (phone: string) => of.world.vault.hash('phone', phone)
  const prove = async (contactId: string) => {
    const agencyId = await listOf(of.world, 'DKPPP')
    const { workerId } = await enrol(of.world, { agencyId, phone: PHONE })
    const proof = { proof: 'phone' as const, provenAt: of.world.clock.now(), provenBy: 'chat' }
    await of.world.database.run((db) => linkWorkers(db, contactId, [workerId], proof))
  }
  const linksOf = (contactId: string) => of.world.database.run((db) => linkedWorkers(db, contactId))

  it('is one, whether its id, its phone or both are told', async () => {
    await of.says(person(PHONE), 'halo')
    await of.says(person(PHONE, 'ID.1'), 'menu')
    await of.says(person(PHONE), 'menu')
    await of.says(person(undefined, 'ID.1'), 'menu')
    expect(await contacts()).toMatchObject([{ phoneHash: phoneHash(PHONE), channel: 'whatsapp' }])
    expect(of.api.sent.at(-1)).toMatchObject({ to: 'ID.1', body: { recipient: 'ID.1' } })
  })

  it('whose phone is hidden is answered by its id, and has no phone', async () => {
    await of.says(person(undefined, 'ID.1'), 'halo')
    expect(await contacts()).toMatchObject([{ phoneHash: null }])
    expect(of.api.sent.every(({ body }) => body.recipient === 'ID.1')).toBe(true)
  })

  it('that shares its phone when asked for it is known by it', async () => {
    await of.says(person(undefined, 'ID.1'), 'halo')
    const card = {
      type: 'contacts',
      origin: 'contact_request',
      contacts: [{ phones: [{ phone: '+62 810-0000-9001' }] }],
    }
    await of.posted(person(undefined, 'ID.1').sends(card, of.seconds()))
    expect(await contacts()).toMatchObject([{ phoneHash: phoneHash(PHONE) }])
  })

  it('of somebody else at the same phone begins anew, proven to be nobody', async () => {
    await of.says(person(PHONE, 'ID.1'), 'halo')
    const [first] = await contacts()
    await prove(first!.id)
    await of.says(person(PHONE, 'ID.2'), 'halo')
    const [old, fresh] = await contacts()
    expect([old!.phoneHash, fresh!.phoneHash]).toEqual([null, phoneHash(PHONE)])
    expect(await linksOf(fresh!.id)).toEqual([])
    // Nobody writes from the old one any more, whatever they are called.
    await of.says(person(undefined, 'ID.1'), 'halo')
    expect(await contacts()).toHaveLength(3)
  })

  it('that has changed its number begins anew, and is left alone under the new one too', async () => {
    await of.says(person(PHONE, 'ID.1'), 'halo')
    const [first] = await contacts()
    await prove(first!.id)
    const optedOutAt = of.world.clock.now()
    await of.world.database.run((db) => changeContact(db, first!.id, { optedOutAt, locale: 'jv' }))
    const change = { type: 'user_changed_number', wa_id: OTHER, user_id: 'ID.2', previous_user_id: 'ID.1' }
    const system = of.system({ from: PHONE }, change)
    for (const _ of [1, 2]) expect(await of.posted(system)).toBe(200)
    const [old, moved, ...more] = await contacts()
    expect(more).toEqual([])
    expect(old).toMatchObject({ phoneHash: null, optedOutAt })
    expect(moved).toMatchObject({ phoneHash: phoneHash(OTHER), optedOutAt, locale: 'jv' })
    expect(await linksOf(moved!.id)).toEqual([])
    await of.says(person(OTHER, 'ID.2'), 'halo')
    expect(await contacts()).toHaveLength(2)
  })

  it('that is told to have moved after it has written from there is left alone there all the same', async () => {
    await of.says(person(PHONE), 'halo')
    const [first] = await contacts()
    const optedOutAt = of.world.clock.now()
    await of.world.database.run((db) => changeContact(db, first!.id, { optedOutAt }))
    await of.says(person(OTHER), 'halo')
    await of.posted(of.system({ from: PHONE }, { type: 'user_changed_number', wa_id: OTHER }))
    expect((await contacts()).map((one) => one.optedOutAt)).toEqual([optedOutAt, optedOutAt])
  })

  it('is not taken for another by a message or a move that is posted again long after', async () => {
    const old = person(PHONE, 'ID.1').says('halo', of.seconds())
    await of.posted(old)
    const moves = of.system(
      { from: PHONE },
      { type: 'user_changed_number', wa_id: OTHER, user_id: 'ID.2', previous_user_id: 'ID.1' },
    )
    await of.posted(moves)
    await of.says(person(PHONE, 'ID.9'), 'halo, ini nomor saya sekarang')
    const before = await contacts()
    for (const body of [old, moves, old]) expect(await of.posted(body)).toBe(200)
    expect(await contacts()).toEqual(before)
  })

  it('that nobody knows may move as it likes', async () => {
    expect(await of.posted(of.system({ from: PHONE }, { type: 'user_changed_number', wa_id: OTHER }))).toBe(200)
    expect(await contacts()).toEqual([])
  })

  it('has nothing sent to its old number once it has moved', async () => {
    await of.says(person(PHONE), 'halo')
    of.api.fault({ does: 'reset before', times: 1 })
    await of.posted(person(PHONE).says('menu', of.seconds()))
    await of.posted(of.system({ from: PHONE }, { type: 'user_changed_number', wa_id: OTHER }))
    const open = (await all(of.world.database, 'outbox')).filter(
      (row) => !(row.sentAt ?? row.failedAt ?? row.unknownAt ?? row.cancelledAt),
    )
    expect(open).toEqual([])
  })

  it('that writes a thousand times the same message in one breath is heard once', async () => {
    const body = person(PHONE, 'ID.1').says('halo', of.seconds())
    const answers = await Promise.all(Array.from({ length: 1000 }, () => of.posted(body)))
    expect(new Set(answers)).toEqual(new Set([200]))
    expect(await all(of.world.database, 'inbound')).toHaveLength(1)
    expect(of.api.sent).toHaveLength(2)
  })
})
