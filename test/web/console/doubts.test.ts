import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { buildHost } from '../../../src/host/build-host.ts'
import { keepTurn } from '../../../src/services/rosters/turn.ts'
import { doubting, NIK } from '../../services/register/doubting.ts'
import { enrol, listOf } from '../../store/registered.ts'
import { all } from '../../store/rows.ts'
import { DeskBrowser, hidden, hire } from '../../support/desk.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'

const LIST = '/petugas/data-kembar'

let world: TestWorld
let app: FastifyInstance
let own: string
let other: string
beforeEach(async () => {
  world = await testWorld()
  app = await buildHost(world)
  own = await listOf(world, 'DKPPP')
  other = await listOf(world, 'KESRA')
})
afterEach(() => app.close())

let desks = 0
async function desk(username: string, agencyId?: string): Promise<DeskBrowser> {
  if (agencyId === undefined) await hire(world, username, 'coordinator')
  else await hire(world, username, 'approver', { agencyId })
  const browser = new DeskBrowser(app, `10.0.1.${++desks}`)
  await browser.logIn(username)
  return browser
}

async function doubtful() {
  const { workerId } = await enrol(world, { agencyId: other, name: 'Sitti Aminah' })
  const { doubtId } = await doubting(world, { agencyId: own, workerId, nik: NIK })
  return { workerId, doubtId }
}

const decide = async (browser: DeskBrowser, doubtId: string, decision: string) =>
  browser.fill(LIST, `${LIST}/${doubtId}/putuskan`, { decision })

it('shows an officer the own row in full and of another agency’s worker a masked name, and why they may be one', async () => {
  const { doubtId } = await doubtful()
  const { body } = await (await desk('rina', own)).open(LIST)
  for (const told of ['Siti Amina', '17 Agustus 1970', 'daftar.csv, baris 2', 'S••• A•••', 'Dinas KESRA'])
    expect(body).toContain(told)
  expect(body).toMatch(/dua angka bertukar tempat[\s\S]+salah ketik[\s\S]+Tanggal lahir sama/)
  expect(body).toContain('tidak ditampilkan, karena dari daftar instansi lain')
  expect(body).toContain('sangat mirip (90 dari 100)')
  expect(body).not.toMatch(/Sitti|3574015708/)
  expect(hidden(body, `${LIST}/${doubtId}/putuskan`).csrf).toBeTruthy()
})

it('shows whoever works for all agencies both entries', async () => {
  await doubtful()
  expect((await (await desk('koor')).open(LIST)).body).toMatch(/Siti Amina[\s\S]+Sitti Aminah/)
})

it('takes a decision, lists it with who took it, and takes it back', async () => {
  const { doubtId, workerId } = await doubtful()
  const rina = await desk('rina', own)
  expect((await rina.open('/petugas')).body).toMatch(/<b>1<\/b> data kembar menunggu keputusan/)
  const taken = await decide(rina, doubtId, 'same')
  expect([taken.statusCode, taken.headers.location]).toEqual([303, `${LIST}?diputuskan`])
  expect((await all(world.database, 'workers')).map(({ mergedInto }) => mergedInto)).toContain(workerId)
  const { body } = await rina.open(`${LIST}?diputuskan`)
  expect(body).toMatch(/Keputusan disimpan[\s\S]+Siti Amina dan S••• A•••[\s\S]+orang yang sama, .+ oleh Bu rina/)
  expect(body).not.toContain('/putuskan')
  const back = await rina.fill(LIST, `${LIST}/${doubtId}/batalkan`)
  expect(back.headers.location).toBe(`${LIST}?dibatalkan`)
  expect((await rina.open(LIST)).body).toContain('/putuskan')
  expect(new Set((await all(world.database, 'workers')).map(({ mergedInto }) => mergedInto))).toEqual(new Set([null]))
})

it('says so where somebody else was quicker, or an import runs', async () => {
  const { doubtId } = await doubtful()
  const rina = await desk('rina', own)
  const action = `${LIST}/${doubtId}/putuskan`
  const stale = hidden((await rina.open(LIST)).body, action)
  await world.database.run((db) => keepTurn(db, world, 'import'))
  const busy = await decide(rina, doubtId, 'same')
  expect([busy.statusCode, busy.body]).toEqual([409, expect.stringContaining('role="alert"')])
  world.clock.pass(21_000)
  await decide(await desk('koor'), doubtId, 'different')
  const late = await rina.post(action, { ...stale, decision: 'same' })
  expect([late.statusCode, late.body]).toEqual([409, expect.stringContaining('Sudah diputuskan')])
  expect((await all(world.database, 'doubts')).map(({ decision }) => decision)).toEqual(['different'])
})

it('is closed to other agencies, to whoever has no say, and to forms that are not ours', async () => {
  const { doubtId } = await doubtful()
  const action = `${LIST}/${doubtId}/putuskan`
  const rina = await desk('rina', own)
  const form = { ...hidden((await rina.open(LIST)).body, action), decision: 'same' }
  const stranger = await desk('budi', other)
  const page = await stranger.open(LIST)
  expect(page.body).toContain('Tidak ada data kembar')
  const csrf = hidden(page.body, '/petugas/keluar').csrf!
  expect((await stranger.post(action, { ...form, csrf })).statusCode).toBe(404)
  expect((await rina.post(action, { ...form, csrf: 'x' })).statusCode).toBe(403)
  expect((await rina.post(action, { ...form, decision: 'perhaps' })).statusCode).toBe(422)
  await hire(world, 'audi', 'auditor')
  const auditor = new DeskBrowser(app, '10.0.2.1')
  await auditor.logIn('audi')
  expect((await auditor.open(LIST)).statusCode).toBe(403)
  expect((await all(world.database, 'doubts')).map(({ decision }) => decision)).toEqual([null])
})

it('one NIK with two names is told as that', async () => {
  const { workerId } = await enrol(world, { agencyId: own, name: 'Sitti Aminah' })
  await doubting(world, { agencyId: own, workerId, row: { name: 'Bambang Hartono', bornOn: '1981-02-03' } })
  const { body } = await (await desk('rina', own)).open(LIST)
  expect(body).toMatch(/Satu NIK, dua nama[\s\S]+Bambang Hartono[\s\S]+Sitti Aminah/)
  expect(body).toContain('NIK-nya perlu diperbaiki')
})

it('more than a page is told page by page', async () => {
  for (let n = 0; n < 21; n++) {
    const { workerId } = await enrol(world, { agencyId: own })
    await doubting(world, {
      agencyId: own,
      workerId,
      nik: `35740157087091${String(n).padStart(2, '0')}`,
      score: 90 - n,
    })
  }
  const rina = await desk('rina', own)
  const first = (await rina.open(LIST)).body
  expect(first).toContain('Menunggu keputusan: 21')
  const next = /href="([^"]+sesudah=[^"]+)"/.exec(first)![1]!
  const second = (await rina.open(next)).body
  expect([first, second].map((body) => body.match(/\/putuskan"/g)!.length)).toEqual([20, 1])
  expect(second).toContain('Kembali ke awal')
})
