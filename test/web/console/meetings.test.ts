import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Role } from '../../../src/domain/officer.ts'
import { buildHost } from '../../../src/host/build-host.ts'
import { chatOf, enrol, listOf } from '../../store/registered.ts'
import { all } from '../../store/rows.ts'
import { DeskBrowser, hidden, hire } from '../../support/desk.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'

const AT = '/petugas/sosialisasi'
const HERE = '35.74.01.1001'
const GIVEN = {
  ...{ agency: 'DKPPP', kelurahan: HERE, place: 'Balai <RW> 3', topic: 'Perlindungan nelayan' },
  ...{ on: '2026-11-24', at: '09:30' },
}

let world: TestWorld
let app: FastifyInstance
let agencyId: string
let desk: DeskBrowser
beforeEach(async () => {
  world = await testWorld()
  app = await buildHost(world)
  agencyId = await listOf(world, 'DKPPP')
  desk = await seated('rina', 'clerk', { agencyId })
})
afterEach(() => app.close())

let desks = 10
async function seated(username: string, role: Role, scope: { agencyId?: string } = {}) {
  await hire(world, username, role, scope)
  const browser = new DeskBrowser(app, `10.0.2.${++desks}`)
  await browser.logIn(username)
  return browser
}
const opened = async () => String((await desk.fill(AT, AT, GIVEN)).headers.location)

it('is opened with a code, links and a poster, and found in the list', async () => {
  const at = await opened()
  const [meeting] = await all(world.database, 'outreachSessions')
  const { body } = await desk.open(at)
  expect(body).toContain(`<b>${meeting!.code}</b> berlaku sekarang`)
  expect(body).toContain(`http://localhost:8080/chat?hadir=${meeting!.code}`)
  expect(body).toContain('Balai &lt;RW> 3')
  const poster = await desk.open(`${at}/poster.pdf`)
  expect(poster.headers['content-type']).toBe('application/pdf')
  expect(poster.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  expect((await desk.open(AT)).body).toContain(`href="${at}"`)
})

it('is refused with what is wrong, and keeps what was typed', async () => {
  const refused = await desk.fill(AT, AT, { ...GIVEN, place: 'x' })
  expect(refused.statusCode).toBe(422)
  expect(refused.body).toContain('value="Perlindungan nelayan"')
  expect(await all(world.database, 'outreachSessions')).toEqual([])
})

it('takes a list from paper, asks where it doubts, and shows attended beside the headcount', async () => {
  const at = await opened()
  await enrol(world, { agencyId, kelurahan: HERE, name: 'Siti Aminah' })
  await enrol(world, { agencyId, kelurahan: HERE, name: 'Budi Santoso' })
  await enrol(world, { agencyId, kelurahan: HERE, name: 'Budi Santoso' })
  await chatOf(world, 'somebody')(`hadir ${(await all(world.database, 'outreachSessions'))[0]!.code}`)
  const { body } = await desk.fill(at, `${at}/daftar`, { lines: 'Siti Aminah\nBudi Santoso\nJoko' })
  expect(body).toContain('1 orang dari daftar sudah tercatat hadir')
  expect(body).toContain('<li>Joko</li>')
  const [first] = [...body.matchAll(/name="pick0" value="(P\d+)"/g)]
  await desk.post(`${at}/pilih`, { ...hidden(body, `${at}/pilih`), pick0: first![1]! })
  await desk.fill(at, `${at}/tutup`, { heads: '45' })
  const list = (await desk.open(AT)).body
  expect(list).toContain('tercatat 2 orang, 1 obrolan belum dikenal')
  expect(list).toContain('dihitung 45 orang hadir')
  expect((await desk.open(at)).body).toContain('sudah ditutup')
})

it('is nobody’s of another agency, and no auditor’s', async () => {
  const at = await opened()
  const other = await seated('budi', 'clerk', { agencyId: await listOf(world, 'KESRA') })
  expect((await other.open(at)).statusCode).toBe(404)
  expect((await other.open(`${at}/poster.pdf`)).statusCode).toBe(404)
  expect((await other.open(AT)).body).not.toContain(at)
  expect((await (await seated('adi', 'auditor')).open(AT)).statusCode).toBe(403)
})
