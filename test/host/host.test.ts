import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Channel, HookRequest } from '../../src/channels/channel.ts'
import { WebChat } from '../../src/channels/web-chat/web-chat.ts'
import { DomainError } from '../../src/domain/errors.ts'
import { buildHost } from '../../src/host/build-host.ts'
import { StoreError } from '../../src/store/work.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

const BROWSER = { accept: 'text/html,application/xhtml+xml' }

describe('the host', () => {
  let world: TestWorld
  let app: Awaited<ReturnType<typeof buildHost>>
  let heard: HookRequest[]
  let fails: Error | undefined
  let isStarted: boolean

  beforeEach(async () => {
    heard = []
    fails = undefined
    isStarted = true
    const probe = {
      name: 'probe',
      abilities: new WebChat().abilities,
      start: async () => {},
      stop: async () => {},
      send: async () => ({ sent: true as const }),
      hook: async (request) => {
        if (fails) throw fails
        heard.push(request)
        return { status: 202, type: 'text/plain', body: 'taken' }
      },
    } satisfies Channel
    world = await testWorld({ channels: [probe, new WebChat()] })
    app = await buildHost(world, { isStarted: () => isStarted })
  })
  afterEach(() => app.close())

  it('is alive, and ready once database and channels are', async () => {
    expect((await app.inject('/healthz')).json()).toEqual({ ok: true })
    expect((await app.inject('/readyz')).statusCode).toBe(200)
    isStarted = false
    expect((await app.inject('/readyz')).statusCode).toBe(503)
  })

  it('is not ready when the database takes no write', async () => {
    await world.database.close()
    expect((await app.inject('/readyz')).statusCode).toBeGreaterThanOrEqual(500)
  })

  it.each(['application/json', 'text/xml', 'application/x-unheard-of', undefined])(
    'hands raw bytes of type %s to a hook',
    async (type) => {
      const payload = Buffer.from('{"not": json \u0000}')
      const headers = { ...(type && { 'content-type': type }), 'x-signature': 'abc' }
      const answer = await app.inject({ method: 'POST', url: '/hooks/probe?hub.mode=subscribe', headers, payload })
      expect([answer.statusCode, answer.body]).toEqual([202, 'taken'])
      expect(heard[0]).toMatchObject({ method: 'POST', query: { 'hub.mode': 'subscribe' } })
      expect(heard[0]!.body).toEqual(payload)
      expect(heard[0]!.headers['x-signature']).toBe('abc')
    },
  )

  it('lets a hook be asked by GET, with an empty body', async () => {
    await app.inject('/hooks/probe?a=1')
    expect(heard[0]).toMatchObject({ method: 'GET', body: Buffer.alloc(0) })
  })

  it("puts nothing of the browsers' floor upon hooks", async () => {
    const { headers } = await app.inject({ method: 'POST', url: '/hooks/probe' })
    expect(Object.keys(headers).filter((name) => /security|ratelimit|cookie/.test(name))).toEqual([])
  })

  it.each(['/hooks/nobody', '/hooks/web-chat'])('has no hook at %s', async (url) => {
    expect((await app.inject({ method: 'POST', url })).statusCode).toBe(404)
  })

  it('does not confirm what the database could not take, and says when to come again', async () => {
    fails = new StoreError('store.full', new Error('disk'))
    const answer = await app.inject({ method: 'POST', url: '/hooks/probe' })
    expect(answer.statusCode).toBe(503)
    expect(answer.headers['retry-after']).toBe('5')
    expect(answer.body).not.toContain('disk')
  })

  it('tells a refusal in words', async () => {
    fails = new DomainError('web.error.bad')
    const answer = await app.inject({ method: 'POST', url: '/hooks/probe' })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().message).toContain('tidak bisa kami baca')
  })

  it('hides the words of a failure from people, and the address from the log', async () => {
    fails = new Error('NIK 3574015708709001 in row 5')
    const answer = await app.inject({ method: 'POST', url: '/hooks/probe?token=t0ken', headers: BROWSER })
    expect(answer.statusCode).toBe(500)
    expect(answer.headers['content-type']).toContain('text/html')
    expect(answer.body).not.toContain('row 5')
    expect(world.logged).toHaveLength(1)
    expect(world.logged[0]!.what).toMatchObject({ route: '/hooks/:channel' })
    expect(JSON.stringify({ ...world.logged[0]!.what, error: undefined })).not.toContain('t0ken')
  })

  it('takes no word on the sender but that of a proxy that is trusted', async () => {
    const from = (remoteAddress: string, forwarded?: string) => ({
      ...{ url: '/metrics', remoteAddress },
      headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    })
    const status = async (host: typeof app, request: ReturnType<typeof from>) => (await host.inject(request)).statusCode
    expect(await status(app, from('10.0.0.9'))).toBe(200)
    expect(await status(app, from('10.0.0.9', '10.0.0.1'))).toBe(404)
    expect(await status(app, from('127.0.0.1', '203.0.113.9'))).toBe(404)
    expect(await status(app, from('203.0.113.9', '127.0.0.1'))).toBe(404)
    const behind = await buildHost(world, { trustedProxies: ['10.0.0.9'] })
    expect(await status(behind, from('10.0.0.9', '10.0.0.1'))).toBe(200)
    expect(await status(behind, from('10.0.0.9', '203.0.113.9'))).toBe(404)
    expect(await status(behind, from('10.0.0.8', '10.0.0.1'))).toBe(404)
  })

  it('counts hooks and the outbox for Prometheus, each host by itself', async () => {
    await app.inject({ method: 'POST', url: '/hooks/probe' })
    const second = await buildHost(world)
    const { body } = await app.inject('/metrics')
    expect(body).toContain('sapa_hook_requests_total{channel="probe",status="202"} 1')
    expect(body).toContain('sapa_outbox_messages{state="waiting"} 0')
    expect(body).toContain('process_cpu_seconds_total')
    expect((await second.inject('/metrics')).body).not.toContain('channel="probe"')
    await second.close()
  })

  it('tells a browser in words that there is no such page, and a machine in JSON', async () => {
    const page = await app.inject({ url: '/nowhere', headers: BROWSER })
    expect(page.statusCode).toBe(404)
    expect(page.body).toContain('Halaman ini tidak ada')
    expect((await app.inject('/nowhere')).json().error).toBe(404)
  })

  it.each([
    ['cannot be read', '/%zz-3574015708709001'],
    ['has too long a part', `/cek/3574015708709001${'a'.repeat(200)}`],
  ])('tells in our own words of an address that %s, and does not repeat it', async (_, url) => {
    const page = await app.inject({ url, headers: BROWSER })
    expect(page.statusCode).toBeGreaterThanOrEqual(400)
    expect(page.statusCode).toBeLessThan(500)
    expect(page.headers['content-type']).toContain('text/html')
    expect(page.body).toContain('tidak bisa kami baca')
    const machine = await app.inject(url)
    expect(machine.json().message).toContain('tidak bisa kami baca')
    for (const { body } of [page, machine]) expect(body).not.toContain('3574015708709001')
    expect(JSON.stringify(world.logged)).not.toContain('3574015708709001')
  })

  it('guards pages with strict headers', async () => {
    const { headers } = await app.inject('/chat')
    expect(headers['content-security-policy']).toContain("default-src 'self'")
    expect(headers['content-security-policy']).not.toContain('unsafe')
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(headers['strict-transport-security']).toBeUndefined()
  })

  it('limits the requests of one address to pages, not to hooks', async () => {
    const get = (url: string) => app.inject({ url, headers: BROWSER })
    for (let n = 0; n < 900; n++) await get('/chat')
    const refused = await get('/chat')
    expect(refused.statusCode).toBe(429)
    expect(refused.body).toContain('Terlalu banyak')
    expect((await get('/hooks/probe')).statusCode).toBe(202)
    const elsewhere = await app.inject({ url: '/chat', headers: { 'x-forwarded-for': '203.0.113.9' } })
    expect(elsewhere.statusCode).toBe(200)
  })

  it('takes a body that is too large off the wire and answers in words', async () => {
    await app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = app.server.address() as AddressInfo
    const type = 'application/x-www-form-urlencoded'
    const { status, body } = await posted(port, '/chat', type, `text=${'a'.repeat(5_000_000)}`)
    expect(status).toBe(413)
    expect(body).toContain('terlalu besar')
    expect((await posted(port, '/hooks/probe', 'application/json', 'a'.repeat(5_000_000))).status).toBe(413)
    expect(heard).toEqual([])
  })
})

function posted(port: number, path: string, type: string, body: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': type, 'content-length': body.length }
    const sending = request({ host: '127.0.0.1', port, path, method: 'POST', headers }, (answer) => {
      let told = ''
      answer.on('data', (part) => {
        told += part
      })
      answer.on('end', () => resolve({ status: answer.statusCode!, body: told }))
    })
    sending.on('error', reject)
    sending.end(body)
  })
}
