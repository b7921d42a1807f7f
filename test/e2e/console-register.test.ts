import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildHost } from '../../src/host/build-host.ts'
import { enrol, listOf } from '../store/registered.ts'
import { put } from '../store/rows.ts'
import { hasBrowser, openBrowser } from '../support/browser.ts'
import { hire, PASSWORD } from '../support/desk.ts'
import { look } from '../support/look.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

describe.runIf(hasBrowser())('the register in a browser', () => {
  let browser: Browser
  let world: TestWorld
  let app: FastifyInstance

  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    world = await testWorld()
    app = await buildHost(world)
    await app.listen({ host: '127.0.0.1', port: 0 })
  })
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
    await app.close()
  })

  async function logIn(username: string): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    context.setDefaultTimeout(8000)
    const page = await context.newPage()
    await page.goto(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}/petugas`)
    await page.getByLabel('Nama pengguna').fill(username)
    await page.getByLabel('Kata sandi').fill(PASSWORD)
    await page.getByRole('button', { name: 'Masuk' }).click()
    await page.getByRole('heading', { name: 'Selamat datang' }).waitFor()
    return page
  }

  it('lets an officer take a result, look a worker up, and see who is paid for twice', async () => {
    const [dinkes, kesra] = [await listOf(world, 'DINKES'), await listOf(world, 'KESRA')]
    const { workerId } = await enrol(world, { agencyId: dinkes, name: 'Siti Aminah' })
    await enrol(world, { agencyId: kesra, workerId, startsOn: '2026-10-01' })
    const handedIn = {
      agencyId: dinkes,
      options: { funding: 'apbd' },
      startedAt: world.clock.now(),
      startedBy: 'operator',
    }
    await put(
      world.database,
      'imports',
      {
        ...handedIn,
        id: 'a',
        fileName: 'kader.csv',
        fileHash: 'a',
        counts: { lines: 2, new: 2 },
        judgedAt: world.clock.now(),
      },
      {
        ...handedIn,
        id: 'b',
        fileName: 'rt-rw.csv',
        fileHash: 'b',
        counts: {},
        progress: { phase: 'reading', rows: 12_000 },
      },
    )
    await hire(world, 'rina', 'clerk', { agencyId: dinkes })
    const desk = await logIn('rina')
    await desk.getByRole('link', { name: 'Daftar masuk' }).first().click()
    await desk.getByText('Sedang dibaca: 12.000 baris').waitFor()
    await desk.getByRole('link', { name: 'Jangan muat ulang sendiri' }).click()
    await look(desk, 'imports')
    const [download] = await Promise.all([
      desk.waitForEvent('download'),
      desk.getByRole('link', { name: 'Unduh hasil' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('hasil-DINKES-2026-11-24.xlsx')
    await desk.getByRole('link', { name: 'Dibayar dua kali' }).first().click()
    await look(desk, 'overlaps')
    await desk.getByRole('link', { name: 'Cari pekerja' }).first().click()
    await desk.getByLabel('Nama atau kode').fill('siti am')
    await desk.getByRole('button', { name: 'Cari' }).click()
    await look(desk, 'workers')
    await desk.getByRole('link', { name: 'Siti Aminah' }).click()
    await desk.getByRole('heading', { name: 'Siti Aminah (P' }).waitFor()
    await look(desk, 'worker')
  }, 60_000)
})
