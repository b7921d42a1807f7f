import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildHost } from '../../../src/host/build-host.ts'
import { deliverAllDue } from '../../../src/services/deliver.ts'
import { routeNotices } from '../../../src/services/notices.ts'
import { chatOf, enrol, listOf } from '../../store/registered.ts'
import { DeskBrowser, hire } from '../../support/desk.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'

const REACH = '/petugas/jangkauan'
const PILANG = '35.74.01.1009'
const PHONE = '6281000009001'

let world: TestWorld
let app: FastifyInstance
let desk: DeskBrowser
let dinkes: string
beforeEach(async () => {
  world = await testWorld()
  app = await buildHost(world)
  dinkes = await listOf(world, 'DINKES')
  const other = await listOf(world, 'DKUPP')
  await enrol(world, { agencyId: dinkes, phone: PHONE, agreed: true })
  await enrol(world, { agencyId: dinkes, kelurahan: PILANG, segment: 'petani' })
  for (let n = 0; n < 3; n++) await enrol(world, { agencyId: other })
  await routeNotices(world)
  await deliverAllDue(world)
  await chatOf(world, PHONE, PHONE)('1')
  await hire(world, 'rina', 'clerk', { agencyId: dinkes })
  desk = new DeskBrowser(app)
  await desk.logIn('rina')
})
afterEach(() => app.close())

async function seated(username: string): Promise<DeskBrowser> {
  const browser = new DeskBrowser(app, '10.0.0.9')
  await browser.logIn(username)
  return browser
}
const figure = (body: string, name: string) =>
  Number(new RegExp(`<th scope="row">${name}</th><td class="n">(\\d+)</td>`).exec(body)?.[1])
/** The cells of a row of the divided table. */
const row = (body: string, name: string) =>
  [...body.matchAll(/<tr[^>]*><th scope="row">([^<]+)<\/th>((?:<td class="n">[^<]*<\/td>)+)<\/tr>/g)]
    .filter(([, first]) => first === name)
    .map(([, , cells]) => [...cells!.matchAll(/>([^<]+)</g)].map(([, n]) => n))[0]

describe('the report of reach', () => {
  it('tells of this month and the officer’s agency, with what each figure means', async () => {
    const { body } = await desk.open(REACH)
    expect(body).toContain('Jangkauan Dinas DINKES, 1 November 2026 – 24 November 2026')
    const told = ['terdaftar', 'terkirim', 'terjangkau', 'belum terjangkau'].map((name) => figure(body, name))
    expect(told).toEqual([2, 1, 1, 1])
    expect(body).toContain('terdaftar, tetapi belum ada bukti bahwa kabar sampai')
    expect(body).not.toMatch(/DKUPP|Siti/)
  })

  it.each([
    ['kelurahan', 'Pilang'],
    ['segment', 'Petani'],
    ['agency', 'Dinas DINKES'],
  ])('is divided by %s', async (by, name) => {
    const { body } = await desk.open(`${REACH}?menurut=${by}`)
    expect(row(body, name)?.[0]).toBe(by === 'agency' ? '2' : '1')
  })

  it('divided by channel has no listed persons', async () => {
    const { body } = await desk.open(`${REACH}?menurut=channel`)
    expect(row(body, 'Saluran latihan')?.slice(0, 3)).toEqual(['–', '–', '1'])
  })

  it('is of other days when these are asked for, by month too', async () => {
    const { body } = await desk.open(`${REACH}?dari=2026-10-01&sampai=2026-10-31`)
    expect([figure(body, 'terdaftar'), figure(body, 'terkirim')]).toEqual([2, 0])
    expect(body).toContain('dari=2026-09-01&amp;sampai=2026-09-30')
  })

  it.each([
    ['dari=kemarin', 'tidak terbaca'],
    ['dari=2026-11-30&sampai=2026-11-01', 'Tanggal akhir lebih dulu'],
  ])('says what is wrong with %s', async (query, said) => {
    const { statusCode, body } = await desk.open(`${REACH}?${query}`)
    expect([statusCode, body.includes(said)]).toEqual([422, true])
    expect(body).toContain('Tampilkan')
    expect((await desk.open(`${REACH}.csv?${query}`)).statusCode).toBe(422)
  })

  it('is taken away as a table that spreadsheets read', async () => {
    const { headers, body } = await desk.open(`${REACH}.csv?menurut=kelurahan&instansi=DINKES`)
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(headers['content-disposition']).toBe('attachment; filename="jangkauan-DINKES-2026-11-01-2026-11-24.csv"')
    expect(body).toMatch(/^\uFEFFkelurahan;name;key;figure;persons;meaning;percent\n/)
    expect(body).toContain(`${PILANG};Pilang;notReached;belum terjangkau;1;`)
  })

  it('leads from those not reached to what can be done', async () => {
    const { body } = await desk.open(`${REACH}?instansi=DINKES`)
    expect(body).toContain('1 orang belum terjangkau')
    expect(body).toContain('<a href="/petugas/kunjungan">Kunjungi mereka')
    const link = /href="(\/petugas\/pesan\/baru\?[^"]+)"/.exec(body)![1]!.replaceAll('&amp;', '&')
    expect((await desk.open(link)).body).toMatch(/name="notReached" value="ya" checked/)
  })

  it('of another agency is as absent as that of one that is not there', async () => {
    for (const code of ['DKUPP', 'NONE'])
      for (const page of [REACH, `${REACH}.csv`])
        expect((await desk.open(`${page}?instansi=${code}`)).statusCode).toBe(404)
  })

  it('is of all agencies, or of each, to those who belong to none; an auditor writes no message', async () => {
    await hire(world, 'periksa', 'auditor')
    const auditor = await seated('periksa')
    const { body } = await auditor.open(`${REACH}?menurut=agency`)
    expect(body).toContain('Jangkauan semua instansi')
    expect([row(body, 'Dinas DINKES')?.[0], row(body, 'Dinas DKUPP')?.[0]]).toEqual(['2', '3'])
    expect(body).not.toContain('/petugas/pesan')
    expect(figure((await auditor.open(`${REACH}?instansi=DKUPP`)).body, 'terdaftar')).toBe(3)
  })

  it('of an officer of one kelurahan is that of its own people', async () => {
    await hire(world, 'pilang', 'clerk', { agencyId: dinkes, kelurahan: PILANG })
    const { body } = await (await seated('pilang')).open(REACH)
    expect(figure(body, 'terdaftar')).toBe(1)
    expect(body).toContain('<a href="/petugas/kunjungan">Kunjungi mereka')
  })
})
