import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Child } from '../child.ts'
import type { Bare } from './bare.ts'
import type { Reported } from './reporter.ts'

export const REPORTS = ['whole', 'agency', 'kelurahan', 'year', 'book'] as const

export interface Outcome {
  facts: number
  foldSeconds: number
  /** The first report of a process that has just begun. */
  first: Reported
  reports: Record<(typeof REPORTS)[number], Reported>
  bare: Bare
}

/** Reports over a ledger of so many facts, each process fresh, beside bare statements over the same rows. */
export async function measure(facts: number): Promise<Outcome> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sapa-bench-reach-'))
  const env = { DATA_DIR: folder, LOG_LEVEL: 'warn', FACTS: String(facts) }
  const start = (module: string) => Child.start(module, import.meta.url, env)
  const within = async <T>(module: string, use: (child: Child) => Promise<T>): Promise<T> => {
    const child = await start(module)
    try {
      return await use(child)
    } finally {
      await child.end()
    }
  }
  try {
    await within('./reporter.ts', (child) => child.ask('fill'))
    const foldSeconds = await within('./reporter.ts', (child) => child.ask<number>('fold'))
    const bare = await within('./bare.ts', (child) => child.ask<Bare>('whole'))
    return await within('./reporter.ts', async (child) => {
      const first = await child.ask<Reported>('whole')
      const reports = {} as Outcome['reports']
      for (const report of REPORTS) reports[report] = await child.ask<Reported>(report)
      return { facts, foldSeconds, first, reports, bare }
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
