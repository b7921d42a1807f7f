import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildHost } from '../../src/host/build-host.ts'
import { workOnUploads } from '../../src/services/uploads/work.ts'
import { listOf } from '../store/registered.ts'
import { all } from '../store/rows.ts'
import { hasBrowser, openBrowser } from '../support/browser.ts'
import { hire, PASSWORD } from '../support/desk.ts'
import { look } from '../support/look.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

const LIST = [
  'Nomor Induk,nama,tanggal_lahir,kelurahan,pekerjaan,mulai,selesai',
  '3574015708709001,Siti Aminah,17-08-1970,Kanigaran,nelayan,2026-01,2026-12',
  '123,Budi Santoso,03-02-1980,Kanigaran,nelayan,2026-01,2026-12',
].join('\n')

describe.runIf(hasBrowser())('a list handed in with a browser', () => {
  let browser: Browser
  let folder: string
  let world: TestWorld
  let app: FastifyInstance

  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'sapa-upload-browser-'))
    world = await testWorld({ inbox: path.join(folder, 'masuk') })
    app = await buildHost(world)
    await app.listen({ host: '127.0.0.1', port: 0 })
  })
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
    await app.close()
    rmSync(folder, { recursive: true })
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

  it('is explained, looked through, and applied', async () => {
    await hire(world, 'rina', 'clerk', { agencyId: await listOf(world, 'DINKES') })
    const file = path.join(folder, 'kader posyandu.csv')
    writeFileSync(file, LIST)
    const desk = await logIn('rina')
    await desk.getByRole('link', { name: 'Daftar masuk' }).first().click()
    await desk.getByRole('link', { name: 'Serahkan daftar' }).click()
    await look(desk, 'upload-form')
    await desk.getByLabel('Sumber dana').selectOption({ label: 'APBD' })
    await desk.locator('input[type=file]').setInputFiles(file)
    await desk.getByRole('button', { name: 'Serahkan dan periksa' }).click()
    await desk.getByText('Menunggu giliran').waitFor()
    await look(desk, 'upload-waiting')
    await workOnUploads(world, () => false)
    // The page follows by itself.
    await desk.getByText('Ada kolom yang belum dikenali').waitFor()
    await look(desk, 'upload-header')
    await desk.getByLabel('NIK').selectOption('Nomor Induk')
    await desk.getByRole('button', { name: 'Periksa lagi' }).click()
    await workOnUploads(world, () => false)
    await desk.getByText('Belum diterapkan').waitFor()
    await look(desk, 'upload-judged')
    await desk.getByRole('button', { name: 'Terapkan' }).click()
    await workOnUploads(world, () => false)
    await desk.getByText('Sudah diterapkan').waitFor()
    await look(desk, 'upload-applied')
    expect(await all(world.database, 'enrolments')).toHaveLength(1)
  }, 60_000)
})
