import type { FastifyInstance } from 'fastify'
import { generateSync } from 'otplib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildHost } from '../../../src/host/build-host.ts'
import { relinkOfficer } from '../../../src/services/accounts/officers.ts'
import { all } from '../../store/rows.ts'
import { DeskBrowser, type Hired, hidden, hire, PASSWORD } from '../../support/desk.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'

const ACCOUNT = '/petugas/akun'
const NEXT = 'sepeda biru langit'

let world: TestWorld
let app: FastifyInstance
let rina: Hired
let desk: DeskBrowser
beforeEach(async () => {
  world = await testWorld()
  app = await buildHost(world)
  rina = await hire(world, 'rina', 'coordinator')
  desk = new DeskBrowser(app)
  await desk.logIn('rina')
})
afterEach(() => app.close())

const isIn = async (browser: DeskBrowser) => (await browser.open('/petugas')).statusCode === 200
async function another(): Promise<DeskBrowser> {
  const other = new DeskBrowser(app, '10.0.0.8')
  await other.logIn('rina')
  return other
}

describe('the own password', () => {
  const change = (fields: Record<string, string> = {}) =>
    desk.fill(ACCOUNT, `${ACCOUNT}/sandi`, { current: PASSWORD, next: NEXT, again: NEXT, ...fields })

  it('is changed, and every other device is logged out while this one goes on with a new token', async () => {
    const other = await another()
    const before = desk.cookie
    expect((await change()).headers.location).toBe(`${ACCOUNT}?sandi`)
    expect([await isIn(desk), await isIn(other)]).toEqual([true, false])
    expect(desk.cookie).not.toBe(before)
    expect((await other.logIn('rina')).statusCode).toBe(401)
    expect((await other.logIn('rina', NEXT)).statusCode).toBe(303)
  })

  it.each([
    [{ current: 'bukan yang ini' }, 'belum cocok'],
    [{ again: 'lain lagi sama sekali' }, 'tidak sama'],
    [{ next: 'kurang', again: 'kurang' }, 'paling sedikit 12'],
    [{ next: 'rinarinarina', again: 'rinarinarina' }, 'mudah ditebak'],
  ])('stays with %j', async (fields, said) => {
    const answer = await change(fields as Record<string, string>)
    expect([answer.statusCode, answer.body.includes(said)]).toEqual([422, true])
    expect((await another()).cookie).toBeDefined()
  })

  it('cannot be guessed at an open console: failures lock it', async () => {
    for (let n = 0; n < 5; n++) await change({ current: 'bukan yang ini' })
    expect((await change()).statusCode).toBe(422)
  })
})

describe('the devices that are logged in', () => {
  it('are listed, and one of them can be ended', async () => {
    world.clock.pass(60_000)
    const other = await another()
    const { body } = await desk.open(ACCOUNT)
    expect(body.match(/\(perangkat ini\)/g)).toHaveLength(1)
    const actions = [...body.matchAll(/action="([^"]+keluarkan)"/g)].map(([, action]) => action!)
    expect(actions).toHaveLength(2)
    await desk.post(actions[0]!, hidden(body, actions[0]!))
    expect([await isIn(desk), await isIn(other)]).toEqual([true, false])
  })

  it("of another officer's cannot be ended by a guessed id", async () => {
    await hire(world, 'budi', 'coordinator')
    const budi = new DeskBrowser(app, '10.0.0.9')
    await budi.logIn('budi')
    const session = (await all(world.database, 'officerSessions')).at(-1)!
    const form = hidden((await desk.open('/petugas')).body, '/petugas/keluar')
    await desk.post(`${ACCOUNT}/perangkat/${session.id}/keluarkan`, form)
    expect(await isIn(budi)).toBe(true)
  })
})

describe('an app for codes', () => {
  const KEY = /<code class="link">([A-Z2-7 ]+)<\/code>/
  const codeOf = (secret: string) => generateSync({ secret, epoch: Math.floor(world.clock.now().getTime() / 1000) })

  async function setUp(): Promise<string> {
    const { body } = await desk.open(`${ACCOUNT}/kode`)
    const secret = KEY.exec(body)![1]!.replaceAll(' ', '')
    const form = { ...hidden(body, `${ACCOUNT}/kode`), code: codeOf(secret), password: PASSWORD }
    expect((await desk.post(`${ACCOUNT}/kode`, form)).headers.location).toBe(`${ACCOUNT}?kode`)
    return secret
  }

  it('is drawn as a picture and asked for at the log-in from then on', async () => {
    expect((await desk.open(`${ACCOUNT}/kode`)).body).toMatch(/<svg class="qr" role="img"/)
    const secret = await setUp()
    world.clock.pass(30_000)
    const other = new DeskBrowser(app, '10.0.0.8')
    expect((await other.logIn('rina')).statusCode).toBe(401)
    expect((await other.logIn('rina', PASSWORD, '000000')).statusCode).toBe(401)
    const code = codeOf(secret)
    expect((await other.logIn('rina', PASSWORD, `${code.slice(0, 3)} ${code.slice(3)}`)).statusCode).toBe(303)
  })

  it('gives codes of which each is taken once, also the one that set it up', async () => {
    const secret = await setUp()
    const first = codeOf(secret)
    const other = new DeskBrowser(app, '10.0.0.8')
    expect((await other.logIn('rina', PASSWORD, first)).statusCode).toBe(401)
    world.clock.pass(30_000)
    const next = codeOf(secret)
    const both = await Promise.all([other.logIn('rina', PASSWORD, next), other.logIn('rina', PASSWORD, next)])
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([303, 401])
  })

  it('may be half a minute slow', async () => {
    const secret = await setUp()
    world.clock.pass(60_000)
    const slow = codeOf(secret)
    world.clock.pass(30_000)
    expect((await new DeskBrowser(app, '10.0.0.8').logIn('rina', PASSWORD, slow)).statusCode).toBe(303)
  })

  it('is not set up by a wrong code, and the picture stays the same', async () => {
    const { body } = await desk.open(`${ACCOUNT}/kode`)
    const wrong = await desk.post(`${ACCOUNT}/kode`, {
      ...hidden(body, `${ACCOUNT}/kode`),
      code: '123456',
      password: PASSWORD,
    })
    expect([wrong.statusCode, KEY.exec(wrong.body)![1]]).toEqual([422, KEY.exec(body)![1]])
    expect((await another()).cookie).toBeDefined()
  })

  it("cannot be set up with another officer's offer, or with one of nobody's", async () => {
    await hire(world, 'budi', 'coordinator')
    const budi = new DeskBrowser(app, '10.0.0.9')
    await budi.logIn('budi')
    const { body } = await budi.open(`${ACCOUNT}/kode`)
    const secret = KEY.exec(body)![1]!.replaceAll(' ', '')
    const { sealed } = hidden(body, `${ACCOUNT}/kode`)
    const own = hidden((await desk.open(`${ACCOUNT}/kode`)).body, `${ACCOUNT}/kode`)
    for (const foreign of [sealed!, 's1.AAAA', ''])
      expect(
        (await desk.post(`${ACCOUNT}/kode`, { ...own, sealed: foreign, code: codeOf(secret), password: PASSWORD }))
          .statusCode,
      ).toBe(422)
  })

  it('lies sealed', async () => {
    const secret = await setUp()
    expect(JSON.stringify(await all(world.database, 'officers'))).not.toContain(secret)
  })

  it('is set up by whoever has the password alone, and wrong ones are counted', async () => {
    const { body } = await desk.open(`${ACCOUNT}/kode`)
    const code = codeOf(KEY.exec(body)![1]!.replaceAll(' ', ''))
    for (let n = 0; n < 5; n++) {
      const form = hidden((await desk.open(`${ACCOUNT}/kode`)).body, `${ACCOUNT}/kode`)
      const { sealed } = hidden(body, `${ACCOUNT}/kode`)
      const refused = await desk.post(`${ACCOUNT}/kode`, { ...form, sealed: sealed!, code, password: 'bukan ini' })
      expect([refused.statusCode, refused.body.includes('<svg class="qr"')]).toEqual([422, true])
    }
    const right = { ...hidden(body, `${ACCOUNT}/kode`), code, password: PASSWORD }
    expect((await desk.post(`${ACCOUNT}/kode`, right)).statusCode).toBe(422)
  })

  it('is not put in the place of one that stands, and is taken off with the password alone', async () => {
    const { body } = await desk.open(`${ACCOUNT}/kode`)
    const secret = KEY.exec(body)![1]!.replaceAll(' ', '')
    await setUp()
    const late = await desk.post(`${ACCOUNT}/kode`, {
      ...hidden(body, `${ACCOUNT}/kode`),
      code: codeOf(secret),
      password: PASSWORD,
    })
    expect([late.statusCode, late.body.includes('sudah terpasang')]).toEqual([422, true])
    const off = (password: string) => desk.fill(ACCOUNT, `${ACCOUNT}/kode/lepas`, { password })
    expect((await off('bukan yang ini')).statusCode).toBe(422)
    expect((await off(PASSWORD)).headers.location).toBe(`${ACCOUNT}?lepas`)
    expect((await another()).cookie).toBeDefined()
  })

  it("that is lost is left behind by an admin's new link", async () => {
    await setUp()
    const url = await relinkOfficer(world, 'operator', rina.id)
    const other = new DeskBrowser(app, '10.0.0.8')
    await other.enter(new URL(url).pathname, { next: NEXT, again: NEXT })
    expect((await other.logIn('rina', NEXT)).statusCode).toBe(303)
  })
})
