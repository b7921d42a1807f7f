import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { freezeRecipients } from '../../src/services/campaigns/approve.ts'
import { routeNotices } from '../../src/services/notices.ts'
import { openPostgres } from '../../src/store/postgres.ts'
import { LostRace } from '../../src/store/work.ts'
import { enrol, listOf } from '../store/registered.ts'
import { all, contact, put } from '../store/rows.ts'
import { submittedTo } from '../support/approved-crowd.ts'
import { putCrowd } from '../support/crowd.ts'
import { postgresPrograms, startPostgres } from '../support/postgres-server.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

const programs = postgresPrograms()

// PGlite has one connection, so that no two works are ever under way.
describe.runIf(programs !== undefined)('two hosts on a PostgreSQL server', () => {
  let server: Awaited<ReturnType<typeof startPostgres>>
  let world: TestWorld
  beforeEach(async () => {
    server = await startPostgres(programs!)
    world = await testWorld({ database: await openPostgres(server.url) })
  }, 60_000)
  afterEach(async () => {
    await world.database.close()
    server.stop()
  })

  it('tell each phone its first news once, also where both find its way at the same time', async () => {
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
  }, 120_000)

  it('write each recipient down once, however many do so beside the officer who approves', async () => {
    const persons = 6000
    await putCrowd(world, { agency: 'KOPERASI', persons, sharing: Number.POSITIVE_INFINITY, chatless: 1 })
    const { id, approve } = await submittedTo(world, 'KOPERASI')
    const approving = approve(world)
    await vi.waitUntil(async () => (await all(world.database, 'campaigns'))[0]!.approvedAt !== null)
    await Promise.all([approving, ...Array.from({ length: 6 }, () => freezeRecipients(world, id))])
    const frozen = (await all(world.database, 'campaignRecipients')).filter(({ campaignId }) => campaignId === id)
    expect([frozen.length, new Set(frozen.map(({ workerId }) => workerId)).size]).toEqual([persons, persons])
  }, 120_000)
})
