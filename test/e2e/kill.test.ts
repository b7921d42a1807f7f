import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import type { Outgoing } from '../../src/channels/channel.ts'
import { openWorld } from '../../src/main.ts'
import { MOST_IN_FLIGHT } from '../../src/services/dispatch.ts'
import { BATCH } from '../../src/services/due.ts'
import { exec } from '../../src/store/work.ts'
import { freePort, untilReady } from '../support/free-port.ts'
import { killAll, killed, launched, pause } from '../support/killable.ts'
import { installation } from '../support/program.ts'

const CHATS = 200
// Each of these leads to another place, so that each has its answer at once.
const WALK = ['halo', '2', '1', 'menu', '3', 'menu', '1', '1', 'bantuan', 'menu']

afterEach(killAll)

it('loses and repeats no reply of 200 web chats when the host is killed in their midst', async () => {
  const port = await freePort()
  const home = installation({ PORT: String(port) })
  const start = () => launched(home.start('start'))
  let host = start()
  await untilReady(port)
  const chats = Array.from({ length: CHATS }, (_, n) => new WebTalker(port, `10.0.0.${n + 1}`))
  let answered = 0
  const walks = chats.map(async (chat) => {
    for (const [at, text] of WALK.entries()) {
      await chat.say(`m${at}`, text)
      answered++
    }
  })
  while (answered < (CHATS * WALK.length) / 2) await pause(5)
  await killed(host)
  host = start()
  await Promise.all(walks)
  await killed(host)
  const said = await repliesByContact(home.env)
  const expected = said.values().next().value!
  expect(expected.length).toBeGreaterThanOrEqual(WALK.length)
  expect(said.size).toBe(CHATS)
  for (const replies of said.values()) expect(replies).toEqual(expected)
  home.drop()
}, 90_000)

it('carries no reply twice over a platform that would show it twice, and knows which it is unsure of', async () => {
  const carrier = await openCarrier()
  const port = await freePort()
  const home = installation({ PORT: String(port), CARRIER: carrier.url })
  const start = (more = {}) =>
    launched(spawn(process.execPath, ['test/support/carried-host.js'], { env: { ...home.env, ...more } }))
  let host = start()
  await untilReady(port)
  let answered = 0
  const walks = Array.from({ length: CHATS }, async (_, chat) => {
    for (const [at, text] of WALK.entries()) {
      await insist(() => hook(port, { externalId: `${chat}-${at}`, address: `chat-${chat}`, text }))
      answered++
    }
  })
  while (answered < (CHATS * WALK.length) / 2) await pause(5)
  await killed(host)
  // Two minutes later, so that the leases of the dead process have run out.
  host = start({ CLOCK_AHEAD_MS: '120000' })
  await Promise.all(walks)
  await expect.poll(() => outcomes(home.env), { timeout: 60_000, interval: 1000 }).toMatchObject({ open: 0 })
  await killed(host)
  const { sent, unsure } = await outcomes(home.env)
  const ids = carrier.messages.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(sent.filter((id) => !ids.includes(id))).toEqual([])
  expect(unsure.length).toBeLessThanOrEqual(MOST_IN_FLIGHT + BATCH)
  expect(ids.filter((id) => !sent.includes(id) && !unsure.includes(id))).toEqual([])
  await carrier.close()
  home.drop()
}, 120_000)

/** A browser without scripts: posts a form, keeps its cookie, and tries again with the same id until it is told. */
class WebTalker {
  private cookie = ''
  private readonly port: number
  private readonly from: { 'x-forwarded-for': string }

  constructor(port: number, address: string) {
    this.port = port
    this.from = { 'x-forwarded-for': address }
  }

  async say(id: string, text: string): Promise<void> {
    await insist(async () => {
      if (this.cookie === '') await this.meet()
      const body = new URLSearchParams({ id, text })
      const told = await fetch(`http://127.0.0.1:${this.port}/chat`, {
        method: 'POST',
        body,
        redirect: 'manual',
        headers: { ...this.from, cookie: this.cookie },
      })
      await told.arrayBuffer()
      return told.status === 303
    })
  }

  private async meet(): Promise<void> {
    const page = await fetch(`http://127.0.0.1:${this.port}/chat`, { headers: this.from })
    await page.arrayBuffer()
    this.cookie = page.headers.getSetCookie()[0]!.split(';')[0]!
  }
}

async function hook(port: number, arrival: object): Promise<boolean> {
  const told = await fetch(`http://127.0.0.1:${port}/hooks/simulated`, {
    method: 'POST',
    body: JSON.stringify(arrival),
  })
  await told.arrayBuffer()
  return told.ok
}

/** As platforms do: tries until it is confirmed. */
async function insist(attempt: () => Promise<boolean>): Promise<void> {
  for (let tried = 0; tried < 600; tried++) {
    if (await attempt().catch(() => false)) return
    await pause(50)
  }
  throw new Error('never confirmed')
}

async function openCarrier() {
  const messages: Outgoing[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => (body += part))
    request.on('end', () => {
      messages.push(JSON.parse(body) as Outgoing)
      response.end()
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    messages,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((done) => server.closeAllConnections() === undefined && server.close(done)),
  }
}

async function repliesByContact(env: NodeJS.ProcessEnv): Promise<Map<string, string[]>> {
  const { world, close } = await openWorld(env, { now: () => new Date() }, [])
  const rows = await world.database.run((db) => exec(db.select().from(db.t.outbox).orderBy(db.t.outbox.id)))
  await close()
  const steady = (text: string) => text.replace(/[2-9A-Z]{4}-[2-9A-Z]{2}\b/, '')
  const texts = rows.map(
    (row) =>
      [
        row.contactId,
        steady((JSON.parse(world.vault.open('outbox.body', row.bodySealed)) as { text: string }).text),
      ] as const,
  )
  return new Map(
    [...Map.groupBy(texts, ([contact]) => contact)].map(([contact, all]) => [contact, all.map(([, text]) => text)]),
  )
}

async function outcomes(env: NodeJS.ProcessEnv): Promise<{ open: number; sent: string[]; unsure: string[] }> {
  const { world, close } = await openWorld(env, { now: () => new Date() }, [])
  const rows = await world.database.run((db) => exec(db.select().from(db.t.outbox)))
  await close()
  const sent = rows.filter(({ sentAt }) => sentAt !== null).map(({ id }) => id)
  const unsure = rows.filter(({ unknownAt }) => unknownAt !== null).map(({ id }) => id)
  return { open: rows.length - sent.length - unsure.length, sent, unsure }
}
