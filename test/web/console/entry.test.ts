import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildHost } from '../../../src/host/build-host.ts'
import { firstAdminLink } from '../../../src/services/accounts/links.ts'
import { provenOfficer } from '../../../src/services/accounts/log-in.ts'
import { relinkOfficer, setDisabled } from '../../../src/services/accounts/officers.ts'
import { all } from '../../store/rows.ts'
import { DeskBrowser, type Hired, hidden, hire, PASSWORD } from '../../support/desk.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'

const MINUTE = 60_000
const REFUSED = 'Nama pengguna, kata sandi, atau kode belum cocok'

let world: TestWorld
let app: FastifyInstance
let rina: Hired
let desk: DeskBrowser
beforeEach(async () => {
  world = await testWorld()
  app = await buildHost(world)
  rina = await hire(world, 'rina', 'coordinator')
  desk = new DeskBrowser(app)
})
afterEach(() => app.close())

const path = (url: string) => new URL(url).pathname

describe('the log-in', () => {
  it('lets an officer in with a cookie that no script, other site or log sees', async () => {
    const answer = await desk.logIn('rina')
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/petugas'])
    expect(answer.cookies).toMatchObject([{ name: 'sapa_petugas', httpOnly: true, sameSite: 'Strict', path: '/' }])
    const home = await desk.open('/petugas')
    expect(home.body).toContain('Selamat datang, Bu rina')
    expect(home.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' })
    expect(home.headers['content-security-policy']).toContain("default-src 'self'")
    expect(home.body).not.toMatch(/<script|style="/)
    expect(world.logged).toEqual([])
  })

  it('binds the cookie to the host over https', async () => {
    const secure = await buildHost({ ...world, publicUrl: 'https://sapa.example' })
    const answer = await new DeskBrowser(secure).logIn('rina')
    expect(answer.cookies).toMatchObject([{ name: '__Host-sapa_petugas', secure: true, path: '/' }])
    expect(answer.cookies[0]).not.toHaveProperty('domain')
    await secure.close()
  })

  it('reads the username whatever the case and the spaces', async () => {
    expect((await desk.logIn(' RINA ')).statusCode).toBe(303)
  })

  it('keeps no password and no token readable', async () => {
    await desk.logIn('rina')
    const kept = JSON.stringify([await all(world.database, 'officers'), await all(world.database, 'officerSessions')])
    expect(kept).toContain('$argon2id$v=19$m=19456,t=2,p=1$')
    expect(kept).not.toContain(PASSWORD)
    expect(kept).not.toContain(desk.cookie!.split('=')[1])
  })

  it('gives a new token each time, and ends the session that was open at this device', async () => {
    await desk.logIn('rina')
    const before = desk.cookie
    await desk.logIn('rina')
    expect(desk.cookie).not.toBe(before)
    desk.cookie = before
    expect((await desk.open('/petugas')).headers.location).toBe('/petugas/masuk')
  })

  it('says the same of an unknown name, a wrong password, a disabled account and one without a password yet', async () => {
    const gone = await hire(world, 'gone', 'coordinator')
    await setDisabled(world, 'operator', gone.id, true)
    const said = [
      await desk.logIn('nobody'),
      await desk.logIn('rina', 'kata sandi lain'),
      await desk.logIn('gone'),
      await desk.logIn('bukan nama sama sekali'),
    ].map(({ statusCode, body }) => [statusCode, body.replace(/value="[^"]*"/g, '')])
    expect(new Set(said.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(said[0]).toEqual([401, expect.stringContaining(REFUSED)])
    expect(desk.cookie).toBeUndefined()
  })

  it('locks a name after five failures, from wherever they come, and lets go after the wait', async () => {
    for (let n = 0; n < 5; n++) await new DeskBrowser(app, `10.0.1.${n}`).logIn('rina', 'salah sekali ini')
    expect((await desk.logIn('rina')).body).toContain(REFUSED)
    world.clock.pass(15 * MINUTE)
    expect((await desk.logIn('rina')).statusCode).toBe(303)
  })

  it('shuts no office out for the slips of some: an address is locked after fifty failures, and no other address', async () => {
    const from = (username: string, address = '10.0.0.7', password = 'salah sekali ini') =>
      provenOfficer(world, { username, password, address }, async () => true)
    for (let n = 0; n < 49; n++) await from(`name${n}`)
    expect((await desk.logIn('rina')).statusCode).toBe(303)
    for (let n = 0; n < 50; n++) await from(`name${n}`)
    expect((await desk.logIn('rina')).statusCode).toBe(401)
    expect((await new DeskBrowser(app, '10.0.0.8').logIn('rina')).statusCode).toBe(303)
  }, 30_000)

  it('waits longer each time', async () => {
    for (let n = 0; n < 5; n++) await desk.logIn('rina', 'salah sekali ini')
    world.clock.pass(15 * MINUTE)
    await desk.logIn('rina', 'salah sekali ini')
    world.clock.pass(59 * MINUTE)
    expect((await desk.logIn('rina')).statusCode).toBe(401)
    world.clock.pass(MINUTE)
    expect((await desk.logIn('rina')).statusCode).toBe(303)
  })

  it('counts tries that come side by side', async () => {
    await desk.open('/petugas/masuk')
    await Promise.all(Array.from({ length: 12 }, () => desk.logIn('rina', 'salah sekali ini')))
    expect((await desk.logIn('rina')).statusCode).toBe(401)
  })

  it('forgets failures after a success', async () => {
    for (let n = 0; n < 4; n++) await desk.logIn('rina', 'salah sekali ini')
    await desk.logIn('rina')
    for (let n = 0; n < 4; n++) await desk.logIn('rina', 'salah sekali ini')
    expect((await desk.logIn('rina')).statusCode).toBe(303)
  })

  it('is limited to some tries a minute', async () => {
    const answers = []
    for (let n = 0; n < 31; n++) answers.push(await desk.logIn('x'))
    expect(answers.at(-1)!.statusCode).toBe(429)
  })

  it('is refused from a page of another site', async () => {
    const fields = { username: 'rina', password: PASSWORD, code: '' }
    for (const from of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }])
      expect((await desk.enter('/petugas/masuk', fields, from)).statusCode).toBe(403)
    expect(desk.cookie).toBeUndefined()
  })

  it('is refused without the token of its page, of a page that another browser was given, or from before', async () => {
    const fields = { username: 'rina', password: PASSWORD, code: '' }
    const other = new DeskBrowser(app)
    const { csrf } = hidden((await other.open('/petugas/masuk')).body, '/petugas/masuk')
    expect((await desk.post('/petugas/masuk', fields)).statusCode).toBe(403)
    await desk.open('/petugas/masuk')
    for (const token of ['', 'x', csrf!])
      expect((await desk.post('/petugas/masuk', { ...fields, csrf: token })).statusCode).toBe(403)
    expect(desk.cookie).toBeUndefined()
    expect((await other.post('/petugas/masuk', { ...fields, csrf: csrf! })).statusCode).toBe(303)
  })

  it('is found with a slash behind it, which lets nobody in', async () => {
    expect((await desk.open('/petugas/masuk/')).statusCode).toBe(200)
    for (const path of ['/petugas/', '/petugas/akun/', '/petugas/pesan/'])
      expect((await desk.open(path)).headers.location).toBe('/petugas/masuk')
    await desk.logIn('rina')
    expect((await desk.open('/petugas/')).statusCode).toBe(200)
  })

  it('notes who came in and who was refused, and never what was typed', async () => {
    await desk.logIn('rina')
    await desk.logIn('rina', 'salah sekali ini')
    await desk.logIn('saya-salah-ketik-sandi')
    const notes = (await all(world.database, 'audit')).filter(({ action }) => /loggedIn|refused/.test(action))
    expect(notes.map(({ actor, action, subject }) => [actor, action, subject])).toEqual([
      [`officer:${rina.id}`, 'officer.loggedIn', `officer:${rina.id}`],
      ['anybody', 'officer.refused', `officer:${rina.id}`],
      ['anybody', 'officer.refused', 'officer:-'],
    ])
    expect(JSON.stringify(notes)).not.toContain('salah')
  })
})

describe('a session', () => {
  beforeEach(() => desk.logIn('rina'))
  const isIn = async () => (await desk.open('/petugas')).statusCode === 200

  it('ends after half an hour without use, not before', async () => {
    world.clock.pass(29 * MINUTE)
    expect(await isIn()).toBe(true)
    world.clock.pass(29 * MINUTE)
    expect(await isIn()).toBe(true)
    world.clock.pass(30 * MINUTE)
    expect(await isIn()).toBe(false)
  })

  it('ends after twelve hours however busy it is', async () => {
    for (let n = 0; n < 35; n++) {
      world.clock.pass(20 * MINUTE)
      expect(await isIn()).toBe(true)
    }
    world.clock.pass(20 * MINUTE)
    expect(await isIn()).toBe(false)
  })

  it('ends at the log-out, for whoever kept the cookie, too', async () => {
    const { cookie } = desk
    expect((await desk.fill('/petugas', '/petugas/keluar')).headers.location).toBe('/petugas/masuk')
    expect(desk.cookie).toBeUndefined()
    desk.cookie = cookie
    expect(await isIn()).toBe(false)
  })

  it('ends when the account is disabled', async () => {
    await setDisabled(world, 'operator', rina.id, true)
    expect(await isIn()).toBe(false)
  })

  it('leads to the log-in where a page is asked for, and says that it has ended where a form is handed in', async () => {
    desk.cookie = undefined
    expect((await desk.open('/petugas/akun')).headers.location).toBe('/petugas/masuk')
    const answer = await desk.post('/petugas/keluar', {})
    expect([answer.statusCode, answer.body.includes('sesi sudah berakhir')]).toEqual([401, true])
  })

  it.each([
    ['no token', { csrf: '' }],
    ['another token', { csrf: 'x'.repeat(43) }],
  ])('takes no form with %s', async (_, wrong) => {
    expect((await desk.fill('/petugas', '/petugas/keluar', wrong)).statusCode).toBe(403)
    expect(await isIn()).toBe(true)
  })

  it("takes no form with another session's token", async () => {
    const other = new DeskBrowser(app)
    await other.logIn('rina')
    const { body } = await other.open('/petugas')
    const csrf = /name="csrf" value="([^"]+)"/.exec(body)![1]!
    expect((await desk.fill('/petugas', '/petugas/keluar', { csrf })).statusCode).toBe(403)
  })

  it.each([
    ['cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['a sister site', { 'sec-fetch-site': 'same-site' }],
  ])('takes no form from %s, be its token right', async (_, from) => {
    const page = await desk.open('/petugas')
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.body)![1]!
    expect((await desk.post('/petugas/keluar', { csrf, key: 'k'.repeat(20) }, from)).statusCode).toBe(403)
  })

  it.each([
    ['http://localhost:8080', 303],
    ['http://sapa.lokal', 303],
    ['http://evil.example', 403],
    ['null', 403],
  ])('of an older browser that posts from %s it is %d', async (origin, status) => {
    const page = await desk.open('/petugas')
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.body)![1]!
    const answer = await app.inject({
      ...{
        method: 'POST',
        url: '/petugas/keluar',
        payload: new URLSearchParams({ csrf, key: 'k'.repeat(20) }).toString(),
      },
      headers: {
        origin,
        host: 'sapa.lokal',
        cookie: desk.cookie!,
        'content-type': 'application/x-www-form-urlencoded',
      },
    })
    expect(answer.statusCode).toBe(status)
  })
})

describe('the link to the first account', () => {
  beforeEach(async () => {
    await app.close()
    world = await testWorld()
    app = await buildHost(world)
    desk = new DeskBrowser(app)
  })
  const names = { name: 'Pak Admin', username: 'admin' }
  const accept = (url: string, fields: Record<string, string> = {}) =>
    desk.enter(path(url), { ...names, next: PASSWORD, again: PASSWORD, ...fields })

  it('makes one admin, once', async () => {
    const url = (await firstAdminLink(world))!
    expect((await desk.open(path(url))).body).toContain('akun admin yang pertama')
    expect((await accept(url)).headers.location).toBe('/petugas/masuk?siap')
    expect((await accept(url, { username: 'second' })).statusCode).toBe(410)
    expect((await desk.open(path(url))).statusCode).toBe(410)
    expect(await all(world.database, 'officers')).toMatchObject([{ username: 'admin', role: 'admin' }])
    expect((await desk.logIn('admin')).statusCode).toBe(303)
    expect(await firstAdminLink(world)).toBeUndefined()
  })

  it('is another at each start, and only the newest is good', async () => {
    const first = (await firstAdminLink(world))!
    const second = (await firstAdminLink(world))!
    expect((await accept(first)).statusCode).toBe(410)
    expect((await accept(second)).statusCode).toBe(303)
  })

  it('makes one admin of two who follow it at the same moment', async () => {
    const url = (await firstAdminLink(world))!
    await desk.open('/petugas/masuk')
    const both = await Promise.all([accept(url), accept(url, { username: 'other' })])
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([303, 410])
    expect(await all(world.database, 'officers')).toHaveLength(1)
  })

  it('ends after a day', async () => {
    const url = (await firstAdminLink(world))!
    world.clock.pass(24 * 60 * MINUTE)
    expect((await accept(url)).statusCode).toBe(410)
  })

  it('ends when there is an officer by another way', async () => {
    const url = (await firstAdminLink(world))!
    await hire(world, 'rina', 'admin')
    expect((await accept(url)).statusCode).toBe(410)
  })

  it.each([
    [{ next: 'pendek', again: 'pendek' }, 'paling sedikit 12 huruf'],
    [{ next: 'passwordpassword', again: 'passwordpassword' }, 'mudah ditebak'],
    [{ next: 'probolinggo26', again: 'probolinggo26' }, 'mudah ditebak'],
    [{ next: 'rahasia12345', again: 'rahasia12345' }, 'mudah ditebak'],
    [{ again: 'yang lain lagi' }, 'tidak sama'],
    [{ username: 'A B' }, 'huruf kecil'],
    [{ name: ' ' }, 'Nama diisi'],
  ])('uses nothing up for %j', async (wrong, said) => {
    const url = (await firstAdminLink(world))!
    const answer = await accept(url, wrong as Record<string, string>)
    expect([answer.statusCode, answer.body.includes(said)]).toEqual([422, true])
    expect((await accept(url)).statusCode).toBe(303)
  })
})

describe('a new link for an officer who has lost the password', () => {
  it('lets them choose another, ends their sessions and lifts the wait', async () => {
    await desk.logIn('rina')
    const other = new DeskBrowser(app, '10.0.0.9')
    for (let n = 0; n < 5; n++) await other.logIn('rina', 'salah sekali ini')
    const url = await relinkOfficer(world, 'operator', rina.id)
    expect((await other.open(path(url))).body).toContain('Nama pengguna: rina')
    await other.enter(path(url), { next: 'sepeda biru langit', again: 'sepeda biru langit' })
    expect((await desk.open('/petugas')).statusCode).toBe(303)
    const fresh = new DeskBrowser(app, '10.0.0.10')
    expect((await fresh.logIn('rina')).statusCode).toBe(401)
    expect((await fresh.logIn('rina', 'sepeda biru langit')).statusCode).toBe(303)
  })

  it('changes nothing about the account until it is used, and ends the link before it', async () => {
    const first = await relinkOfficer(world, 'operator', rina.id)
    await relinkOfficer(world, 'operator', rina.id)
    expect((await desk.open(path(first))).statusCode).toBe(410)
    expect((await desk.logIn('rina')).statusCode).toBe(303)
  })

  it('is dead while the account is disabled', async () => {
    const url = await relinkOfficer(world, 'operator', rina.id)
    await setDisabled(world, 'operator', rina.id, true)
    expect((await desk.open(path(url))).statusCode).toBe(410)
  })
})
