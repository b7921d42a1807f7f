import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect } from 'vitest'
import type { Arrival, Outgoing, Receipt } from '../../../src/channels/channel.ts'
import type { Device } from '../../../src/channels/whatsapp-web/device.ts'
import { WhatsappWeb } from '../../../src/channels/whatsapp-web/whatsapp-web.ts'
import { canDrive, StandIn } from './stand-in.ts'

export const SOON = { timeout: 15_000, interval: 50 }
export const BUDI = '6281000009001'
const WATCH_MS = 150

export function outgoing(text: string, address = BUDI): Outgoing {
  return { id: 'id', address, prompt: { text, choices: [] } }
}

/** The channel on a stand-in of its own for each test, which has failed where the library asked for what is not known. */
export function whatsappOnStandIn(): OnStandIn {
  const on = new OnStandIn()
  beforeEach(() => on.begin())
  afterEach(() => on.end())
  return on
}

class OnStandIn {
  standIn!: StandIn
  folder!: string
  whatsapp!: WhatsappWeb
  heard: Arrival[] = []
  receipts: Receipt[] = []
  codes: string[] = []
  logged: { level: string; what: object; message: string }[] = []
  take: (arrival: Arrival) => Promise<void> = async () => {}

  async begin(): Promise<void> {
    this.folder = mkdtempSync(path.join(tmpdir(), 'sapa-link-'))
    Object.assign(this, { heard: [], receipts: [], codes: [], logged: [], take: async () => {} })
    if (!canDrive()) return
    this.standIn = await StandIn.open()
    this.whatsapp = this.open()
  }

  async end(): Promise<void> {
    await this.whatsapp?.stop()
    await this.standIn?.close()
    rmSync(this.folder, { recursive: true, force: true })
    expect(this.standIn?.unknown ?? []).toEqual([])
  }

  open(chromium: string | undefined = this.standIn.chromium): WhatsappWeb {
    return new WhatsappWeb({
      ...{ chromium, folder: path.join(this.folder, 'whatsapp-web'), watchMs: WATCH_MS },
      random: (bytes) => Buffer.alloc(bytes),
      show: (code) => void this.codes.push(code),
      typing: () => 5,
    })
  }

  async start(): Promise<void> {
    const log = (level: string) => (what: object, message: string) => void this.logged.push({ level, what, message })
    await this.whatsapp.start(
      async (arrival) => {
        await this.take(arrival)
        this.heard.push(arrival)
      },
      { info: log('info'), warn: log('warn'), error: log('error') },
      async (receipt) => void this.receipts.push(receipt),
    )
  }

  /** Starts, links a phone and waits until messages can be sent. */
  async linked(): Promise<void> {
    await this.start()
    await expect.poll(() => this.whatsapp.state(), SOON).toEqual({ is: 'qr' })
    await this.standIn.let('link')
    await this.isReady()
  }

  async isReady(): Promise<void> {
    await expect.poll(() => this.whatsapp.state(), SOON).toEqual({ is: 'ready', account: '6281000009900' })
  }

  /** What no user of the channel sees: a test looks inside to break it. */
  device(): Device {
    return (this.whatsapp as unknown as { keeper: { device: Device } }).keeper.device
  }

  browser(): number {
    return this.device().client.pupBrowser!.process()!.pid!
  }

  /** Processes of a browser that uses the link of this test. */
  browsers(): number[] {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
    return pids.filter((pid) => commandOf(pid).includes(`--user-data-dir=${this.folder}`)).map(Number)
  }
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}
