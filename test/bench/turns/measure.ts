import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Child } from '../child.ts'
import { Load, type Measured } from './load.ts'
import type { Spent } from './profile.ts'
import { fillRegister } from './register.ts'
import { type Walk, walks } from './walks.ts'

export interface Extent {
  contacts: number
  connections: number
  warmUpSeconds: number
  /** All hosts take turns, round after round, so that what else the machine does meets each of them. */
  rounds: number
  roundSeconds: number
  profileSeconds: number
}

export const HOSTS = ['sapa', 'one-insert', 'five-statements'] as const
type Host = (typeof HOSTS)[number]

export interface Outcome {
  hosts: Record<Host, Measured & { peakMegabytes: number }>
  /** Replies that left, and among them those that asked again because an answer could not be read. */
  replies: { carried: number; unread: number }
  /** Microseconds a turn, by part. */
  spent: Spent
}

interface Running {
  child: Child
  load: Load
}

/** Measures the real host and what it is compared with, each in a process of its own, over the same load. */
export async function measure(extent: Extent): Promise<Outcome> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sapa-bench-'))
  const running = new Map<Host, Running>()
  try {
    const env = { HOST: '127.0.0.1', DATA_DIR: path.join(folder, 'sapa'), LOG_LEVEL: 'warn' }
    const script = walks(extent.contacts, await fillRegister(env))
    for (const host of HOSTS) running.set(host, await start(host, folder, env, script, extent))
    return await measureAll(running as ReadonlyMap<Host, Running>, extent)
  } finally {
    for (const { load, child } of running.values()) {
      load.close()
      await child.end()
    }
    await rm(folder, { recursive: true, force: true })
  }
}

async function start(host: Host, folder: string, env: object, script: Walk[], extent: Extent): Promise<Running> {
  const port = await freePort()
  const file = path.join(folder, `${host}.db`)
  const child = await Child.start(`./${host}.ts`, import.meta.url, { ...env, PORT: String(port), FILE: file })
  const load = await Load.open(port, extent.connections, script)
  await load.begin()
  await load.run(extent.warmUpSeconds)
  return { child, load }
}

async function measureAll(running: ReadonlyMap<Host, Running>, extent: Extent): Promise<Outcome> {
  const all = new Map<Host, Measured[]>(HOSTS.map((host) => [host, []]))
  for (let round = 0; round < extent.rounds; round++)
    for (const [host, { load }] of running) all.get(host)!.push(await load.run(extent.roundSeconds))
  const hosts = {} as Outcome['hosts']
  for (const [host, { child }] of running)
    hosts[host] = { ...together(all.get(host)!), peakMegabytes: await child.ask<number>('peak') }
  const sapa = running.get('sapa')!
  const spent = await profiled(sapa, extent.profileSeconds)
  return { hosts, spent, replies: await sapa.child.ask('carried') }
}

async function profiled({ child, load }: Running, seconds: number): Promise<Spent> {
  await child.ask('profile')
  const { messages } = await load.run(seconds)
  const spent = await child.ask<Spent>('profiled')
  return Object.fromEntries(Object.entries(spent).map(([part, micros]) => [part, micros / messages]))
}

function together(rounds: readonly Measured[]): Measured {
  const sum = (of: (one: Measured) => number) => rounds.reduce((total, one) => total + of(one), 0)
  return {
    messages: sum(({ messages }) => messages),
    seconds: sum(({ seconds }) => seconds),
    waits: rounds.flatMap(({ waits }) => waits).sort((a, b) => a - b),
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
