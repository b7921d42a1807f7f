import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Api } from 'grammy'
import { afterEach, expect, it } from 'vitest'
import { outcomeOf } from '../../../src/channels/telegram/outcome.ts'
import { wire } from '../../../src/channels/telegram/wire.ts'

let server: Server
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})

async function open(answer: RequestListener, timeoutSeconds = 5): Promise<Api> {
  server = createServer(answer)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return new Api('1:t', { apiRoot, timeoutSeconds, fetch: wire(apiRoot) })
}

const send = (api: Api) => api.sendMessage(7, 'Hai 👋').catch(outcomeOf)

it('carries JSON both ways, over one connection', async () => {
  const bodies: string[] = []
  const api = await open(async (request, response) => {
    let body = ''
    for await (const part of request.setEncoding('utf8')) body += part
    bodies.push(body)
    response.end('{"ok":true,"result":{"message_id":9}}')
  })
  let connections = 0
  server.on('connection', () => connections++)
  expect([await send(api), await send(api)]).toEqual([{ message_id: 9 }, { message_id: 9 }])
  expect(bodies.map((body) => JSON.parse(body))).toEqual(Array(2).fill({ chat_id: 7, text: 'Hai 👋' }))
  expect(connections).toBe(1)
})

const cutOff: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-length': 99 }).write('{"ok"')
  setTimeout(() => response.destroy(), 50)
}

it.each<[string, RequestListener]>([
  ['is cut off in its midst', cutOff],
  ['is no JSON', (_, response) => response.writeHead(502).end('<html>Bad Gateway</html>')],
  ['leads elsewhere', (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
])('is in doubt where the answer %s', async (_, answer) => {
  expect(await send(await open(answer))).toMatchObject({ because: 'unknown' })
})

it('gives up waiting after its time, and lets the connection go', async () => {
  let isGone = false
  const api = await open(
    (request) =>
      request.socket.once('close', () => {
        isGone = true
      }),
    0.2,
  )
  expect(await send(api)).toMatchObject({ because: 'unknown' })
  await expect.poll(() => isGone).toBe(true)
})
