import { expect, it, vi } from 'vitest'
import { simulated } from '../../src/channels/simulated/simulated.ts'
import { SettingsReader, startSweeps } from '../../src/services/sweeps.ts'
import { queueUnasked } from '../../src/store/unasked.ts'
import { LostRace } from '../../src/store/work.ts'
import { all, contact, message, put } from '../store/rows.ts'
import { pause } from '../support/killable.ts'
import { testWorld } from '../support/world.ts'

it('sweeps that are stopped note what they have handed to a platform', async () => {
  let handedOver = () => {}
  const sending = new Promise<void>((resolve) => {
    handedOver = resolve
  })
  const slow = simulated(async ({ id }) => {
    handedOver()
    await pause(300)
    return { sent: true, externalId: id }
  })
  const world = await testWorld({ channels: [slow] })
  const now = world.clock.now()
  const person = contact({ addressSealed: world.vault.seal('contacts.address', 'person') })
  await put(world.database, 'contacts', person)
  const bodySealed = world.vault.seal('outbox.body', JSON.stringify({ text: 'kabar', choices: [] }))
  const news = message({ contactId: person.id, channel: 'simulated', createdAt: now, notBefore: now, bodySealed })
  await world.database.run((db) =>
    queueUnasked(db, { ...news, cause: 'notice', expiresAt: new Date(now.getTime() + 3_600_000) }),
  )
  const stop = startSweeps(world, await SettingsReader.open(world.database), 'test')
  await sending
  await stop()
  expect(await all(world.database, 'outbox')).toMatchObject([{ sentAt: now, unknownAt: null }])
  expect(world.logged).toEqual([])
  await world.database.close()
})

it.each([
  ['an error', new Error('broken'), 'error'],
  ['a warning, where another process was quicker', new LostRace('recipients'), 'warn'],
])('a sweep that failed runs again and is told as %s', async (_, error, level) => {
  const world = await testWorld()
  const settings = await SettingsReader.open(world.database)
  const failing = { ...world, database: { ...world.database, run: () => Promise.reject(error) } }
  const stop = startSweeps(failing, settings, 'test')
  const delivering = () => world.logged.filter(({ what }) => 'sweep' in what && what.sweep === 'deliver')
  await vi.waitUntil(() => delivering().length >= 2, { timeout: 5000 })
  await stop()
  expect(new Set(world.logged.map((line) => line.level))).toEqual(new Set([level]))
  expect(delivering()[0]).toMatchObject({ what: { error, sweep: 'deliver' } })
  await world.database.close()
})
