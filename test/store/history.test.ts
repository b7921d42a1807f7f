import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebChat } from '../../src/channels/web-chat/web-chat.ts'
import { receive } from '../../src/services/receive.ts'
import { historyOf } from '../../src/store/history.ts'
import { cancel, markSent, queueReply } from '../../src/store/outbox.ts'
import { countTry } from '../../src/store/tries.ts'
import { queueUnasked } from '../../src/store/unasked.ts'
import { type Database, exec } from '../../src/store/work.ts'
import { engines } from '../support/databases.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

describe.each(Object.entries(engines))('what pages read and count on %s', (_, open) => {
  let database: Database
  let world: TestWorld

  beforeAll(async () => {
    database = await open()
    world = await testWorld({ database, channels: [new WebChat()] })
  })
  afterAll(() => database.close())

  const said = (contactId: string) => database.run((db) => historyOf(db, world.vault, contactId, world.clock.now()))
  const talk = async (address: string) =>
    await receive(world, 'web-chat', { externalId: `${address}-1`, address, text: 'halo' })
  const notice = async (id: string, contactId: string) => {
    const bodySealed = world.vault.seal('outbox.body', JSON.stringify({ text: 'Ada kabar', choices: [] }))
    const now = world.clock.now()
    await database.run((db) =>
      queueUnasked(db, {
        ...{ id, contactId, channel: 'web-chat', cause: 'notice', causeId: 'n', bodySealed },
        ...{ createdAt: now, notBefore: now, expiresAt: new Date('2027-01-01') },
      }),
    )
  }

  it('shows both sides in order, and nothing of other chats', async () => {
    const { contactId } = await talk('a')
    await talk('b')
    const [first, ...replies] = await said(contactId)
    expect(first).toMatchObject({ by: 'person', input: { text: 'halo' } })
    expect(replies.map(({ by }) => by)).toEqual(['us', 'us'])
    expect(replies[0]).toMatchObject({ isDelivered: false, isRead: false })
  })

  it('shows what nobody asked for once it was sent, in its place in time', async () => {
    const { contactId } = await talk('c')
    await notice('notice-c', contactId)
    expect(await said(contactId)).toHaveLength(3)
    world.clock.pass(60_000)
    await database.run((db) => markSent(db, 'notice-c', world.clock.now(), ''))
    expect((await said(contactId)).at(-1)).toMatchObject({ id: 'notice-c', at: world.clock.now() })
  })

  it('shows nothing that was taken back', async () => {
    const { contactId } = await talk('d')
    await notice('notice-d', contactId)
    await database.run((db) => cancel(db, 'notice-d', world.clock.now(), 'optedOut'))
    expect(await said(contactId)).toHaveLength(3)
  })

  it('shows nothing of a row that takes a message out of a chat', async () => {
    const { contactId } = await talk('f')
    const now = world.clock.now()
    const row = { id: 'removal-f', contactId, channel: 'web-chat', cause: 'removal' as const, causeId: 'm' }
    const bodySealed = world.vault.seal('outbox.body', '{"removable":"7"}')
    await database.run((db) => queueReply(db, { ...row, bodySealed, createdAt: now, notBefore: now }))
    expect(await said(contactId)).toHaveLength(3)
  })

  it('shows nothing of what only a platform has told', async () => {
    const { contactId } = await talk('g')
    await receive(world, 'web-chat', { externalId: 'g-2', address: 'g', stopped: true })
    expect(await said(contactId)).toHaveLength(3)
  })

  it('leaves a damaged row out', async () => {
    const { contactId, replies } = await talk('e')
    await database.run(function* (db) {
      const { outbox } = db.t
      yield* exec(db.update(outbox).set({ bodySealed: 's1.damaged' }))
    })
    expect(replies).toHaveLength(2)
    expect(await said(contactId)).toHaveLength(1)
  })

  it('counts tries, side by side too', async () => {
    const tries = () => database.run((db) => countTry(db, 'subject', world.clock.now()))
    const counted = await Promise.all(Array.from({ length: 5 }, tries))
    expect(counted.toSorted()).toEqual([1, 2, 3, 4, 5])
  })
})
