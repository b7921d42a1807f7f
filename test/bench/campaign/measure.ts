import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { openWorld } from '../../../src/main.ts'
import { putCrowd } from '../../support/crowd.ts'
import { freePort } from '../../support/free-port.ts'
import { TOKEN } from '../../support/telegram/bot-api.ts'
import { Child } from '../child.ts'

export interface Extent {
  /** On the list; all of them are written down as recipients. */
  persons: number
  /** So many messages are sent before the bench ends; no more than persons. */
  send: number
  /** Chats in which people write meanwhile, one message after the other with a rest in between. */
  talkers: number
  restMs: number
}

/** How long replies took meanwhile, in milliseconds, in order. */
interface Phase {
  replies: number[]
  /** The most memory that the host has held so far. */
  peakMegabytes: number
}

export interface Outcome {
  freezing: Phase & { perSecond: number; barePerSecond: number }
  /** Messages a second that were accepted, noted, and noted as arrived. */
  sending: Phase & { perSecond: number; barePerSecond: number; cpuMicros: number; messages: number }
}

// A Tuesday at nine o'clock in Probolinggo.
const BEGINS = Date.parse('2026-11-24T09:00:00+07:00')
const AGENCY = 'DKPPP'
const LOOK_MS = 20

/** Freezes and sends a campaign by the real host, beside loops that do no more, while people write to it. */
export async function measure(extent: Extent): Promise<Outcome> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sapa-bench-campaign-'))
  const children: Child[] = []
  const start = async (module: string, env: NodeJS.ProcessEnv) => {
    const child = await Child.start(module, import.meta.url, env)
    children.unshift(child)
    return child
  }
  try {
    const env = await environment(folder, extent)
    const platform = await start('./platform.ts', env)
    env.TELEGRAM_API_ROOT = await platform.ask<string>('url')
    await fill(env, extent.persons)
    const bare = await start('./bare.ts', env)
    const bareRates = { freeze: await bare.ask<number>('freeze'), send: await bare.ask<number>('send') }
    const sapa = await start('./sapa.ts', env)
    await platform.ask('begin')
    const freezing = await freeze(sapa, platform, extent)
    const sending = await send(sapa, platform, extent)
    await platform.ask('quiet')
    return {
      freezing: { ...freezing, barePerSecond: bareRates.freeze },
      sending: { ...sending, barePerSecond: bareRates.send },
    }
  } finally {
    for (const child of children) await child.end()
    await rm(folder, { recursive: true, force: true })
  }
}

async function environment(folder: string, { send, talkers, restMs }: Extent): Promise<NodeJS.ProcessEnv> {
  const port = await freePort()
  return {
    ...{ HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}`, LOG_LEVEL: 'warn' },
    ...{ DATA_DIR: folder, TELEGRAM_TOKEN: TOKEN, TELEGRAM_WEBHOOK_SECRET: 'secret' },
    ...{ RECEIPTS_PORT: String(await freePort()), CLOCK_AHEAD_MS: String(BEGINS - Date.now()), AGENCY },
    ...{ SEND: String(send), TALKERS: String(talkers), REST_MS: String(restMs) },
  }
}

async function fill(env: NodeJS.ProcessEnv, persons: number): Promise<void> {
  const { world, close } = await openWorld(env, { now: () => new Date(BEGINS) }, [], { isRepeatable: true })
  await putCrowd(world, {
    agency: AGENCY,
    persons,
    sharing: Number.POSITIVE_INFINITY,
    chatless: Number.POSITIVE_INFINITY,
  })
  await close()
}

async function freeze(sapa: Child, platform: Child, { persons }: Extent) {
  await platform.ask('replies')
  const seconds = await sapa.ask<number>('freeze')
  return { perSecond: persons / seconds, ...(await phase(sapa, platform)) }
}

/** From the first message on, until so many are noted as arrived. */
async function send(sapa: Child, platform: Child, extent: Extent) {
  while ((await platform.ask<number>('accepted')) === 0) await setTimeout(LOOK_MS)
  await platform.ask('replies')
  const before = { receipts: await sapa.ask<number>('receipts'), cpu: await sapa.ask<number>('cpu') }
  const began = performance.now()
  const wanted = Math.min(extent.send, extent.persons)
  while ((await sapa.ask<number>('receipts')) < wanted) await setTimeout(LOOK_MS)
  const seconds = (performance.now() - began) / 1000
  const messages = (await sapa.ask<number>('receipts')) - before.receipts
  const cpuMicros = ((await sapa.ask<number>('cpu')) - before.cpu) / messages
  return { messages, perSecond: messages / seconds, cpuMicros, ...(await phase(sapa, platform)) }
}

async function phase(sapa: Child, platform: Child): Promise<Phase> {
  return { replies: await platform.ask<number[]>('replies'), peakMegabytes: await sapa.ask<number>('peak') }
}
