import Fastify, { type RouteOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { simulated } from '../../src/channels/simulated/simulated.ts'
import { WebChat } from '../../src/channels/web-chat/web-chat.ts'
import { may, ROLES } from '../../src/domain/officer.ts'
import { authorise, UnruledRoute } from '../../src/host/authorise.ts'
import { buildHost } from '../../src/host/build-host.ts'
import { DeskBrowser, hire } from '../support/desk.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

// What anybody may ask for. Whoever adds a line here opens a door.
const PUBLIC = [
  ...['/healthz', '/readyz', '/hooks/:channel', '/chat', '/chat/tunggu', '/chat/berkas/:id', '/cek/:token'],
  ...['/aset/sapa.css', '/aset/petugas.css', '/aset/live.js', '/aset/sapa.svg'],
  ...['/petugas/masuk', '/petugas/undangan/:token', '/api/v1/openapi.json'],
]

describe('the route table of the built host', async () => {
  const routes: RouteOptions[] = []
  const world: TestWorld = await testWorld({ channels: [simulated(() => ({ sent: true })), new WebChat()] })
  const app = await buildHost(world, { onRoute: (route) => routes.push(route) })
  afterAll(() => app.close())
  const closed = routes.filter(({ config }) => !['public', 'inside', 'program'].includes(config?.allow ?? ''))
  const programs = routes.filter(({ config }) => config?.allow === 'program')

  it('is really the whole table', () => {
    const urls = new Set(routes.map(({ url }) => url))
    for (const url of [
      ...PUBLIC,
      '/api/v1/reach',
      '/petugas',
      '/petugas/bantuan/:id/balas',
      '/petugas/daftar-petugas',
      '/petugas/akun',
    ])
      expect(urls).toContain(url)
    for (const { method, url } of routes) expect(app.hasRoute({ method: [method].flat()[0]!, url })).toBe(true)
  })

  it.each(routes.map(({ method, url, config }) => [`${method} ${url}`, config?.allow] as const))(
    '%s says who may use it: %s',
    (_, allow) => {
      const isDeed = ROLES.some((role) => may({ role }, allow as 'readReach'))
      expect(['public', 'session', 'program', 'inside'].includes(allow ?? '') || isDeed).toBe(true)
    },
  )

  it('opens to anybody what is named here and nothing else', () => {
    const open = new Set(routes.filter(({ config }) => config?.allow === 'public').map(({ url }) => url))
    expect([...open].sort()).toEqual([...PUBLIC].sort())
  })

  it('tells its figures to this machine and its network, and to nobody else', async () => {
    const from = async (remoteAddress: string, forwarded?: string) => {
      const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
      return (await app.inject({ url: '/metrics', remoteAddress, headers })).statusCode
    }
    expect([await from('127.0.0.1'), await from('::1'), await from('10.1.2.3')]).toEqual([200, 200, 200])
    expect([await from('203.0.113.9'), await from('127.0.0.1', '203.0.113.9')]).toEqual([404, 404])
  })

  it.each(closed.map(({ method, url }) => [String(method), url] as const))(
    '%s %s is closed to whoever is not logged in',
    async (method, url) => {
      const answer = await app.inject({ method: method as 'GET', url: url.replaceAll(/:\w+/g, 'x') })
      expect(answer.statusCode).toBe(method === 'POST' ? 401 : 303)
    },
  )

  it.each(programs.map(({ method, url }) => [String(method), url] as const))(
    '%s %s is closed to whoever shows no token',
    async (method, url) => {
      const answer = await app.inject({ method: method as 'GET', url: url.replaceAll(/:\w+/g, 'x') })
      expect(answer.statusCode).toBe(401)
    },
  )

  describe.each(ROLES)('to %s', (role) => {
    const desk = new DeskBrowser(app)
    beforeAll(async () => {
      await hire(world, `the-${role}`, role, role === 'clerk' || role === 'approver' ? { agencyId: 'a' } : {})
      await desk.logIn(`the-${role}`)
    })

    it('opens what the role allows, and no more', async () => {
      for (const { method, url, config } of closed.filter(({ method }) => method === 'GET')) {
        const allow = config!.allow as 'session' | 'readReach'
        const answer = await desk.open(url.replaceAll(/:\w+/g, 'x'))
        expect([method, url, answer.statusCode === 403]).toEqual([
          method,
          url,
          allow !== 'session' && !may({ role }, allow),
        ])
      }
    })
  })
})

it('a route without a rule stops the host from being built', async () => {
  const app = Fastify()
  authorise(app, await testWorld())
  expect(() => app.get('/forgotten', async () => 'secret')).toThrow(UnruledRoute)
})
