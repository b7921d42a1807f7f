import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '../../support/free-port.ts'
import { TOKEN } from '../../support/telegram/bot-api.ts'
import { Child } from '../child.ts'
import type { Measured } from './platform.ts'

export interface Extent {
  chats: number
  /** So many wait for a reply at the same time. */
  atOnce: number
  warmUpSeconds: number
  /** All bots take turns, round after round, so that what else the machine does meets each of them. */
  rounds: number
  roundSeconds: number
}

export const BOTS = ['sapa', 'echo'] as const
export const WAYS = ['polling', 'webhook'] as const
export type Bot = `${(typeof BOTS)[number]} ${(typeof WAYS)[number]}`

export interface Outcome extends Measured {
  /** Processor time of the bot for each message, which other load on the machine changes least. */
  cpuMicros: number
  peakMegabytes: number
}

interface Running {
  platform: Child
  bot: Child
}

/** Measures the real host and a bare echo bot, each in a process of its own, each against a stand-in in another. */
export async function measure(extent: Extent): Promise<Record<Bot, Outcome>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sapa-bench-'))
  const running = new Map<Bot, Running>()
  try {
    for (const way of WAYS) for (const bot of BOTS) running.set(`${bot} ${way}`, await start(bot, way, folder, extent))
    return await measureAll(running, extent)
  } finally {
    for (const { platform, bot } of running.values()) {
      await bot.end()
      await platform.end()
    }
    await rm(folder, { recursive: true, force: true })
  }
}

async function start(bot: string, way: string, folder: string, extent: Extent): Promise<Running> {
  const platform = await Child.start('./platform.ts', import.meta.url, {
    ...{ CHATS: String(extent.chats), AT_ONCE: String(extent.atOnce) },
    ...{ ROUND_SECONDS: String(extent.roundSeconds), WARM_UP_SECONDS: String(extent.warmUpSeconds) },
  })
  const port = await freePort()
  const child = await Child.start(`./${bot}.ts`, import.meta.url, {
    ...{ HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` },
    ...{ DATA_DIR: path.join(folder, `${bot}-${way}`), LOG_LEVEL: 'warn' },
    ...{ TELEGRAM_TOKEN: TOKEN, TELEGRAM_API_ROOT: await platform.ask<string>('url') },
    ...(way === 'webhook' && { TELEGRAM_WEBHOOK_SECRET: 'secret' }),
  })
  await platform.ask('warmUp')
  return { platform, bot: child }
}

async function measureAll(running: ReadonlyMap<Bot, Running>, { rounds }: Extent): Promise<Record<Bot, Outcome>> {
  const all = new Map<Bot, Outcome[]>([...running.keys()].map((name) => [name, []]))
  for (let round = 0; round < rounds; round++)
    for (const [name, one] of running) all.get(name)!.push(await measureOne(one))
  const outcomes = {} as Record<Bot, Outcome>
  for (const [name, { platform }] of running) {
    const faults = await platform.ask<string[]>('faults')
    if (faults.length > 0) throw new Error(`${name}: ${faults[0]}`)
    outcomes[name] = together(all.get(name)!)
  }
  return outcomes
}

async function measureOne({ platform, bot }: Running): Promise<Outcome> {
  const before = await bot.ask<number>('cpu')
  const measured = await platform.ask<Measured>('round')
  const cpuMicros = (await bot.ask<number>('cpu')) - before
  return { ...measured, cpuMicros, peakMegabytes: await bot.ask<number>('peak') }
}

function together(rounds: readonly Outcome[]): Outcome {
  const sum = (of: (one: Outcome) => number) => rounds.reduce((total, one) => total + of(one), 0)
  const messages = sum((one) => one.messages)
  return {
    messages,
    cpuMicros: sum(({ cpuMicros }) => cpuMicros) / messages,
    peakMegabytes: Math.max(...rounds.map(({ peakMegabytes }) => peakMegabytes)),
    seconds: sum(({ seconds }) => seconds),
    waits: rounds.flatMap(({ waits }) => waits).sort((a, b) => a - b),
  }
}
