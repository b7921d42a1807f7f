import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { buildHost } from '../../../src/host/build-host.ts'
import { listOf } from '../../store/registered.ts'
import { all } from '../../store/rows.ts'
import { DeskBrowser, hidden, hire } from '../../support/desk.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'

const LIST = '/petugas/pesan/masa-habis'
const OURS = `${LIST}/DINKES`
const WORDS = { id: 'Kota meneruskannya tahun depan. Tidak perlu mendaftar lagi.' }

let world: TestWorld
let app: FastifyInstance
let dinkes: string
let desk: DeskBrowser
beforeEach(async () => {
  world = await testWorld()
  app = await buildHost(world)
  dinkes = await listOf(world, 'DINKES')
  await listOf(world, 'DKUPP')
  await hire(world, 'budi', 'approver', { agencyId: dinkes })
  desk = await seated('budi')
})
afterEach(() => app.close())

let desks = 10
async function seated(username: string): Promise<DeskBrowser> {
  const browser = new DeskBrowser(app, `10.0.0.${++desks}`)
  await browser.logIn(username)
  return browser
}
const released = () => all(world.database, 'released')
const actions = async () =>
  (await all(world.database, 'audit')).map(({ action }) => action).filter((action) => action.startsWith('words.'))

it('is looked at as people hear it, released, changed, taken back, and stands in the audit', async () => {
  expect((await desk.open('/petugas/pesan')).body).toContain(`href="${LIST}"`)
  const { body } = await desk.open(LIST)
  expect(body).toContain('Belum diumumkan')
  expect(body).not.toContain('DKUPP')
  const form = hidden((await desk.open(OURS)).body, OURS)
  const looked = await desk.post(`${OURS}/lihat`, { ...form, ...WORDS })
  expect(looked.body).toMatch(
    /Salam, C••• P•••\. Menurut daftar Dinas DINKES[\s\S]+8 Desember 2026[\s\S]+Kota meneruskannya/,
  )
  expect(await released()).toEqual([])
  expect((await desk.post(OURS, { ...hidden(looked.body, OURS), ...WORDS })).headers.location).toBe(`${LIST}?diumumkan`)
  const now = await desk.open(`${LIST}?diumumkan`)
  expect(now.body).toContain('Kota meneruskannya tahun depan.')
  expect(now.body).toContain('diumumkan oleh Bu budi')
  expect((await released())[0]!.textsSealed).not.toContain('Kota')
  world.clock.pass(1000)
  expect((await desk.fill(OURS, OURS, { id: 'Kota berhenti membayar.', jv: 'Kutha mandheg.' })).statusCode).toBe(303)
  expect((await desk.open(OURS)).body).toContain('Kutha mandheg.</textarea>')
  expect((await desk.fill(OURS, `${OURS}/tarik`)).headers.location).toBe(`${LIST}?ditarik`)
  expect(await released()).toEqual([])
  expect(await actions()).toEqual(['words.release', 'words.release', 'words.withdraw'])
})

it.each([
  [{ id: 'Kirim PIN Anda.' }, 'meminta NIK, PIN'],
  [{ id: 'Salam {nama}.' }, 'tanpa kurung kurawal'],
  [{ id: ' ' }, 'naskahnya kosong'],
])('%j is refused, looked at and released, and what was typed stays', async (words, said) => {
  for (const at of [OURS, `${OURS}/lihat`]) {
    const form = hidden((await desk.open(OURS)).body, OURS)
    const refused = await desk.post(at, { ...form, ...words })
    expect([refused.statusCode, refused.body.includes(said)]).toEqual([422, true])
    expect(refused.body).toContain(`${words.id}</textarea>`)
  }
  expect(await released()).toEqual([])
})

it('that somebody has changed meanwhile is not written over, and a form is taken once', async () => {
  const form = hidden((await desk.open(OURS)).body, OURS)
  await desk.post(OURS, { ...form, ...WORDS })
  expect((await desk.post(OURS, { ...form, ...WORDS })).statusCode).toBe(409)
  const stale = await desk.post(OURS, { ...form, key: 'another-of-ours', id: 'Lain.' })
  expect([stale.statusCode, stale.body.includes('sudah ada perubahan')]).toEqual([409, true])
  expect(await actions()).toEqual(['words.release'])
})

it('is read by a clerk, and released by those who approve for the whole agency alone', async () => {
  await desk.fill(OURS, OURS, WORDS)
  await hire(world, 'rina', 'clerk', { agencyId: dinkes })
  const clerk = await seated('rina')
  const { body } = await clerk.open(LIST)
  expect(body).toContain('Kota meneruskannya tahun depan.')
  expect(body).not.toContain(`href="${OURS}"`)
  expect((await clerk.open(OURS)).statusCode).toBe(403)
  await hire(world, 'pilang', 'approver', { agencyId: dinkes, kelurahan: '35.74.01.1009' })
  const local = await seated('pilang')
  const form = hidden((await local.open(OURS)).body, OURS)
  const refused = await local.post(OURS, { ...form, id: 'Untuk Pilang saja.' })
  expect([refused.statusCode, refused.body.includes('semua kelurahan')]).toEqual([403, true])
  await hire(world, 'audit', 'auditor')
  expect((await (await seated('audit')).open(LIST)).statusCode).toBe(403)
})

it('of another agency is as absent as one that is not there, and of all for a coordinator', async () => {
  const form = hidden((await desk.open(OURS)).body, OURS)
  for (const code of ['DKUPP', 'NONE']) {
    expect((await desk.open(`${LIST}/${code}`)).statusCode).toBe(404)
    for (const deed of ['', '/lihat', '/tarik'])
      expect((await desk.post(`${LIST}/${code}${deed}`, { ...form, ...WORDS })).statusCode).toBe(404)
  }
  await hire(world, 'koor', 'coordinator')
  const coordinator = await seated('koor')
  expect((await coordinator.open(LIST)).body).toMatch(/Dinas DINKES[\s\S]+Dinas DKUPP/)
  expect((await coordinator.fill(`${LIST}/DKUPP`, `${LIST}/DKUPP`, WORDS)).statusCode).toBe(303)
  expect(await released()).toMatchObject([{ agencyId: 'agency-DKUPP' }])
})
