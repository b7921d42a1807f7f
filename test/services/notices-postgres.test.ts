import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routeNotices } from '../../src/services/notices.ts'
import { openPostgres } from '../../src/store/postgres.ts'
import { LostRace } from '../../src/store/work.ts'
import { enrol, listOf } from '../store/registered.ts'
import { all, contact, put } from '../store/rows.ts'
import { postgresPrograms, startPostgres } from '../support/postgres-server.ts'
import { testWorld } from '../support/world.ts'

const programs = postgresPrograms()

// PGlite has one connection, so that no two works are ever under way.
describe.runIf(programs !== undefined)('on a PostgreSQL server', () => {
  let server: Awaited<ReturnType<typeof startPostgres>>
  beforeAll(async () => {
    server = await startPostgres(programs!)
  })
  afterAll(() => server?.stop())

  it('the first news tells each phone once, also where two processes find its way at the same time', async () => {
    const world = await testWorld({ database: await openPostgres(server.url) })
    const agencyId = await listOf(world, 'DKPPP')
    const phones = Array.from({ length: 300 }, (_, n) => `6281000009${String(n).padStart(3, '0')}`)
    for (const phone of phones) {
      await enrol(world, { agencyId, phone, agreed: true })
      await put(world.database, 'contacts', contact({ phoneHash: world.vault.hash('phone', phone) }))
    }
    const both = await Promise.allSettled([routeNotices(world), routeNotices(world)])
    for (const one of both) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(LostRace)
    await routeNotices(world)
    const told = (await all(world.database, 'outbox')).filter(({ cause }) => cause === 'notice')
    expect([told.length, new Set(told.map(({ contactId }) => contactId)).size]).toEqual([phones.length, phones.length])
    await world.database.close()
  }, 120_000)
})
