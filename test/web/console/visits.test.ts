import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Role } from '../../../src/domain/officer.ts'
import { buildHost } from '../../../src/host/build-host.ts'
import { listVisit } from '../../../src/store/visits.ts'
import { chatOf, enrol, listOf } from '../../store/registered.ts'
import { all } from '../../store/rows.ts'
import { DeskBrowser, hidden, hire } from '../../support/desk.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'

const AT = '/petugas/kunjungan'
const HERE = '35.74.01.1001'

let world: TestWorld
let app: FastifyInstance
let agencyId: string
let desk: DeskBrowser
let code: string
beforeEach(async () => {
  world = await testWorld()
  app = await buildHost(world)
  agencyId = await listOf(world, 'DKPPP')
  desk = await seated('rina', 'clerk', { agencyId })
  const { workerId } = await enrol(world, { agencyId, kelurahan: HERE })
  const visit = { workerId, agencyId, kelurahan: HERE, reason: 'noPhone', listedAt: world.clock.now() }
  await world.database.run((db) => listVisit(db, visit))
  code = (await all(world.database, 'workers'))[0]!.code
})
afterEach(() => app.close())

let desks = 10
async function seated(username: string, role: Role, scope: { agencyId?: string; kelurahan?: string } = {}) {
  await hire(world, username, role, scope)
  const browser = new DeskBrowser(app, `10.0.1.${++desks}`)
  await browser.logIn(username)
  return browser
}
const note = (deed: string, by = desk) => by.fill(AT, `${AT}/catat`, { code, deed })
const visited = async () => (await all(world.database, 'reach')).filter(({ kind }) => kind === 'visited').length

describe('the visits of a desk', () => {
  it('stand there by number and without a full name, and are ticked off and taken back by hand', async () => {
    const { body } = await desk.open(AT)
    expect(body).toMatch(/Nomor \d+, S••• A•••/)
    expect(body).not.toMatch(/Siti|Aminah/)
    expect((await note('visited')).headers.location).toBe(`${AT}?dicatat`)
    expect(await visited()).toBe(1)
    expect((await desk.open(AT)).body).toMatch(/Bu rina, 24 November 2026/)
    await note('undo')
    expect(await visited()).toBe(0)
  })

  it('are nobody’s of another agency or kelurahan, and no auditor’s', async () => {
    const other = await seated('budi', 'clerk', { agencyId: await listOf(world, 'KESRA') })
    expect((await other.open(AT)).body).not.toContain('S•••')
    const form = { ...hidden((await other.open(AT)).body, `${AT}/petugas`), code, deed: 'visited' }
    expect((await other.post(`${AT}/catat`, form)).statusCode).toBe(404)
    const elsewhere = await seated('dewi', 'clerk', { agencyId, kelurahan: '35.74.01.1003' })
    expect((await elsewhere.open(`${AT}?kelurahan=${HERE}`)).body).not.toContain('S•••')
    expect((await (await seated('adi', 'auditor')).open(AT)).statusCode).toBe(403)
    expect(await visited()).toBe(0)
  })

  it('that told of a death wait for an officer', async () => {
    await note('died')
    expect((await desk.open(AT)).body).toContain('Kabar duka yang perlu dipastikan')
    await note('noDeath')
    expect((await desk.open(AT)).body).not.toContain('Kabar duka yang perlu dipastikan')
  })

  it('come on paper, noted, to whoever’s they are', async () => {
    for (const file of ['daftar.pdf', 'kertas.pdf', 'poster.pdf']) {
      const paper = await desk.open(`${AT}/${file}?instansi=DKPPP&kelurahan=${HERE}`)
      expect(paper.headers['content-type']).toBe('application/pdf')
      expect(paper.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    }
    await listOf(world, 'KESRA')
    expect((await desk.open(`${AT}/daftar.pdf?instansi=KESRA`)).statusCode).toBe(404)
    const noted = (await all(world.database, 'audit')).filter(({ action }) => action.startsWith('visit.paper'))
    expect(noted.map(({ action }) => action)).toEqual(['visit.paper.list', 'visit.paper.slips', 'visit.paper.poster'])
  })
})

it('a chat whose code was shown is made a visitor, and no longer is one', async () => {
  await chatOf(world, 'kader')('halo')
  const [contact] = await all(world.database, 'contacts')
  const fields = { name: 'Bu Kader', chat: contact!.code, agency: 'DKPPP', kelurahan: HERE }
  const refused = await desk.fill(AT, `${AT}/petugas`, { ...fields, chat: 'XXXXXX' })
  expect(refused.statusCode).toBe(422)
  expect((await desk.fill(AT, `${AT}/petugas`, fields)).statusCode).toBe(303)
  const { body } = await desk.open(AT)
  expect(body).toContain('<b>Bu Kader</b>')
  const [visitor] = await all(world.database, 'visitors')
  await desk.fill(AT, `${AT}/petugas/${visitor!.id}/hapus`)
  expect((await desk.open(AT)).body).not.toContain('Bu Kader')
})
