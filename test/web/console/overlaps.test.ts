import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildHost } from '../../../src/host/build-host.ts'
import { enrol, listOf } from '../../store/registered.ts'
import { DeskBrowser, hire } from '../../support/desk.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'

const PAGE = '/petugas/tumpang-tindih'

let world: TestWorld
let app: FastifyInstance
beforeEach(async () => {
  world = await testWorld()
  app = await buildHost(world)
  const [dinkes, kesra, dkppp] = [
    await listOf(world, 'DINKES'),
    await listOf(world, 'KESRA'),
    await listOf(world, 'DKPPP'),
  ]
  const { workerId } = await enrol(world, { agencyId: dinkes, name: 'Siti Aminah' })
  await enrol(world, { agencyId: kesra, workerId, startsOn: '2026-10-01', paidThrough: '2026-10-31' })
  await enrol(world, { agencyId: dkppp, name: 'Budi Santoso' })
  await hire(world, 'rina', 'clerk', { agencyId: dinkes })
  await hire(world, 'dkppp', 'clerk', { agencyId: dkppp })
  await hire(world, 'koor', 'coordinator')
  await hire(world, 'admin', 'admin')
  await hire(world, 'periksa', 'auditor')
})
afterEach(() => app.close())

async function seated(username: string): Promise<DeskBrowser> {
  const browser = new DeskBrowser(app)
  await browser.logIn(username)
  return browser
}

describe('the page of those paid for twice', () => {
  it.each(['rina', 'koor', 'admin'])('tells %s who, by whom, which months and what it costs', async (username) => {
    const { body, statusCode } = await (await seated(username)).open(PAGE)
    expect(statusCode).toBe(200)
    expect(body).toContain('1 orang dibayar lebih dari sekali. Kelebihannya Rp16.800.')
    expect(body).toContain('Dinas DINKES dan Dinas KESRA: 1 bulan (Oktober 2026), Rp16.800')
    expect(body).toContain('S••• A•••')
    expect(body).not.toContain('Siti')
    expect(body).toMatch(/Sumber: .*PP 50\/2025/)
    expect(body.includes('/petugas/pekerja/')).toBe(username !== 'admin')
  })

  it('has nothing for an agency whom it does not concern, and none of another agency', async () => {
    const desk = await seated('dkppp')
    expect((await desk.open(PAGE)).body).toContain('Tidak ada orang yang dibayar lebih dari sekali.')
    expect((await desk.open(`${PAGE}?instansi=KESRA`)).statusCode).toBe(404)
    expect((await (await seated('periksa')).open(PAGE)).statusCode).toBe(403)
  })

  it('says what is wrong with a day', async () => {
    const { statusCode, body } = await (await seated('koor')).open(`${PAGE}?sampai=besok`)
    expect([statusCode, body.includes('tidak terbaca')]).toEqual([422, true])
  })
})
