import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { freePort } from '../../support/free-port.ts'
import { cloudEnv } from '../../support/whatsapp/env.ts'
import { Child } from '../child.ts'
import type { Measured } from './platform.ts'

export interface Extent {
  chats: number
  /** Messages a second; each reply brings one webhook more, which says that it was delivered. */
  perSecond: number
  seconds: number
}

export interface Outcome extends Measured {
  peakMegabytes: number
  /** Processor time of the host for each webhook, replies and their sending included. */
  cpuMicros: number
  /** What lies in the database at the end. */
  stored: { inbound: number; sent: number; delivered: number; open: number }
}

/** Measures the real host in a process of its own before a stand-in of Meta in another. */
export async function measure({ chats, perSecond, seconds }: Extent): Promise<Outcome> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sapa-bench-'))
  const port = await freePort()
  const load = { CHATS: String(chats), PER_SECOND: String(perSecond), SECONDS: String(seconds) }
  const platform = await Child.start('./platform.ts', import.meta.url, {
    ...{ ...load, HOOK: `http://127.0.0.1:${port}/hooks/whatsapp` },
  })
  const host = await Child.start('../telegram/sapa.ts', import.meta.url, {
    ...cloudEnv({ url: await platform.ask<string>('url') }, port),
    ...{ HOST: '127.0.0.1', DATA_DIR: folder, LOG_LEVEL: 'error' },
  })
  try {
    const before = await host.ask<number>('cpu')
    const measured = await platform.ask<Measured>('run')
    const cpuMicros = ((await host.ask<number>('cpu')) - before) / (measured.messages + measured.statuses)
    const peakMegabytes = await host.ask<number>('peak')
    const [fault] = await platform.ask<string[]>('faults')
    if (fault !== undefined) throw new Error(fault)
    await host.end()
    return {
      ...measured,
      waits: measured.waits.sort((a, b) => a - b),
      cpuMicros,
      peakMegabytes,
      stored: storedIn(folder),
    }
  } finally {
    await platform.end()
    await rm(folder, { recursive: true, force: true })
  }
}

function storedIn(folder: string): Outcome['stored'] {
  const database = new Database(path.join(folder, 'sapa.db'), { readonly: true })
  const count = (what: string) => (database.prepare(`select count(*) as n from ${what}`).get() as { n: number }).n
  try {
    return {
      inbound: count('inbound'),
      sent: count('outbox where sent_at is not null'),
      delivered: count('outbox where delivered_at is not null'),
      open: count('outbox where sent_at is null and cancelled_at is null'),
    }
  } finally {
    database.close()
  }
}
