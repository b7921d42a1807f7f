import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import type { Arrival } from '../../../src/channels/channel.ts'
import { WhatsappWeb } from '../../../src/channels/whatsapp-web/whatsapp-web.ts'
import { StandIn } from '../../support/whatsapp-web/stand-in.ts'
import { type Memory, memoryBelow } from './memory.ts'

export interface Extent {
  /** So many times the browser is started with a link that stands. */
  starts: number
  /** So many messages come in, each from another person, and each is answered. */
  messages: number
}

export interface Measured {
  /** From the start to the first code, and of a link that stands to its being ready, in milliseconds. */
  toCodeMs: number
  toReadyMs: number[]
  /** From a message in the page to its answer in the page, one after another, without the pause for typing. */
  waits: number[]
  /** Of the browser's processes together: at rest, and after the messages. */
  atRest: Memory
  afterwards: Memory
}

const PATIENCE_MS = 60_000

/** Measures a browser with the stand-in of the page, which is far smaller than WhatsApp's own. */
export async function measure({ starts, messages }: Extent): Promise<Measured> {
  const standIn = await StandIn.open()
  const folder = mkdtempSync(path.join(tmpdir(), 'sapa-bench-'))
  try {
    const first = await Running.start(standIn, folder)
    const toCodeMs = await first.until(() => first.channel.pairing() !== undefined)
    await standIn.let('link')
    await first.until(() => first.channel.state().is === 'ready')
    await first.channel.stop()
    const toReadyMs: number[] = []
    for (let n = 1; n < starts; n++) toReadyMs.push(await startOnce(standIn, folder))
    const last = await Running.start(standIn, folder)
    toReadyMs.push(await last.until(() => last.channel.state().is === 'ready'))
    const atRest = memoryBelow(process.pid)
    const waits = await last.talk(standIn, messages)
    const afterwards = memoryBelow(process.pid)
    await last.channel.stop()
    if (standIn.unknown.length > 0) throw new Error(standIn.unknown[0])
    return { toCodeMs, toReadyMs, waits, atRest, afterwards }
  } finally {
    await standIn.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function startOnce(standIn: StandIn, folder: string): Promise<number> {
  const running = await Running.start(standIn, folder)
  const ms = await running.until(() => running.channel.state().is === 'ready')
  await running.channel.stop()
  return ms
}

class Running {
  readonly channel: WhatsappWeb
  private readonly begunAt = performance.now()
  private answered: () => void = () => {}

  private constructor(channel: WhatsappWeb) {
    this.channel = channel
  }

  static async start({ chromium }: StandIn, folder: string): Promise<Running> {
    const random = (bytes: number) => Buffer.alloc(bytes)
    const channel = new WhatsappWeb({ chromium, folder, random, show: () => {}, typing: () => 0 })
    const running = new Running(channel)
    const quiet = { info: () => {}, warn: () => {}, error: () => {} }
    await channel.start(
      (arrival) => running.answer(arrival),
      quiet,
      async () => {},
    )
    return running
  }

  /** Milliseconds from the start until something is so. */
  async until(isSo: () => boolean): Promise<number> {
    while (!isSo()) {
      if (performance.now() - this.begunAt > PATIENCE_MS) throw new Error('the browser took too long')
      await new Promise((done) => setTimeout(done, 5))
    }
    return performance.now() - this.begunAt
  }

  async talk(standIn: StandIn, messages: number): Promise<number[]> {
    const waits: number[] = []
    for (let n = 0; n < messages; n++) {
      const before = performance.now()
      const answered = new Promise<void>((resolve) => {
        this.answered = resolve
      })
      await standIn.let('arrive', { from: `628100000${9000 + (n % 1000)}@c.us`, body: 'menu' })
      await answered
      waits.push(performance.now() - before)
    }
    return waits
  }

  private async answer({ address }: Arrival): Promise<void> {
    const sent = await this.channel.send({ id: address, address, prompt: { text: 'Salam.', choices: [] } })
    if (!sent.sent) throw new Error(`not sent: ${sent.because}`)
    this.answered()
  }
}
