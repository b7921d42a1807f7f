import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { postgresPrograms, startPostgres } from '../support/postgres-server.ts'
import { soakCampaign } from './campaign.ts'
import { faultsIn } from './faults.ts'

const SHORT = { persons: 5000, kills: 3, seed: 20261124 }

it('a campaign loses nobody and tells nobody twice, though its host is killed three times', async () => {
  expect(faultsIn(await soakCampaign(SHORT), SHORT.persons)).toEqual([])
}, 240_000)

const programs = postgresPrograms()

describe.runIf(programs !== undefined)('on PostgreSQL', () => {
  let server: Awaited<ReturnType<typeof startPostgres>>
  beforeAll(async () => {
    server = await startPostgres(programs!)
  })
  afterAll(() => server?.stop())

  it('a campaign of two senders loses nobody and tells nobody twice, though one of them is killed three times', async () => {
    expect(faultsIn(await soakCampaign({ ...SHORT, postgres: server.url }), SHORT.persons)).toEqual([])
  }, 240_000)
})
