import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { openWorld } from '../../src/main.ts'
import type { World } from '../../src/services/world.ts'
import { Child } from '../bench/child.ts'
import { submittedTo } from '../support/approved-crowd.ts'
import { type Crowd, chatAddress, putCrowd } from '../support/crowd.ts'
import { dyingAfter, onlyDeath } from '../support/dying.ts'
import { freePort } from '../support/free-port.ts'
import { between, type Random, seeded } from '../support/seeded.ts'
import { TOKEN } from '../support/telegram/bot-api.ts'
import { countInFlight, type Kept, readKept } from './kept.ts'

export interface Soak {
  persons: number
  kills: number
  seed: number
  /** Left out: SQLite, and one host. */
  postgres?: string
  say?: (line: string) => void
}

/** What is there to be held against each other once the campaign is over. */
export interface Soaked extends Kept {
  /** Messages that the platform has accepted, by chat. */
  accepted: Map<string, number>
  faults: string[]
  /** Chats that a message had to go to. */
  chats: Set<string>
  /** Messages that were in somebody's hand at the kills, all together. */
  inFlight: number
  seconds: number
}

// A Tuesday at nine o'clock in Probolinggo.
const BEGINS = Date.parse('2026-11-24T09:00:00+07:00')
/** A dead process's leases have run out when the next one starts. */
const STEP_MS = 61_000
const LATEST_KILL_MS = 120
const LOOK_MS = 10

/** Sends a campaign by hosts that are killed again and again and started anew, and reads what is left behind. */
export async function soakCampaign({ persons, kills, seed, postgres, say = () => {} }: Soak): Promise<Soaked> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sapa-soak-'))
  const platform = await Child.start('./platform.ts', import.meta.url, {})
  const crowd: Crowd = { agency: 'DKPPP', persons, sharing: 20, chatless: 50 }
  const began = Date.now()
  const hosts = new Hosts(began, folder, await platform.ask<string>('url'), postgres)
  try {
    await hosts.inside((world) => begin(world, crowd))
    say(`${persons} persons are written down; killing with seed ${seed}`)
    const chats = new Set(Array.from({ length: persons }, (_, n) => chatAddress(crowd, n) ?? []).flat())
    const inFlight = await run(hosts, platform, killMoments(seeded(seed), kills, chats.size), seeded(seed + 1), say)
    const kept = await hosts.inside(readKept)
    const accepted = await platform.ask<[number, number][]>('accepted')
    return {
      ...{ ...kept, chats, inFlight, faults: await platform.ask<string[]>('faults') },
      accepted: new Map(accepted.map(([chat, n]) => [String(chat), n])),
      seconds: (Date.now() - began) / 1000,
    }
  } finally {
    await hosts.end()
    await platform.end()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Approved by somebody whose process dies after a few slices of recipients were written down. */
async function begin(world: World, crowd: Crowd): Promise<void> {
  await putCrowd(world, crowd)
  const { approve } = await submittedTo(world, crowd.agency)
  await approve(dyingAfter(world, 4)).catch(onlyDeath)
}

/** After so many messages that the platform has taken a host is killed; the first time while recipients are written down. */
function killMoments(random: Random, kills: number, messages: number): number[] {
  return Array.from({ length: kills }, (_, n) => (n === 0 ? 0 : between(random, 1, messages))).sort((a, b) => a - b)
}

async function run(hosts: Hosts, platform: Child, moments: readonly number[], random: Random, say: Soak['say']) {
  let inFlight = 0
  await hosts.start()
  for (const [at, moment] of moments.entries()) {
    while ((await platform.ask<number>('messages')) < moment && !(await hosts.areDone())) await setTimeout(LOOK_MS)
    await setTimeout(between(random, 0, LATEST_KILL_MS))
    await hosts.killOne(random)
    const here = await hosts.inside(countInFlight)
    say?.(`kill ${at + 1} after ${await platform.ask<number>('messages')} messages, ${here} in flight`)
    inFlight += here
    await hosts.startAgain()
  }
  while (!(await hosts.areDone())) await setTimeout(LOOK_MS * 10)
  await hosts.end()
  return inFlight
}

/** One host on a SQLite file, or two on PostgreSQL, on one clock that jumps at each kill. */
class Hosts {
  private running: Child[] = []
  private aheadMs: number
  private readonly env: NodeJS.ProcessEnv
  private readonly most: number

  constructor(began: number, folder: string, apiRoot: string, postgres: string | undefined) {
    this.aheadMs = BEGINS - began
    this.most = postgres === undefined ? 1 : 2
    this.env = {
      ...{ HOST: '127.0.0.1', DATA_DIR: folder, LOG_LEVEL: 'error', SAPA_KEY: Buffer.alloc(32, 5).toString('base64') },
      ...{ TELEGRAM_TOKEN: TOKEN, TELEGRAM_API_ROOT: apiRoot, TELEGRAM_WEBHOOK_SECRET: 'secret' },
      ...{ PUBLIC_URL: 'http://127.0.0.1:9', AT_ONCE: '64', STEP_MS: String(STEP_MS) },
      ...(postgres !== undefined && { DATABASE_URL: postgres }),
    }
  }

  /** Looks into the database between two hosts. */
  async inside<T>(look: (world: World) => Promise<T>): Promise<T> {
    const { aheadMs } = this
    const { world, close } = await openWorld(this.env, { now: () => new Date(Date.now() + aheadMs) }, [])
    try {
      return await look(world)
    } finally {
      await close()
    }
  }

  async start(): Promise<void> {
    while (this.running.length < this.most) {
      const more = { PORT: String(await freePort()), CLOCK_AHEAD_MS: String(this.aheadMs) }
      this.running.push(await Child.start('./host.ts', import.meta.url, { ...this.env, ...more }))
    }
  }

  async killOne(random: Random): Promise<void> {
    const [victim] = this.running.splice(between(random, 0, this.running.length - 1), 1)
    await victim!.kill()
  }

  /** By a clock on which the dead one's leases have run out; whoever is alive has the same clock. */
  async startAgain(): Promise<void> {
    this.aheadMs += STEP_MS
    for (const host of this.running) await host.ask('hasten')
    await this.start()
  }

  async areDone(): Promise<boolean> {
    return await this.running[0]!.ask<boolean>('isDone')
  }

  async end(): Promise<void> {
    for (const host of this.running.splice(0)) await host.end()
  }
}
