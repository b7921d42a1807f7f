import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildHost } from '../../../src/host/build-host.ts'
import { makeReports } from '../../../src/services/reports/monthly.ts'
import { sheetsIn, textIn } from '../../services/reports/reading.ts'
import { chatOf, enrol, listOf } from '../../store/registered.ts'
import { all } from '../../store/rows.ts'
import { DeskBrowser, hire } from '../../support/desk.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'

const REPORTS = '/petugas/laporan'
const ACCOUNT = '/petugas/akun'

let world: TestWorld
let app: FastifyInstance
let dinkes: string
let desk: DeskBrowser
beforeEach(async () => {
  world = await testWorld()
  dinkes = await listOf(world, 'DINKES')
  await listOf(world, 'DKUPP')
  await enrol(world, { agencyId: dinkes })
  world.clock.pass(8 * 86_400_000)
  await makeReports(world)
  app = await buildHost(world)
  await hire(world, 'rina', 'clerk', { agencyId: dinkes })
  desk = new DeskBrowser(app)
  await desk.logIn('rina')
})
afterEach(() => app.close())

const links = (body: string) => [...body.matchAll(/href="(\/petugas\/laporan\/[^"]+)"/g)].map(([, link]) => link!)

describe('the page of reports', () => {
  it('offers those of the officer’s agency in both forms, and notes who takes one', async () => {
    const { body } = await desk.open(REPORTS)
    expect(body).toContain('Laporan November 2026, Dinas DINKES')
    expect(body).not.toMatch(/DKUPP|seluruh kota/)
    const [xlsx, pdf] = links(body)
    const book = await desk.open(xlsx!)
    expect(book.headers['content-disposition']).toBe('attachment; filename="laporan-DINKES-2026-11.xlsx"')
    expect(book.headers['cache-control']).toBe('no-store')
    expect((await sheetsIn(book.rawPayload)).get('Ringkasan')).toContainEqual(expect.arrayContaining(['terdaftar', 1]))
    const paper = await desk.open(pdf!)
    expect(paper.headers['content-type']).toBe('application/pdf')
    expect(await textIn(paper.rawPayload)).toContain('Laporan November 2026, Dinas DINKES')
    const taken = (await all(world.database, 'audit')).filter(({ action }) => action === 'report.taken')
    expect(taken.map(({ detail }) => detail)).toEqual([{ format: 'xlsx' }, { format: 'pdf' }])
  })

  it('has nothing of another agency, nor of the city, behind their addresses', async () => {
    for (const { id, agencyId } of await all(world.database, 'reports'))
      expect((await desk.open(`${REPORTS}/${id}/laporan.pdf`)).statusCode).toBe(agencyId === dinkes ? 200 : 404)
  })

  it('is the whole city’s too for whoever belongs to no agency', async () => {
    await hire(world, 'periksa', 'auditor')
    const auditor = new DeskBrowser(app, '10.0.0.9')
    await auditor.logIn('periksa')
    expect(links((await auditor.open(REPORTS)).body)).toHaveLength(6)
  })
})

describe('the review of all agencies', () => {
  const TAKEN = `${REPORTS}/tinjauan.pdf?bulan=2026-11`

  it('is taken away by a coordinator of the whole city', async () => {
    await hire(world, 'kota', 'coordinator')
    const city = new DeskBrowser(app, '10.0.0.9')
    await city.logIn('kota')
    expect((await city.open(REPORTS)).body).toContain('name="bulan" type="month" value="2026-11" max="2026-12"')
    const { headers, rawPayload } = await city.open(TAKEN)
    expect(headers['content-disposition']).toBe('attachment; filename="tinjauan-2026-11.pdf"')
    expect(await textIn(rawPayload)).toContain('Bahan tinjauan lintas instansi, November 2026')
    expect((await city.open(`${REPORTS}/tinjauan.pdf?bulan=2027-01`)).statusCode).toBe(422)
  })

  it('is nobody else’s, nor offered to them', async () => {
    await hire(world, 'periksa', 'auditor')
    const own = new DeskBrowser(app, '10.0.0.9')
    await own.logIn('periksa')
    for (const browser of [desk, own]) {
      expect((await browser.open(REPORTS)).body).not.toContain('tinjauan')
      expect((await browser.open(TAKEN)).statusCode).toBe(403)
    }
  })
})

describe('the report of reach', () => {
  it.each([
    ['xlsx', 'vnd.openxmlformats'],
    ['pdf', 'application/pdf'],
  ])('is taken away as %s, and refused as the page is', async (format, type) => {
    const at = `/petugas/jangkauan.${format}?menurut=month&dari=2026-11-01&sampai=2026-11-30`
    const { headers, rawPayload } = await desk.open(at)
    expect(headers['content-type']).toContain(type)
    expect(headers['content-disposition']).toBe(
      `attachment; filename="jangkauan-DINKES-2026-11-01-2026-11-30.${format}"`,
    )
    expect(rawPayload.length).toBeGreaterThan(1000)
    expect((await desk.open(`${at}&instansi=DKUPP`)).statusCode).toBe(404)
    expect((await desk.open(`/petugas/jangkauan.${format}?dari=x`)).statusCode).toBe(422)
  })
})

describe('the own chat', () => {
  it('is linked by a code that is shown once, and let go again', async () => {
    const shown = await desk.fill(ACCOUNT, `${ACCOUNT}/chat`)
    const code = /<code class="link">([^<]+)<\/code>/.exec(shown.body)![1]!
    expect(shown.body).not.toContain('t.me')
    const opened = await chatOf(world, 'own')({ text: 'menu', openedWith: code.replaceAll('-', '') })
    expect(opened.texts.join()).toContain('tersambung')
    expect((await desk.open(ACCOUNT)).body).toContain('Tersambung sejak')
    const gone = await desk.fill(ACCOUNT, `${ACCOUNT}/chat/putus`)
    expect(gone.headers.location).toBe(`${ACCOUNT}?putus`)
    const { body } = await desk.open(`${ACCOUNT}?putus`)
    expect(body).toContain('Chat diputuskan')
    expect(body).not.toContain('Tersambung sejak')
    const deeds = (await all(world.database, 'audit')).map(({ action }) => action)
    expect(deeds).toEqual(expect.arrayContaining(['officer.chatLinked', 'officer.chatUnlinked']))
  })
})
