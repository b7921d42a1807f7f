import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildHost } from '../../../src/host/build-host.ts'
import { listOf } from '../../store/registered.ts'
import { all } from '../../store/rows.ts'
import { DeskBrowser, type Hired, hidden, hire, PASSWORD } from '../../support/desk.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'

const OFFICERS = '/petugas/daftar-petugas'

let world: TestWorld
let app: FastifyInstance
let admin: Hired
let desk: DeskBrowser
let dinkes: string
beforeEach(async () => {
  world = await testWorld()
  app = await buildHost(world)
  dinkes = await listOf(world, 'DINKES')
  admin = await hire(world, 'admin', 'admin')
  desk = new DeskBrowser(app)
  await desk.logIn('admin')
})
afterEach(() => app.close())

const RINA = { name: 'Rina', username: 'rina', role: 'clerk', kelurahan: '' }
const add = (fields: Record<string, string> = {}) =>
  desk.fill(OFFICERS, OFFICERS, { ...RINA, agency: dinkes, ...fields })
const linkIn = (body: string) => /http:\/\/localhost:8080(\/petugas\/undangan\/[\w-]{43})/.exec(body)![1]!
const account = async (username: string) =>
  (await all(world.database, 'officers')).find((officer) => officer.username === username)!
const actions = async () => (await all(world.database, 'audit')).map(({ actor, action }) => [actor, action])

describe('a new officer', () => {
  it('gets a link, shown once, by which they and nobody else choose the password', async () => {
    const added = await add()
    expect(added.statusCode).toBe(200)
    expect(await account('rina')).toMatchObject({ role: 'clerk', agencyId: dinkes, passwordHash: null })
    expect((await desk.open(OFFICERS)).body).toContain('belum memilih kata sandi')
    const rina = new DeskBrowser(app, '10.0.0.8')
    await rina.enter(linkIn(added.body), { next: PASSWORD, again: PASSWORD })
    expect((await rina.logIn('rina')).statusCode).toBe(303)
    expect(await actions()).toContainEqual([`officer:${admin.id}`, 'officer.added'])
    expect(JSON.stringify(await all(world.database, 'invitations'))).not.toContain(linkIn(added.body).split('/').at(-1))
  })

  it.each([
    [{ username: 'admin' }, 'sudah dipakai'],
    [{ username: 'Dua Kata' }, 'huruf kecil'],
    [{ agency: '' }, 'perlu instansi atau kelurahan'],
    [{ role: 'coordinator' }, 'seluruh kota'],
  ])('is refused with %j, and what was typed stays', async (fields, said) => {
    const answer = await add(fields)
    expect([answer.statusCode, answer.body.includes(said)]).toEqual([422, true])
    expect(answer.body).toContain('value="Rina"')
    expect(await all(world.database, 'officers')).toHaveLength(1)
  })

  it.each([{ role: 'king' }, { agency: 'no-such-agency' }, { kelurahan: '35.13.01.1001' }])(
    'cannot be made of what the form does not offer: %j',
    async (fields) => {
      expect((await add(fields)).statusCode).toBe(422)
      expect(await all(world.database, 'officers')).toHaveLength(1)
    },
  )

  it('is made once of a form that is handed in twice', async () => {
    const form = { ...hidden((await desk.open(OFFICERS)).body, OFFICERS), ...RINA, agency: dinkes }
    await desk.post(OFFICERS, form)
    const second = await desk.post(OFFICERS, { ...form, username: 'rina2' })
    expect([second.statusCode, second.body.includes('tidak dikerjakan dua kali')]).toEqual([409, true])
    expect(await all(world.database, 'officers')).toHaveLength(2)
  })
})

describe('an account', () => {
  let rina: DeskBrowser
  let at: string
  beforeEach(async () => {
    const { id } = await hire(world, 'rina', 'clerk', { agencyId: dinkes })
    at = `${OFFICERS}/${id}`
    rina = new DeskBrowser(app, '10.0.0.8')
    await rina.logIn('rina')
  })
  const isIn = async () => (await rina.open('/petugas')).statusCode === 200

  it('that gets another role is logged out everywhere, and has it when it comes back', async () => {
    const changed = await desk.fill(at, `${at}/ubah`, { role: 'coordinator', agency: '', kelurahan: '' })
    expect(changed.headers.location).toBe(`${at}?tersimpan`)
    expect(await isIn()).toBe(false)
    await rina.logIn('rina')
    expect((await rina.open('/petugas')).body).toContain('Koordinator, seluruh kota')
    expect(await actions()).toContainEqual([`officer:${admin.id}`, 'officer.changed'])
  })

  it('that is disabled is logged out and cannot come in, until it is enabled again', async () => {
    await desk.fill(at, `${at}/nonaktifkan`)
    expect(await isIn()).toBe(false)
    expect((await rina.logIn('rina')).statusCode).toBe(401)
    await desk.fill(at, `${at}/aktifkan`)
    expect((await rina.logIn('rina')).statusCode).toBe(303)
  })

  it('that was changed since the page was made is not changed over it; the page says what it is now', async () => {
    const form = hidden((await desk.open(at)).body, `${at}/ubah`)
    await desk.fill(at, `${at}/ubah`, { role: 'approver', agency: dinkes, kelurahan: '35.74.01.1009' })
    const stale = await desk.post(`${at}/ubah`, { ...form, role: 'coordinator', agency: '', kelurahan: '' })
    expect(stale.statusCode).toBe(409)
    expect(stale.body).toContain('Sekarang: Penyetuju, Dinas DINKES, Kelurahan Pilang, aktif.')
    expect(await account('rina')).toMatchObject({ role: 'approver' })
  })

  it('gets a new link without losing what it has until the link is used', async () => {
    const url = linkIn((await desk.fill(at, `${at}/tautan`)).body)
    expect(await isIn()).toBe(true)
    await rina.enter(url, { next: 'sepeda biru langit', again: 'sepeda biru langit' })
    expect(await isIn()).toBe(false)
    expect((await rina.logIn('rina', 'sepeda biru langit')).statusCode).toBe(303)
  })

  it('shows where it is logged in, and an admin can end that', async () => {
    expect((await desk.open(at)).body).toContain('Chrome, Linux')
    const [session] = (await all(world.database, 'officerSessions')).filter(({ officerId }) => at.endsWith(officerId))
    await desk.fill(at, `${at}/perangkat/${session!.id}/keluarkan`)
    expect(await isIn()).toBe(false)
  })

  it('of oneself can be neither changed nor disabled here, not even by a made-up form', async () => {
    const own = `${OFFICERS}/${admin.id}`
    const { body } = await desk.open(own)
    expect(body).not.toContain(`${own}/ubah`)
    const form = { ...hidden(body, '/petugas/keluar'), rev: '1', role: 'clerk', agency: dinkes, kelurahan: '' }
    for (const deed of ['ubah', 'nonaktifkan']) expect((await desk.post(`${own}/${deed}`, form)).statusCode).toBe(422)
    expect(await account('admin')).toMatchObject({ role: 'admin', disabledAt: null })
  })

  it('that is not there is 404', async () => {
    const none = `${OFFICERS}/0190-none`
    const form = { ...hidden((await desk.open(at)).body, `${at}/ubah`), role: 'coordinator' }
    expect((await desk.open(none)).statusCode).toBe(404)
    for (const deed of ['ubah', 'nonaktifkan', 'tautan', 'perangkat/x/keluarkan'])
      expect((await desk.post(`${none}/${deed}`, form)).statusCode).toBe(404)
  })

  it('is managed by an admin alone', async () => {
    const csrf = hidden((await rina.open('/petugas')).body, '/petugas/keluar')
    expect((await rina.open(OFFICERS)).statusCode).toBe(403)
    expect((await rina.open(at)).statusCode).toBe(403)
    for (const deed of ['ubah', 'nonaktifkan', 'aktifkan', 'tautan', 'perangkat/x/keluarkan'])
      expect((await rina.post(`${at}/${deed}`, csrf)).statusCode).toBe(403)
    expect((await rina.post(OFFICERS, csrf)).statusCode).toBe(403)
  })
})
