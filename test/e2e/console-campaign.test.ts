import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Outgoing } from '../../src/channels/channel.ts'
import { simulated } from '../../src/channels/simulated/simulated.ts'
import { buildHost } from '../../src/host/build-host.ts'
import { runCampaigns } from '../../src/services/campaigns/run.ts'
import { deliverAllDue } from '../../src/services/deliver.ts'
import { chatOf, enrol, listOf } from '../store/registered.ts'
import { hasBrowser, openBrowser } from '../support/browser.ts'
import { hire, PASSWORD } from '../support/desk.ts'
import { look } from '../support/look.ts'
import { SMALL } from '../support/media.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

const KELURAHAN = ['35.74.01.1001', '35.74.01.1009', '35.74.04.1005']
const NAMES = ['Siti Aminah', 'Mochammad Sulaiman Hadi', 'Nurul Hidayati', 'Budi Santoso']
const phoneOf = (n: number) => `62810000090${String(n).padStart(2, '0')}`

describe.runIf(hasBrowser())('a message to many, in a browser', () => {
  let browser: Browser
  let world: TestWorld
  let app: FastifyInstance
  let carried: Outgoing[]
  let faults: string[]
  let dinkes: string

  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    faults = []
    carried = []
    const carry = (message: Outgoing) => {
      carried.push(message)
      return { sent: true as const, externalId: `sim-${message.id}`, delivered: true as const }
    }
    world = await testWorld({ channels: [simulated(carry, { perSecond: 1 })] })
    app = await buildHost(world)
    await app.listen({ host: '127.0.0.1', port: 0 })
    dinkes = await listOf(world, 'DINKES')
  })
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
    await app.close()
    expect(faults).toEqual([])
  })

  async function logIn(username: string, javaScriptEnabled = true): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, javaScriptEnabled })
    context.setDefaultTimeout(8000)
    const page = await context.newPage()
    page.on('console', (told) => {
      if (told.type() === 'error' && !told.text().includes('status of 4')) faults.push(told.text())
    })
    await page.goto(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}/petugas/masuk`)
    if (javaScriptEnabled) await look(page, 'log-in')
    await page.getByLabel('Nama pengguna').fill(username)
    await page.getByLabel('Kata sandi').fill(PASSWORD)
    await page.getByRole('button', { name: 'Masuk' }).click()
    await page.getByRole('heading', { name: 'Selamat datang' }).waitFor()
    return page
  }
  async function list(): Promise<void> {
    for (let n = 0; n < 14; n++)
      await enrol(world, {
        ...{ agencyId: dinkes, name: NAMES[n % 4]!, kelurahan: KELURAHAN[n % 3]! },
        ...(n < 11 && { phone: phoneOf(Math.max(n, 1)), agreed: true }),
        segment: n % 2 === 0 ? 'nelayan' : 'petani',
      })
  }
  /** What the host's sweeps do while some minutes pass. */
  async function sweep(): Promise<void> {
    for (let n = 0; n < 15; n++) {
      await runCampaigns(world)
      await deliverAllDue(world)
      world.clock.pass(1000)
    }
    await runCampaigns(world)
  }
  const section = (page: Page, name: string) =>
    page.getByRole('navigation').getByRole('link', { name, exact: true }).click()
  const figure = (page: Page, name: string) =>
    page
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name, exact: true }) })
      .locator('td')
      .first()

  it('is written, looked at, handed in, approved by another, sent, and seen in the report', async () => {
    await list()
    await hire(world, 'rina', 'clerk', { agencyId: dinkes })
    await hire(world, 'budi', 'approver', { agencyId: dinkes })
    const clerk = await logIn('rina')
    await section(clerk, 'Pesan ke pekerja')
    await look(clerk, 'campaigns-none')
    await clerk.getByRole('link', { name: 'Tulis pesan baru' }).click()
    await clerk.getByLabel('Judul').fill('Kabar perlindungan')
    await clerk.getByLabel('Bahasa Indonesia').fill('Salam {nama}.\n*Ada kabar* dari {instansi}. Ini pasti cocok.')
    await clerk.getByText('Pilih lebih rinci').click()
    await look(clerk, 'campaign-form')
    await clerk.getByRole('button', { name: 'Lihat dulu' }).click()
    await clerk.getByText('orang dituju').waitFor()
    await look(clerk, 'campaign-looked')
    await clerk.getByLabel('Bahasa Indonesia').fill('Kirim PIN Bapak/Ibu, {nama}.')
    await clerk.getByRole('button', { name: 'Lihat dulu' }).click()
    await clerk.getByRole('alert').waitFor()
    await look(clerk, 'campaign-refused')
    await clerk.getByLabel('Bahasa Indonesia').fill('Salam {nama}.\n*Ada kabar* dari {instansi}.')
    await clerk.getByText('Bahasa lain').click()
    await clerk.getByLabel('Bahasa Jawa').fill('Sugeng {nama}, wonten kabar saking {instansi}.')
    await clerk.getByRole('button', { name: 'Simpan konsep' }).click()
    await clerk.getByRole('status').first().waitFor()
    const picture = { name: 'kartu.png', mimeType: 'image/png', buffer: SMALL.png }
    await clerk.getByLabel('Sertakan gambar atau PDF').setInputFiles(picture)
    await clerk.getByRole('button', { name: 'Sertakan', exact: true }).click()
    await clerk.getByText('Berkas disertakan.').waitFor()
    await look(clerk, 'campaign-file')
    await clerk.getByRole('button', { name: 'Ajukan untuk disetujui' }).click()
    await clerk.getByText('Menunggu disetujui oleh petugas').waitFor()
    await look(clerk, 'campaign-submitted')

    const approver = await logIn('budi')
    await section(approver, 'Pesan ke pekerja')
    await look(approver, 'campaigns')
    await approver.getByRole('link', { name: 'Kabar perlindungan' }).click()
    await approver.getByText('Bu rina, 24 November 2026').first().waitFor()
    await look(approver, 'campaign-approve')
    await approver.getByRole('button', { name: 'Setujui pesan ini' }).click()
    await approver.getByText('Pesan disetujui.').waitFor()
    await section(approver, 'Pesan ke pekerja')
    await approver.getByRole('link', { name: 'Keputusan tentang masa yang habis' }).click()
    await look(approver, 'releases')
    await approver.getByRole('link', { name: 'Tulis keputusan' }).click()
    await approver.getByLabel('Bahasa Indonesia').fill('Kota *meneruskannya* tahun depan.')
    await approver.getByRole('button', { name: 'Lihat dulu' }).click()
    await approver.getByText('Begini orang membacanya').waitFor()
    await look(approver, 'release-looked')
    await approver.getByRole('button', { name: 'Umumkan' }).click()
    await approver.getByText('Keputusan diumumkan').waitFor()
    await look(approver, 'released')
    await sweep()
    expect(carried).toHaveLength(10)
    expect(carried.map(({ prompt }) => prompt.text).join()).toContain('S••• A••• dan 1 orang lain')
    await chatOf(world, phoneOf(4), phoneOf(4))('halo')
    await clerk
      .getByRole('link', { name: 'Muat ulang angka' })
      .or(clerk.getByText('Kembali ke daftar pesan'))
      .first()
      .click()
    await clerk.getByRole('link', { name: 'Kabar perlindungan' }).click()
    expect(await figure(clerk, 'penerima').textContent()).toBe('14')
    expect(await figure(clerk, 'sampai').textContent()).toBe('11')
    expect(await figure(clerk, 'dijawab').textContent()).toBe('1')
    expect(await figure(clerk, 'dikunjungi').textContent()).toBe('3')
    await look(clerk, 'campaign-status')

    await section(clerk, 'Jangkauan')
    expect(await figure(clerk, 'terjangkau').textContent()).toBe('11')
    expect(await figure(clerk, 'belum terjangkau').textContent()).toBe('3')
    await look(clerk, 'reach')
    const [table] = await Promise.all([
      clerk.waitForEvent('download'),
      clerk.getByRole('link', { name: 'Unduh tabel' }).click(),
    ])
    expect(table.suggestedFilename()).toBe('jangkauan-DINKES-2026-11-01-2026-11-24.csv')
  }, 90_000)

  it('is written, looked at, approved and stopped without scripts', async () => {
    await list()
    await listOf(world, 'DKUPP')
    await hire(world, 'koor', 'coordinator')
    await hire(world, 'budi', 'approver', { agencyId: dinkes })
    const desk = await logIn('koor', false)
    await section(desk, 'Pesan ke pekerja')
    await desk.getByRole('link', { name: 'Tulis pesan baru' }).click()
    await desk.getByLabel('Instansi', { exact: true }).selectOption({ label: 'Dinas DINKES' })
    await desk.getByLabel('Judul').fill('Kabar')
    await desk.getByLabel('Bahasa Indonesia').fill('Salam {nama}.')
    await desk.getByLabel('Pekerjaan', { exact: true }).selectOption({ label: 'Petani' })
    await desk.getByRole('button', { name: 'Lihat dulu' }).click()
    await desk.getByText('Salam M•••').first().waitFor()
    await desk.getByRole('button', { name: 'Simpan konsep' }).first().click()
    await desk.getByRole('button', { name: 'Ajukan' }).click()
    await desk.getByText('perlu mata kedua').waitFor()
    const approver = await logIn('budi', false)
    await section(approver, 'Pesan ke pekerja')
    await approver.getByRole('link', { name: 'Kabar' }).click()
    await approver.getByRole('button', { name: 'Setujui pesan ini' }).click()
    await approver.getByRole('link', { name: 'Hentikan pesan ini' }).click()
    await approver.getByRole('button', { name: 'Ya, hentikan' }).click()
    await approver.getByText('Pesan dihentikan').waitFor()
    await sweep()
    expect(carried).toEqual([])
  }, 60_000)

  it("a family's case is read and noted", async () => {
    await enrol(world, { agencyId: dinkes, phone: phoneOf(50), bornOn: '1970-08-17' })
    const say = chatOf(world, 'a', phoneOf(50))
    for (const text of ['menu', '1', '17-08-1970', 'meninggal', '1', '1', '4', '17-08-1972', '2', '1', '2', '1', '3'])
      await say(text)
    for (const text of ['menu', 'meninggal', '2', '17-08-1972', '2', '1', '1', '4']) await say(text)
    await hire(world, 'rina', 'clerk', { agencyId: dinkes })
    const desk = await logIn('rina')
    await look(desk, 'home-sections')
    await section(desk, 'Urusan keluarga wafat')
    await look(desk, 'cases')
    await desk.getByRole('link', { name: 'S••• A•••' }).click()
    await look(desk, 'case')
    await desk.getByLabel('Catatan untuk petugas lain').fill('Sudah ditelepon, menunggu akta.')
    await desk.getByRole('button', { name: 'Simpan catatan' }).click()
    await desk.getByText('Catatan disimpan.').waitFor()
    await look(desk, 'case-noted')
  }, 60_000)
})
