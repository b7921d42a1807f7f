import type { FastifyInstance } from 'fastify'
import readExcelFile from 'read-excel-file/node'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildHost } from '../../../src/host/build-host.ts'
import type { NewRow } from '../../../src/store/schema.ts'
import { listOf } from '../../store/registered.ts'
import { all, put } from '../../store/rows.ts'
import { DeskBrowser, hire } from '../../support/desk.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'

const LIST = '/petugas/daftar-masuk'

let world: TestWorld
let app: FastifyInstance
let desk: DeskBrowser
let dinkes: string
let kesra: string
beforeEach(async () => {
  world = await testWorld()
  app = await buildHost(world)
  dinkes = await listOf(world, 'DINKES')
  kesra = await listOf(world, 'KESRA')
  await hire(world, 'rina', 'clerk', { agencyId: dinkes })
  desk = await seated('rina')
})
afterEach(() => app.close())

async function seated(username: string): Promise<DeskBrowser> {
  const browser = new DeskBrowser(app)
  await browser.logIn(username)
  return browser
}

function handedIn(id: string, over: Partial<NewRow<'imports'>> = {}) {
  return put(world.database, 'imports', {
    ...{ id, agencyId: dinkes, fileName: `${id}.csv`, fileHash: id, options: { funding: 'apbd' } },
    ...{ counts: {}, startedAt: world.clock.now(), startedBy: 'operator' },
    ...over,
  })
}

const done = () => ({ judgedAt: world.clock.now(), counts: { lines: 12_500, new: 12_000, invalid: 500 } })

describe('the lists handed in', () => {
  it('are none at first', async () => {
    const { body, headers } = await desk.open(LIST)
    expect(body).toContain('Belum ada daftar yang masuk.')
    expect(headers.refresh).toBeUndefined()
  })

  it.each<[string, Partial<NewRow<'imports'>>, string]>([
    ['one that is being read', { progress: { phase: 'reading', rows: 12_000 } }, 'Sedang dibaca: 12.000 baris'],
    [
      'one that is being applied',
      { progress: { phase: 'applying', rows: 500, of: 12_000 } },
      'Sedang diterapkan ke daftar induk: 500 dari 12.000 baris',
    ],
  ])('tell how far %s is, and follow it without a script', async (_, over, words) => {
    await handedIn('maju', over)
    const { body, headers } = await desk.open(LIST)
    expect(body).toContain(words)
    expect(headers.refresh).toBe('10')
    expect(body).toContain('memuat ulang sendiri')
    const still = await desk.open(/href="([^"]+\?diam)"/.exec(body)![1]!)
    expect([still.headers.refresh, still.body.includes(words)]).toEqual([undefined, true])
  })

  it('say of one that was killed hours ago that it stopped, and follow it no more', async () => {
    await handedIn('mati', { progress: { phase: 'reading', rows: 700 } })
    world.clock.pass(3 * 3_600_000)
    await desk.logIn('rina')
    const { body, headers } = await desk.open(LIST)
    expect(body).toContain('Terhenti di tengah jalan setelah 700 baris')
    expect(headers.refresh).toBeUndefined()
  })

  it('show who handed a file in, what came of it, and the way to its result', async () => {
    const { id } = await hire(world, 'budi', 'clerk', { agencyId: dinkes })
    await handedIn('jadi', { ...done(), startedBy: `officer:${id}`, fileName: 'a<b.csv' })
    const { body } = await desk.open(LIST)
    expect(body).toContain('a&lt;b.csv')
    expect(body).toMatch(/Daftar pekerja · 24 November 2026 pukul 09\.00 · Bu budi/)
    expect(body).toContain('baru 12.000 · tidak sah 500')
    expect(body).toContain(`href="${LIST}/jadi/hasil.xlsx"`)
    expect(body).toContain('Sudah diperiksa: 12.500 baris.')
  })

  it('give the result as a workbook, and note in the audit who has taken it', async () => {
    await handedIn('jadi', done())
    await put(world.database, 'importRows', {
      ...{
        importId: 'jadi',
        line: 4,
        verdict: 'invalid',
        problems: [{ code: 'nikMissing', field: 'nik', severity: 'error' }],
      },
      rowSealed: world.vault.seal('import_rows.row', JSON.stringify({ row: null, cells: { name: 'Siti' }, notes: {} })),
    })
    const { statusCode, headers, rawPayload } = await desk.open(`${LIST}/jadi/hasil.xlsx`)
    expect(statusCode).toBe(200)
    expect(headers['content-disposition']).toBe('attachment; filename="hasil-DINKES-2026-11-24.xlsx"')
    expect(headers['cache-control']).toBe('no-store')
    const mend = (await readExcelFile(rawPayload)).find(({ sheet }) => sheet === 'Perlu diperbaiki')!
    expect(mend.data[1]!.slice(0, 4)).toEqual([4, 'Siti', null, 'nik'])
    expect(await all(world.database, 'audit')).toContainEqual(
      expect.objectContaining({ action: 'import.returned', subject: 'import:jadi' }),
    )
  })

  it('of another agency are not there', async () => {
    await handedIn('lain', { ...done(), agencyId: kesra })
    expect((await desk.open(LIST)).body).not.toContain('lain.csv')
    for (const id of ['lain', 'tidak-ada']) expect((await desk.open(`${LIST}/${id}/hasil.xlsx`)).statusCode).toBe(404)
  })

  it('of all agencies are a coordinator’s affair; an officer of one kelurahan sees none', async () => {
    await handedIn('satu', done())
    await handedIn('dua', { ...done(), agencyId: kesra })
    await hire(world, 'koor', 'coordinator')
    const { body } = await (await seated('koor')).open(LIST)
    expect(body).toMatch(/dua\.csv[\s\S]*Dinas KESRA[\s\S]*satu\.csv|satu\.csv[\s\S]*dua\.csv/)
    await hire(world, 'lurah', 'clerk', { agencyId: dinkes, kelurahan: '35.74.01.1001' })
    const narrow = await seated('lurah')
    expect((await narrow.open(LIST)).body).toContain('Belum ada daftar yang masuk.')
    expect((await narrow.open(`${LIST}/satu/hasil.xlsx`)).statusCode).toBe(404)
  })

  it('are closed to an admin and an auditor', async () => {
    for (const role of ['admin', 'auditor'] as const) {
      await hire(world, role, role)
      expect((await (await seated(role)).open(LIST)).statusCode).toBe(403)
    }
  })
})
