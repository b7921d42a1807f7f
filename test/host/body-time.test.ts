import { type ClientRequest, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { limitBodyTime } from '../../src/host/body-time.ts'
import { limits } from '../../src/host/limits.ts'

let app: FastifyInstance
let arrived: Promise<unknown>
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  app = Fastify({ logger: false })
  limitBodyTime(app)
  arrived = new Promise((resolve) => app.addHook('onRequest', async () => resolve(undefined)))
  app.post('/pesan', { config: { allow: 'public' } }, async () => 'taken')
  app.post('/berkas', { config: { allow: 'public', isLong: true } }, async () => 'taken')
  await app.listen({ host: '127.0.0.1', port: 0 })
})
afterEach(async () => {
  vi.useRealTimers()
  await app.close()
})

/** A sender who begins a body of two letters. */
async function begun(path: string): Promise<{ sender: ClientRequest; answer: Promise<number | undefined> }> {
  const headers = { 'content-type': 'text/plain', 'content-length': '2' }
  const { port } = app.server.address() as AddressInfo
  const sender = request({ host: '127.0.0.1', port, path, method: 'POST', headers })
  const answer = new Promise<number | undefined>((resolve) => {
    sender.once('error', () => resolve(undefined))
    sender.once('response', (response) => {
      response.resume()
      resolve(response.statusCode)
    })
  })
  sender.write('a')
  await arrived
  return { sender, answer }
}

it('drops whoever sends a body too slowly', async () => {
  const { answer } = await begun('/pesan')
  vi.advanceTimersByTime(limits.requestMs)
  expect(await answer).toBeUndefined()
})

it('takes a body in time, and keeps no timer behind it', async () => {
  const { sender, answer } = await begun('/pesan')
  sender.end('b')
  expect(await answer).toBe(200)
  expect(vi.getTimerCount()).toBe(0)
})

it('leaves a file the time that it takes', async () => {
  const { sender, answer } = await begun('/berkas')
  vi.advanceTimersByTime(limits.requestMs * 2)
  sender.end('b')
  expect(await answer).toBe(200)
})
