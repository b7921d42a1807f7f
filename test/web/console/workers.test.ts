import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildHost } from '../../../src/host/build-host.ts'
import { MOST_FOUND } from '../../../src/services/worker-card.ts'
import { enrol, listOf } from '../../store/registered.ts'
import { all, put } from '../../store/rows.ts'
import { DeskBrowser, hire } from '../../support/desk.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'

const SEARCH = '/petugas/pekerja'

let world: TestWorld
let app: FastifyInstance
let desk: DeskBrowser
let dinkes: string
let codes: Record<string, string>
beforeEach(async () => {
  world = await testWorld()
  app = await buildHost(world)
  dinkes = await listOf(world, 'DINKES')
  const kesra = await listOf(world, 'KESRA')
  const { workerId } = await enrol(world, { agencyId: dinkes, name: 'Siti <b>Aminah', phone: '6281000009001' })
  await enrol(world, { agencyId: kesra, workerId, startsOn: '2026-10-01', segment: 'petani' })
  await enrol(world, { agencyId: kesra, name: 'Budi Santoso' })
  await put(world.database, 'changes', {
    ...{ id: 'c1', workerId, at: world.clock.now(), actor: 'operator', kind: 'person', line: null },
    changeSealed: world.vault.seal(
      'changes.change',
      JSON.stringify({ bornOn: { from: '1970-08-18', to: '1970-08-17' } }),
    ),
  })
  codes = Object.fromEntries(
    (await all(world.database, 'workers')).map(({ name, code }) => [name.split(' ')[0]!, code]),
  )
  await hire(world, 'rina', 'clerk', { agencyId: dinkes })
  desk = new DeskBrowser(app)
  await desk.logIn('rina')
})
afterEach(() => app.close())

const search = (cari: string) => desk.fill(SEARCH, SEARCH, { cari })

describe('finding a worker', () => {
  it('by name leads to the card, without the name in an address', async () => {
    const { body } = await search('siti')
    expect(body).toContain(`href="${SEARCH}/${codes.Siti}"`)
    expect(body).toContain('Siti &lt;b>Aminah')
    expect(body).not.toContain('Budi')
    expect((await search('budi')).body).toContain('Tidak ada yang cocok')
  })

  it.each([['code'], ['number']])('by %s opens the card at once', async (by) => {
    const typed = by === 'code' ? codes.Siti!.toLowerCase() : String(Number(codes.Siti!.slice(1)))
    const { statusCode, headers } = await search(typed)
    expect([statusCode, headers.location]).toEqual([303, `${SEARCH}/${codes.Siti}`])
  })

  it('refuses an identity number and does not show it again', async () => {
    const { statusCode, body } = await search('3574 0157 0870 9001')
    expect([statusCode, body.includes('NIK tidak dipakai untuk mencari')]).toEqual([422, true])
    expect(body).not.toMatch(/3574/)
  })

  it('asks for more of a name that many have', async () => {
    for (let n = 0; n <= MOST_FOUND; n++) await enrol(world, { agencyId: dinkes, name: 'Sumiati' })
    const { body } = await search('sumiati')
    expect(body).toContain(`lebih dari ${MOST_FOUND} orang`)
    expect(body.match(/Sumiati<\/a>/g)).toHaveLength(MOST_FOUND)
  })

  it('is no way in for another page, nor for an admin', async () => {
    expect((await desk.post(SEARCH, { cari: 'siti', key: 'x'.repeat(10) })).statusCode).toBe(403)
    await hire(world, 'admin', 'admin')
    const admin = new DeskBrowser(app)
    await admin.logIn('admin')
    expect((await admin.open(`${SEARCH}/${codes.Siti}`)).statusCode).toBe(403)
  })
})

describe('the card of a worker', () => {
  it('tells who, on which lists, since when, how long, what twice, and what changed', async () => {
    const { body } = await desk.open(`${SEARCH}/${codes.Siti}`)
    const told = [
      ...['17 Agustus 1970', 'Dinas DINKES: 1 Januari 2026 – 31 Desember 2026', 'JKK, JKM', 'APBD', 'belum dicatat'],
      ...[
        '10 bulan penuh berturut-turut',
        'Permenaker 1/2025',
        '2 bulan (Oktober 2026 – November 2026), Rp33.600',
        'PP 50/2025',
      ],
      ...['berakhir dalam 37 hari dan belum ada perpanjangannya', 'pengelola sistem: data orangnya diubah'],
      ...['18 Agustus 1970 → 17 Agustus 1970', 'dicatat atas nama Anda'],
    ]
    for (const words of told) expect(body).toContain(words)
    expect(body).not.toMatch(/6281000009001|357401570870/)
  })

  it('shows of another agency its name and the period alone', async () => {
    const { body } = await desk.open(`${SEARCH}/${codes.Siti}`)
    expect(body).toContain('Dinas KESRA: 1 Oktober 2026 – 31 Desember 2026')
    expect(body).not.toContain('Petani')
  })

  it('of somebody on no list of the officer’s is as absent as one that is not there', async () => {
    for (const code of [codes.Budi, 'P9999999', 'siti'])
      expect((await desk.open(`${SEARCH}/${code}`)).statusCode).toBe(404)
  })
})
