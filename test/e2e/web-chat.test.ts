import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { WebChat } from '../../src/channels/web-chat/web-chat.ts'
import { buildHost } from '../../src/host/build-host.ts'
import { deliverDue } from '../../src/services/deliver.ts'
import type { World } from '../../src/services/world.ts'
import { exec } from '../../src/store/work.ts'
import { hasBrowser, openBrowser } from '../support/browser.ts'
import { testWorld } from '../support/world.ts'

const OLD_PHONE = { width: 320, height: 640 }
const here = hasBrowser()

describe.runIf(here)('the web chat in a browser', () => {
  let browser: Browser
  let world: World
  let app: FastifyInstance
  let faults: string[]

  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  beforeEach(async () => {
    faults = []
    const clock = { now: () => new Date() }
    world = { ...(await testWorld({ channels: [new WebChat()] })), clock }
    app = await buildHost(world)
    await app.listen({ host: '127.0.0.1', port: 0 })
  })
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
    await app.close()
    expect(faults).toEqual([])
  })

  const address = () => `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/chat`
  async function open(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: OLD_PHONE, ...options })
    context.setDefaultTimeout(8000)
    const page = await context.newPage()
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (told) => {
      if (told.type() === 'error' && !told.text().includes('net::ERR')) faults.push(told.text())
    })
    await page.goto(address())
    return page
  }
  const tap = (page: Page, label: string) => page.locator('.choices:not(.past) button', { hasText: label }).click()
  const write = async (page: Page, text: string) => {
    await page.fill('#text', text)
    await page.press('#text', 'Enter')
  }
  const shows = (page: Page, words: string, who = 'us') =>
    page.locator(`.${who} .words`, { hasText: words }).last().waitFor()
  const lines = (page: Page) => page.locator('#log li').allInnerTexts()
  const count = (table: 'inbound' | 'outbox') =>
    world.database.run(function* (db) {
      return (yield* exec(db.select().from(db.t[table]))).length
    })

  it('talks without reloading, and says the same after a reload', async () => {
    const page = await open()
    await page.evaluate(() => Object.assign(window, { isTheSame: true }))
    await tap(page, 'Mulai')
    await shows(page, 'Balas dengan angka')
    await tap(page, 'Apa saja manfaatnya')
    await shows(page, 'Apa saja manfaatnya', 'person')
    await write(page, 'menu')
    await page.locator('.choices').nth(2).waitFor()
    expect(await page.evaluate(() => 'isTheSame' in window)).toBe(true)
    const before = await lines(page)
    expect(before.length).toBeGreaterThan(5)
    await page.reload()
    expect(await lines(page)).toEqual(before)
    expect(await page.locator('#log li[id^="u-"]').count()).toBe(0)
  })

  it('shows what another page of the same browser says, by itself', async () => {
    const page = await open()
    await tap(page, 'Mulai')
    await shows(page, 'Balas dengan angka')
    const other = await page.context().newPage()
    await other.goto(address())
    await write(other, 'petugas')
    await shows(page, 'petugas', 'person')
  })

  it('brings a reply that was held until a burst was over', async () => {
    const page = await open()
    await tap(page, 'Mulai')
    await shows(page, 'Balas dengan angka')
    await write(page, 'asdf')
    await shows(page, 'asdf', 'person')
    const sweep = setInterval(() => void deliverDue(world), 200)
    await shows(page, 'belum bisa kami baca')
    clearInterval(sweep)
  })

  it('keeps what is written without a connection, and sends it once when there is one', async () => {
    const page = await open()
    await tap(page, 'Mulai')
    await shows(page, 'Balas dengan angka')
    await page.context().setOffline(true)
    await write(page, 'petugas')
    await page.locator('#log small', { hasText: 'Belum terkirim' }).waitFor()
    expect(await page.locator('#state').textContent()).toContain('Sambungan internet terputus')
    expect(await page.getByRole('button', { name: 'Kirim lagi' }).isVisible()).toBe(true)
    await page.context().setOffline(false)
    await shows(page, 'petugas', 'person')
    await page.locator('#log li[id^="u-"]').waitFor({ state: 'detached' })
    await page.locator('#state').waitFor({ state: 'hidden' })
    expect(await count('inbound')).toBe(2)
  })

  it('sends what was left unsent when the page is opened again', async () => {
    const page = await open()
    await tap(page, 'Mulai')
    await shows(page, 'Balas dengan angka')
    await page.route('**/chat', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()))
    await write(page, 'petugas')
    await page.locator('#log small', { hasText: 'Belum terkirim' }).waitFor()
    await page.unroute('**/chat')
    await page.reload()
    await page.locator('#log li[id^="u-"]').waitFor({ state: 'detached' })
    expect(await count('inbound')).toBe(2)
  })

  it('says once what was posted though its answer was lost', async () => {
    const page = await open()
    let lost = 0
    await page.route('**/chat', async (route) => {
      if (route.request().method() !== 'POST' || lost++ > 0) return route.continue()
      await route.fetch()
      await route.abort()
    })
    await tap(page, 'Mulai')
    await shows(page, 'Balas dengan angka')
    expect(await count('inbound')).toBe(1)
    expect(await page.locator('.person').count()).toBe(1)
  })

  it('says in words that something is too large, and gives it back', async () => {
    const page = await open()
    faults = []
    await page.fill('#text', 'a'.repeat(3_000_000))
    await page.press('#text', 'Enter')
    await page.locator('#log small', { hasText: 'terlalu besar' }).waitFor()
    expect((await page.inputValue('#text')).length).toBe(3_000_000)
    faults = faults.filter((fault) => !fault.includes('413'))
  })

  it('works without any script, by plain forms', async () => {
    const page = await open({ javaScriptEnabled: false })
    await tap(page, 'Mulai')
    await shows(page, 'Balas dengan angka')
    await tap(page, 'Cek perlindungan saya')
    await shows(page, 'Cek perlindungan saya', 'person')
    await tap(page, 'Isi formulir sesuai KTP')
    await page.locator('a', { hasText: 'Buka formulir KTP' }).click()
    await page.fill('#nik', '3574 0157 0870 9001')
    await page.fill('#name', 'Siti Aminah')
    await page.fill('#bornOn', '17 Agustus 1970')
    await page.selectOption('#kelurahan', { label: 'Ketapang' })
    await page.getByRole('button', { name: 'Cek sekarang' }).click()
    await page.locator('[role=alert]', { hasText: 'belum cocok' }).waitFor()
    expect(await page.inputValue('#nik')).toBe('')
    await page.goto(address())
    await page.fill('#text', 'menu')
    await page.getByRole('button', { name: 'Kirim' }).click()
    await shows(page, 'menu', 'person')
    await page.getByRole('link', { name: 'Lihat balasan terbaru' }).click()
    await shows(page, 'menu', 'person')
  })

  it.each([OLD_PHONE, { width: 1280, height: 800 }])(
    'fits a screen of %j with targets for a thumb',
    async (viewport) => {
      const page = await open({ viewport })
      await tap(page, 'Mulai')
      await shows(page, 'Balas dengan angka')
      await write(page, `https://panjang.example/${'x'.repeat(200)}`)
      await shows(page, 'panjang', 'person')
      const isWide = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      )
      expect(isWide).toBe(false)
      for (const target of await page.locator('.choices:not(.past) button, .bar input, .bar button').all()) {
        const box = await target.boundingBox()
        if (box) expect(box.height).toBeGreaterThanOrEqual(48)
      }
    },
  )
})

if (!here) it.skip('the web chat in a browser: needs Chromium, which this machine does not have', () => {})
