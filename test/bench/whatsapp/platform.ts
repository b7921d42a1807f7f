import http from 'node:http'
import { performance } from 'node:perf_hooks'
import { GraphApi, type Sent } from '../../support/whatsapp/graph-api.ts'
import { Person, post, told } from '../../support/whatsapp/person.ts'
import { serveParent } from '../child.ts'

// Meta's side in a process of its own: the stand-in, and people who write at an even rate, whoever is late with an answer.
const { CHATS, PER_SECOND, SECONDS, HOOK } = process.env

// Each leads to another place and has one reply.
const WALK = ['5', 'menu', '1', 'menu']
const TICK_MS = 10
/** By then whatever is compiled as it runs has been. */
const WARM_UP_MS = 5000
const began = performance.now()

/** What was measured on the outside of the host. */
export interface Measured {
  /** Webhooks: messages, and what became of our replies. */
  messages: number
  statuses: number
  seconds: number
  /** From a webhook that was due to its answer, in milliseconds; without those of the first seconds. */
  waits: number[]
  refused: number
  replies: number
}

const api = await GraphApi.open()
const agent = new http.Agent({ keepAlive: true, maxSockets: 64 })
const people = Array.from(
  { length: Number(CHATS) },
  (_, n) => new Person(api, { phone: `6281${String(n).padStart(8, '0')}`, userId: `ID.${n}` }),
)
const measured: Measured = { messages: 0, statuses: 0, seconds: 0, waits: [], refused: 0, replies: 0 }
const under = new Set<Promise<void>>()

api.onSent = (message: Sent) => {
  measured.replies++
  measured.statuses++
  tell(told(message, { status: 'delivered', at: seconds() }))
}

function seconds(): number {
  return Math.floor(Date.now() / 1000)
}

function tell(body: object): void {
  const due = performance.now()
  const sending = send(body)
    .then((status) => {
      if (status !== 200) measured.refused++
    })
    .catch(() => void measured.refused++)
    .finally(() => {
      if (due - began > WARM_UP_MS) measured.waits.push(performance.now() - due)
      under.delete(sending)
    })
  under.add(sending)
}

function send(body: object): Promise<number> {
  const { headers, body: bytes } = post(body)
  return new Promise((resolve, reject) => {
    const more = { 'content-type': 'application/json', 'content-length': String(bytes.length) }
    const asking = http.request(HOOK!, { agent, method: 'POST', headers: { ...headers, ...more } }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode!))
    })
    asking.once('error', reject).end(bytes)
  })
}

async function run(forSeconds: number): Promise<void> {
  const from = performance.now()
  for (let n = 0; n < forSeconds * Number(PER_SECOND); ) {
    const due = ((performance.now() - from) / 1000) * Number(PER_SECOND)
    for (; n < Math.min(due, forSeconds * Number(PER_SECOND)); n++) {
      const said = Math.floor(n / people.length)
      tell(people[n % people.length]!.says(WALK[said % WALK.length]!, seconds()))
      measured.messages++
    }
    await new Promise((done) => setTimeout(done, TICK_MS))
  }
  measured.seconds = (performance.now() - from) / 1000
  while (under.size > 0) await Promise.all(under)
}

serveParent(
  {
    url: () => api.url,
    run: async () => {
      await run(Number(SECONDS))
      // What is replied late is told of too.
      await new Promise((done) => setTimeout(done, 3000))
      while (under.size > 0) await Promise.all(under)
      return measured
    },
    faults: () => api.faulty,
  },
  () => api.close(),
)
