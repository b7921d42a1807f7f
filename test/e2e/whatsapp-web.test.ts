import type { ChildProcess } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openWorld } from '../../src/main.ts'
import { exec } from '../../src/store/work.ts'
import { freePort, untilReady } from '../support/free-port.ts'
import { installation } from '../support/program.ts'
import { canDrive, StandIn } from '../support/whatsapp-web/stand-in.ts'

const SOON = { timeout: 25_000, interval: 100 }
const BUDI = '6281000009001@c.us'

let standIn: StandIn
let home: ReturnType<typeof installation>
let port: number
let host: ChildProcess | undefined
let printed: string
let logged: string

beforeEach(async () => {
  if (!canDrive()) return
  standIn = await StandIn.open()
  port = await freePort()
  home = installation({ PORT: String(port), WHATSAPP_WEB: '1', CHROMIUM_PATH: standIn.chromium, LOG_LEVEL: 'info' })
})
afterEach(async () => {
  if (host) await ended('SIGKILL')
  await standIn.close()
  home.drop()
  expect(standIn.unknown).toEqual([])
})

async function start(more: NodeJS.ProcessEnv = {}): Promise<void> {
  printed = ''
  logged = ''
  Object.assign(home.env, more)
  host = home.start('start')
  host.stderr!.on('data', (part) => (printed += part))
  host.stdout!.on('data', (part) => (logged += part))
  await untilReady(port)
}

async function ended(signal: NodeJS.Signals): Promise<number | null> {
  const code = new Promise<number | null>((resolve) => host!.once('close', resolve))
  host!.kill(signal)
  host = undefined
  return await code
}

async function state(): Promise<{ is?: string; why?: string }> {
  const { states } = (await (await fetch(`http://127.0.0.1:${port}/readyz`)).json()) as {
    states: Record<string, object>
  }
  return states['whatsapp-web'] ?? {}
}

/** Browsers that use the link of this installation. */
function browsers(): string[] {
  const lines = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => commandOf(pid))
  return lines.filter((line) => line.includes(home.folder) && line.includes('chrom'))
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}

const bodies = () => standIn.sent.map(({ body }) => body)

describe.runIf(canDrive())('a host with WhatsApp Web', () => {
  it('shows the code on the terminal alone, answers, notes what arrived, and leaves no browser behind', {
    timeout: 90_000,
  }, async () => {
    await start()
    await expect.poll(state, SOON).toEqual({ is: 'qr' })
    await expect.poll(() => printed, SOON).toContain('▀')
    expect(printed).toContain('Perangkat tertaut')
    await standIn.let('link')
    await expect.poll(state, SOON).toEqual({ is: 'ready', account: '6281000009900' })
    await standIn.let('arrive', { from: BUDI, body: 'halo' })
    await expect.poll(bodies, SOON).toHaveLength(2)
    expect(bodies()[1]).toContain('1. Cek perlindungan saya')
    await standIn.let('ack', { key: standIn.sent[0]!.key, ack: 2 })
    await standIn.let('ack', { key: standIn.sent[0]!.key, ack: 3 })
    expect(statSync(`${home.folder}/whatsapp-web`).mode & 0o777).toBe(0o700)
    expect(browsers().length).toBeGreaterThan(0)
    await new Promise((done) => setTimeout(done, 500))
    expect(await ended('SIGTERM')).toBe(0)
    expect(browsers()).toEqual([])
    expect(logged).not.toMatch(/6281000009001|2@|halo|▀/)
    const { world, close } = await openWorld(home.env, { now: () => new Date() }, [])
    const rows = await world.database.run((db) => exec(db.select().from(db.t.outbox).orderBy(db.t.outbox.id)))
    await close()
    expect(
      rows.map(({ sentAt, deliveredAt, readAt }) => [sentAt, deliveredAt, readAt].map((at) => at !== null)),
    ).toEqual([
      [true, true, true],
      [true, false, false],
    ])
  })

  it('that is killed takes its browser with it, and is linked and heard again when it comes back', {
    timeout: 90_000,
  }, async () => {
    await start()
    await expect.poll(state, SOON).toEqual({ is: 'qr' })
    await standIn.let('link')
    await expect.poll(state, SOON).toMatchObject({ is: 'ready' })
    await ended('SIGKILL')
    await expect.poll(browsers, SOON).toEqual([])
    standIn.config = { waiting: [{ from: BUDI, body: 'halo', at: Math.floor(Date.now() / 1000) - 60 }] }
    await start()
    await expect.poll(state, SOON).toMatchObject({ is: 'ready' })
    expect(printed).not.toContain('▀')
    await expect.poll(bodies, SOON).toHaveLength(2)
  })

  it('goes on without Chromium, says so, and answers by its other channels', { timeout: 60_000 }, async () => {
    await start({ CHROMIUM_PATH: '/nowhere/chromium' })
    await expect.poll(state, SOON).toMatchObject({ is: 'lost', why: expect.stringContaining('apt install chromium') })
    expect((await fetch(`http://127.0.0.1:${port}/chat`)).status).toBe(200)
    expect(existsSync(`${home.folder}/whatsapp-web`)).toBe(false)
    expect(await ended('SIGTERM')).toBe(0)
  })
})
