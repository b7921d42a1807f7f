import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { performance } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { serveParent } from '../child.ts'

// Telegram's side in a process of its own, with no more in it than the load needs: it takes every message, says later that it
// has arrived, and people write to the bot meanwhile.
const { RECEIPTS_PORT, TALKERS, REST_MS } = process.env
const SECRET = process.env.TELEGRAM_WEBHOOK_SECRET!
const RECEIPTS_MS = 100
const MOST_RECEIPTS = 100
// Each leads to another place and has one reply.
const WALK = ['5', 'menu', '1', 'menu']
const FIRST_TALKER = 8_100_000_000
const CROWD = 8_200_000_000
const BARE = 8_900_000_000
const PATIENCE_MS = 30_000

interface Params {
  chat_id?: number
  url?: string
  allowed_updates?: string[]
}

let accepted = 0
let hook = ''
let heard: string[] = []
let arrived: string[] = []
const waiting = new Map<number, () => void>()

const server = createServer(async (request, response) => {
  const method = request.url!.slice(request.url!.lastIndexOf('/') + 1)
  const params = await read(request)
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ ok: true, result: answer(method, params) }))
})
server.keepAliveTimeout = 65_000
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))

function answer(method: string, params: Params): unknown {
  if (method === 'sendMessage') return take(params.chat_id!)
  if (method === 'getMe') return { id: 8100009001, is_bot: true, first_name: 'Sapa', username: 'sapa_standin_bot' }
  if (method === 'setWebhook') [hook, heard] = [params.url!, params.allowed_updates!]
  if (method === 'getWebhookInfo') return { url: hook, allowed_updates: heard, pending_update_count: 0 }
  return true
}

function take(chat: number): object {
  const message_id = ++messages
  const reply = waiting.get(chat)
  if (reply) reply()
  else if (chat >= CROWD && chat < BARE) {
    accepted++
    arrived.push(`${chat}:${message_id}`)
  }
  return { message_id, date: 0, chat: { id: chat, type: 'private' }, text: '' }
}
let messages = 0

async function read(request: IncomingMessage): Promise<Params> {
  let body = ''
  for await (const part of request.setEncoding('utf8')) body += part
  return body === '' ? {} : JSON.parse(body)
}

async function tellArrivals(): Promise<void> {
  for (;;) {
    while (arrived.length > 0) {
      const some = arrived.slice(0, MOST_RECEIPTS)
      arrived = arrived.slice(MOST_RECEIPTS)
      await fetch(`http://127.0.0.1:${RECEIPTS_PORT}`, { method: 'POST', body: JSON.stringify(some) }).catch(() => {})
    }
    await setTimeout(RECEIPTS_MS)
  }
}

let updates = 0
let waits: number[] = []
let isQuiet = false

async function say(id: number, text: string): Promise<void> {
  const from = { id, is_bot: false, first_name: 'Budi', language_code: 'id' }
  const message = { message_id: ++messages, date: 0, chat: { id, type: 'private', first_name: 'Budi' }, from, text }
  const began = performance.now()
  const replied = new Promise<void>((resolve) => waiting.set(id, resolve))
  const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET }
  const body = JSON.stringify({ update_id: ++updates, message })
  const taken = await fetch(hook, { method: 'POST', headers, body })
  if (!taken.ok) throw new Error(`an update was answered with ${taken.status}`)
  const late = AbortSignal.timeout(PATIENCE_MS)
  await Promise.race([
    replied,
    new Promise((_, reject) => late.addEventListener('abort', () => reject(new Error('a message had no reply')))),
  ])
  waiting.delete(id)
  waits.push(performance.now() - began)
}

async function talk(id: number): Promise<void> {
  await say(id, 'menu')
  for (let said = 0; !isQuiet; said++) {
    await setTimeout(Number(REST_MS))
    await say(id, WALK[said % WALK.length]!)
  }
}

/** How long each reply took since this was last asked, in milliseconds, in order. */
function replies(): number[] {
  const sorted = waits.sort((a, b) => a - b)
  waits = []
  return sorted
}

const talking: Promise<void>[] = []

serveParent(
  {
    url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    begin: async () => {
      while (hook === '') await setTimeout(RECEIPTS_MS)
      for (let n = 0; n < Number(TALKERS); n++) talking.push(talk(FIRST_TALKER + n))
      void tellArrivals()
    },
    quiet: async () => {
      isQuiet = true
      await Promise.all(talking)
    },
    accepted: () => accepted,
    replies,
  },
  async () => void server.closeAllConnections(),
)
