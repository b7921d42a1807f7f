import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { WebChat } from '../../src/channels/web-chat/web-chat.ts'
import { buildHost } from '../../src/host/build-host.ts'
import { firstAdminLink } from '../../src/services/accounts/links.ts'
import { inviteOfficer } from '../../src/services/accounts/officers.ts'
import type { World } from '../../src/services/world.ts'
import { doubting, NIK } from '../services/register/doubting.ts'
import { chatOf, enrol, listOf } from '../store/registered.ts'
import { hasBrowser, openBrowser } from '../support/browser.ts'
import { hire, PASSWORD } from '../support/desk.ts'
import { look } from '../support/look.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

describe.runIf(hasBrowser())('the console in a browser', () => {
  let browser: Browser
  let world: TestWorld
  let app: FastifyInstance
  let faults: string[]
  let dinkes: string

  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    faults = []
    world = await testWorld({ channels: [new WebChat()] })
    app = await buildHost(world)
    await app.listen({ host: '127.0.0.1', port: 0 })
    dinkes = await listOf(world, 'DINKES')
  })
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
    await app.close()
    expect(faults).toEqual([])
  })

  const at = (path: string) => `http://127.0.0.1:${(app.server.address() as AddressInfo).port}${path}`
  async function open(path: string, javaScriptEnabled = true): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, javaScriptEnabled })
    context.setDefaultTimeout(8000)
    const page = await context.newPage()
    page.on('console', (told) => {
      // A refusal is a page like any other; the browser notes its status all the same.
      if (told.type() === 'error' && !told.text().includes('status of 4')) faults.push(told.text())
    })
    await page.goto(at(path))
    return page
  }
  async function logIn(username: string, javaScript = true): Promise<Page> {
    const page = await open('/petugas', javaScript)
    await page.getByLabel('Nama pengguna').fill(username)
    await page.getByLabel('Kata sandi').fill(PASSWORD)
    await page.getByRole('button', { name: 'Masuk' }).click()
    await page.getByRole('heading', { name: 'Selamat datang' }).waitFor()
    return page
  }

  it('lets an officer log in, take a thread, answer the person on their page, and close it', async () => {
    await hire(world, 'rina', 'clerk', { agencyId: dinkes })
    const person = await open('/chat')
    await person.fill('#text', 'petugas')
    await person.press('#text', 'Enter')
    await person.locator('.us .words', { hasText: 'sudah kami catat' }).waitFor()
    world.clock.pass(60_000)
    const desk = await logIn('rina')
    await look(desk, 'home')
    await desk.getByRole('link', { name: 'orang minta dibantu' }).click()
    await look(desk, 'list')
    await desk.getByRole('link', { name: /^Obrolan/ }).click()
    await look(desk, 'thread')
    await desk.getByRole('button', { name: 'Ambil percakapan ini' }).click()
    await desk.getByText('Sapa diam di percakapan ini').waitFor()
    world.clock.pass(60_000)
    await person.fill('#text', 'iuran saya siapa yang bayar bu?')
    await person.press('#text', 'Enter')
    await person.locator('.person .words', { hasText: 'iuran saya' }).waitFor()
    await desk.getByRole('link', { name: 'Lihat pesan baru' }).click()
    await desk.getByText('iuran saya siapa yang bayar bu?').waitFor()
    world.clock.pass(60_000)
    await desk.getByLabel('Balasan Anda').fill('Yang membayar dinas, Pak.\nBapak tidak perlu membayar.')
    await desk.getByRole('button', { name: 'Kirim balasan' }).click()
    await person.locator('.us .words', { hasText: 'Yang membayar dinas, Pak.' }).waitFor()
    await look(desk, 'thread-answered')
    await desk.getByRole('button', { name: 'Selesaikan percakapan' }).click()
    await person.locator('.us .words', { hasText: 'Sapa menjawab lagi' }).waitFor()
    await desk.getByText('Percakapan sudah diselesaikan').waitFor()
    await look(desk, 'list-empty')
  }, 60_000)

  it('works without scripts', async () => {
    await hire(world, 'rina', 'coordinator')
    await chatOf({ ...world, channels: world.channels } as TestWorld, 'somebody')('petugas')
    const desk = await logIn('rina', false)
    await desk.getByRole('link', { name: 'Minta petugas' }).first().click()
    await desk.getByRole('link', { name: /^Obrolan/ }).click()
    await desk.getByLabel('Balasan Anda').fill('Selamat pagi.')
    await desk.getByRole('button', { name: 'Kirim balasan' }).click()
    await desk.getByText('Selamat pagi.').waitFor()
    await desk.getByRole('button', { name: 'Keluar' }).click()
    await desk.getByRole('heading', { name: 'Masuk' }).waitFor()
  })

  it('is led through by the keyboard alone', async () => {
    await hire(world, 'rina', 'coordinator')
    const desk = await open('/petugas/masuk')
    for (const text of ['rina', PASSWORD]) {
      await desk.keyboard.press('Tab')
      await desk.keyboard.type(text)
    }
    await desk.keyboard.press('Enter')
    await desk.getByRole('heading', { name: 'Selamat datang' }).waitFor()
    await desk.keyboard.press('Tab')
    expect(await desk.evaluate(() => document.activeElement?.textContent)).toBe('Langsung ke isi')
  })

  it('gives the first admin an account, and the admin the others', async () => {
    const page = await open(new URL((await firstAdminLink(world as World))!).pathname)
    await look(page, 'invitation-first')
    await page.getByLabel('Nama', { exact: true }).fill('Pak Admin')
    await page.getByLabel('Nama pengguna').fill('admin')
    await page.getByLabel('Kata sandi baru', { exact: false }).first().fill('pendek')
    await page.getByLabel('Ulangi').fill('pendek')
    await page.getByRole('button', { name: 'Simpan' }).click()
    await page.getByRole('alert').waitFor()
    await look(page, 'invitation-refused')
    await page.getByLabel('Kata sandi baru', { exact: false }).first().fill(PASSWORD)
    await page.getByLabel('Ulangi').fill(PASSWORD)
    await page.getByRole('button', { name: 'Simpan' }).click()
    await page.getByRole('status').waitFor()
    await look(page, 'log-in')
    const desk = await logIn('admin')
    await desk.getByRole('link', { name: 'Akun petugas' }).first().click()
    await desk.getByLabel('Nama', { exact: true }).fill('Rina Wulandari')
    await desk.getByLabel('Nama pengguna').fill('rina.dinkes')
    await desk.getByLabel('Instansi').selectOption({ label: 'Dinas DINKES' })
    await desk.getByRole('button', { name: 'Tambah petugas' }).click()
    await desk.getByText('/petugas/undangan/').waitFor()
    await look(desk, 'link')
    await desk.getByRole('link', { name: 'Kembali ke daftar' }).click()
    await look(desk, 'officers')
    await desk.getByRole('link', { name: 'Rina Wulandari' }).click()
    await look(desk, 'officer')
  }, 60_000)

  it('shows an officer the own account and an app to set up', async () => {
    await hire(world, 'rina', 'coordinator')
    const desk = await logIn('rina')
    await desk.getByRole('link', { name: 'Akun saya' }).click()
    await look(desk, 'account')
    await desk.getByRole('link', { name: 'Pasang aplikasi kode' }).click()
    await look(desk, 'totp')
    expect((await desk.goto(at('/petugas/daftar-petugas')))!.status()).toBe(403)
    await look(desk, 'refused')
  })

  it('holds many who wait, some known, some taken', async () => {
    await hire(world, 'rina', 'coordinator')
    const { url } = await inviteOfficer(world, 'operator', {
      ...{ username: 'budi', name: 'Budi', role: 'clerk', agencyId: dinkes, kelurahan: null },
    })
    expect(url).toContain('/petugas/undangan/')
    for (const [n, name] of ['Siti Aminah', 'Mochammad Sulaiman Hadi', 'Nurul'].entries()) {
      const phone = `628100000900${n}`
      await enrol(world, { agencyId: dinkes, name, phone })
      const chat = chatOf(world, `known-${n}`, phone)
      for (const text of ['cek', '17-08-1970', 'petugas']) await chat(text, 600_000)
    }
    await chatOf(world, 'unknown')('petugas')
    const desk = await logIn('rina')
    await desk.getByRole('link', { name: 'Minta petugas' }).first().click()
    await look(desk, 'list-many')
  })

  it('shows what people ask in vain, and lets an officer see to it', async () => {
    await hire(world, 'rina', 'coordinator')
    const say = chatOf(world, 'a')
    await say('menu')
    await say('apakah sapi saya dijamin pulak')
    await say('anak saya mau mendaftar kuliah di mana pulak')
    const desk = await logIn('rina')
    await desk.getByRole('link', { name: 'Pertanyaan warga' }).first().click()
    await look(desk, 'questions')
    await desk.getByRole('button', { name: 'Sudah ditangani' }).first().click()
    await expect.poll(() => desk.getByRole('button', { name: 'Sudah ditangani' }).count()).toBe(1)
  })

  it('shows an answer again that came too late for its thread', async () => {
    await hire(world, 'rina', 'coordinator')
    const person = chatOf(world, 'somebody')
    await person('petugas')
    const desk = await logIn('rina')
    await desk.getByRole('link', { name: 'Minta petugas' }).first().click()
    await desk.getByRole('link', { name: 'belum dikenal' }).click()
    await desk.getByRole('button', { name: 'Ambil percakapan ini' }).click()
    await desk.getByLabel('Balasan Anda').fill('Iuran Bapak dibayar Dinas.')
    await person('menu')
    await person('petugas')
    await desk.getByRole('button', { name: 'Kirim balasan' }).click()
    expect(await desk.getByLabel('Tulisan Anda yang belum dikirim').inputValue()).toBe('Iuran Bapak dibayar Dinas.')
    await look(desk, 'thread-too-late')
    await desk.getByRole('link', { name: 'buka percakapan yang baru' }).click()
    await desk.getByRole('button', { name: 'Kirim balasan' }).waitFor()
  })

  it("lets an officer close a family's case after a last look", async () => {
    await hire(world, 'rina', 'coordinator')
    const family = chatOf(world, 'family')
    for (const text of ['meninggal', '1', 'lewati', '4', '17-08-1972', '2', '1', '2', '1']) await family(text)
    const desk = await logIn('rina')
    await desk.getByRole('link', { name: 'Urusan keluarga wafat' }).first().click()
    await desk.getByRole('link', { name: 'Belum diketahui siapa yang wafat' }).click()
    await look(desk, 'case')
    await desk.getByRole('link', { name: 'Ternyata tidak ada yang wafat' }).click()
    await look(desk, 'case-closing')
    await desk.getByRole('button', { name: 'Ya, tutup urusan ini' }).click()
    await desk.getByText('Urusan ini sudah ditutup. Keluarga').waitFor()
    await look(desk, 'case-closed')
  })

  it('lets an officer say of two entries that they are one person, and take it back', async () => {
    await hire(world, 'rina', 'approver', { agencyId: dinkes })
    const other = await listOf(world, 'KESRA')
    const [{ workerId }, known] = [
      await enrol(world, { agencyId: other, name: 'Siti Aminah' }),
      await enrol(world, { agencyId: dinkes, name: 'Mochammad Sulaiman Hadi' }),
    ]
    await doubting(world, { agencyId: dinkes, workerId, nik: NIK })
    const row = { name: 'Bambang Hartono', bornOn: '1981-02-03' }
    await doubting(world, { agencyId: dinkes, workerId: known.workerId, row, score: 40 })
    const desk = await logIn('rina')
    await desk.getByRole('link', { name: 'data kembar menunggu keputusan' }).click()
    await look(desk, 'doubts')
    await desk.getByRole('button', { name: 'Orang yang sama' }).first().press('Enter')
    await desk.getByText('Keputusan disimpan').waitFor()
    await look(desk, 'doubts-decided')
    await desk.getByRole('button', { name: 'Batalkan' }).click()
    await desk.getByText('Keputusan dibatalkan').waitFor()
    expect(await desk.getByRole('button', { name: 'Orang yang sama' }).count()).toBe(2)
  }, 60_000)
})
