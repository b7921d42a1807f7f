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
  const all = new Map<Bot, Measured[]>([...running.keys()].map((name) => [name, []]))
  for (let round = 0; round < rounds; round++)
    for (const [name, { platform }] of running) all.get(name)!.push(await platform.ask<Measured>('round'))
  const outcomes = {} as Record<Bot, Outcome>
  for (const [name, { platform, bot }] of running) {
    const faults = await platform.ask<string[]>('faults')
    if (faults.length > 0) throw new Error(`${name}: ${faults[0]}`)
    outcomes[name] = { ...together(all.get(name)!), peakMegabytes: await bot.ask<number>('peak') }
  }
  return outcomes
}

function together(rounds: readonly Measured[]): Measured {
  const sum = (of: (one: Measured) => number) => rounds.reduce((total, one) => total + of(one), 0)
  return {
    messages: sum(({ messages }) => messages),
    seconds: sum(({ seconds }) => seconds),
    waits: rounds.flatMap(({ waits }) => waits).sort((a, b) => a - b),
  }
}
