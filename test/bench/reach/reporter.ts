import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import type { openWorld as OpenWorld } from '../../../src/main.ts'
import type { foldReach as FoldReach } from '../../../src/services/reach-fold.ts'
import type { reachBy as ReachBy } from '../../../src/services/reach-report.ts'
import { built } from '../built.ts'
import { peakMegabytes, serveParent } from '../child.ts'
import { fill } from './fill.ts'

// Reports as `sapa reach` and the console count them, in a process that does nothing else.
const { openWorld } = await built<{ openWorld: typeof OpenWorld }>('main')
const { reachBy } = await built<{ reachBy: typeof ReachBy }>('services/reach-report')
const { foldReach } = await built<{ foldReach: typeof FoldReach }>('services/reach-fold')
const { world, close } = await openWorld(process.env, { now: () => new Date() }, [], { isRepeatable: true })

export interface Reported {
  seconds: number
  /** Persons that any news came to, for a comparison. */
  reached: number
  /** How long the event loop did not turn at the most, in milliseconds. */
  heldMs: number
  peakMegabytes: number
}

const EVER = { from: '2024-01-01', to: '2027-12-31', isFresh: true }
const YEAR = { from: '2025-06-01', to: '2026-05-31', isFresh: true }
const MONTH = { from: '2026-03-05', to: '2026-04-04', isFresh: true }

async function timed(query: Parameters<typeof reachBy>[1], by: Parameters<typeof reachBy>[2]): Promise<Reported> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const began = performance.now()
  const { total } = await reachBy(world, query, by)
  const seconds = (performance.now() - began) / 1000
  delay.disable()
  return { seconds, reached: total.reached, heldMs: delay.max / 1e6, peakMegabytes: peakMegabytes() }
}

async function taking(act: () => unknown): Promise<number> {
  const began = performance.now()
  await act()
  return (performance.now() - began) / 1000
}

serveParent(
  {
    fill: () => taking(() => fill(process.env.DATA_DIR!, Number(process.env.FACTS))),
    fold: () => taking(() => foldReach(world)),
    whole: () => timed(EVER, []),
    agency: () => timed({ ...MONTH, agency: 'D1' }, []),
    kelurahan: () => timed(MONTH, ['kelurahan']),
    year: () => timed(YEAR, ['month']),
    book: () => timed(EVER, ['agency', 'kelurahan', 'segment', 'channel', 'funding']),
  },
  close,
)
