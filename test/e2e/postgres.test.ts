import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld } from '../../src/main.ts'
import { receive } from '../../src/services/receive.ts'
import { exec } from '../../src/store/work.ts'
import { postgresPrograms, startPostgres } from '../support/postgres-server.ts'
import { installation } from '../support/program.ts'
import { REGISTER } from '../support/transcript.ts'

const programs = postgresPrograms()

describe.runIf(programs !== undefined)('a real PostgreSQL server', () => {
  let server: Awaited<ReturnType<typeof startPostgres>>
  let home: ReturnType<typeof installation>
  beforeAll(async () => {
    server = await startPostgres(programs!)
    home = installation({ DATABASE_URL: server.url, SAPA_KEY: Buffer.alloc(32, 5).toString('base64') })
  }, 60_000)
  afterAll(() => {
    home?.drop()
    server?.stop()
  })

  it('makes no key by itself', async () => {
    const keyless = installation({ DATABASE_URL: server.url })
    const { code, err } = await keyless.run(['migrate'])
    keyless.drop()
    expect([code, err]).toEqual([1, expect.stringContaining('Kunci utama tidak ada')])
  })

  it('carries the main job, by two processes that migrate at once', async () => {
    const ran = await Promise.all([home.run(['migrate']), home.run(['agency', 'add', 'DINKES', 'Dinas Kesehatan'])])
    ran.push(await home.run(['import', REGISTER, '--agency', 'DINKES', '--funding', 'apbd', '--apply']))
    const said = ['cek', '17-08-1970', '1'].map((text) => JSON.stringify({ text })).join('\n')
    const talked = await home.run(
      ['chat', '--json', '--phone', '0810-0000-9001', '--at', '2026-11-24T09:00:00+07:00'],
      said,
    )
    const report = await home.run([
      'reach',
      '--agency',
      'DINKES',
      '--from',
      '2026-11-01',
      '--to',
      '2026-11-30',
      '--format',
      'json',
    ])
    expect([...ran, talked, report].map(({ code, err }) => [code, err])).toEqual(
      Array.from({ length: 5 }, () => [0, '']),
    )
    expect(talked.out).toContain('Kami catat bahwa Bapak/Ibu sudah paham')
    expect(JSON.parse(report.out)).toMatchObject({ persons: { confirmed: 1 } })
  }, 60_000)

  it('refuses another key and leaves the data as it was', async () => {
    const other = installation({ DATABASE_URL: server.url, SAPA_KEY: Buffer.alloc(32, 6).toString('base64') })
    const { code, err } = await other.run(['doctor'])
    other.drop()
    expect([code, err]).toEqual([1, expect.stringContaining('Kunci utama tidak cocok')])
  })

  it('answers each of many messages of one chat once, whoever wins the race', async () => {
    const { world, close } = await openWorld(home.env, { now: () => new Date('2026-11-24T02:00:00Z') }, [])
    const arrivals = Array.from({ length: 5 }, (_, n) => ({ externalId: `race-${n}`, address: 'racer', text: 'menu' }))
    const taken = await Promise.all([...arrivals, ...arrivals].map((arrival) => receive(world, 'simulated', arrival)))
    const kept = await world.database.run((db) => exec(db.select().from(db.t.inbound)))
    await close()
    expect(taken.filter(({ repeated }) => !repeated)).toHaveLength(5)
    expect(kept.filter(({ contactId }) => contactId === taken[0]!.contactId)).toHaveLength(5)
  })

  it('says what to do when it is not there', async () => {
    const gone = installation({ DATABASE_URL: 'postgres://sapa@127.0.0.1:9/postgres', SAPA_KEY: home.env.SAPA_KEY })
    const { code, err } = await gone.run(['doctor'])
    gone.drop()
    expect([code, err]).toEqual([1, expect.stringContaining('Basis data tidak bisa dibuka')])
  })
})
