import { performance } from 'node:perf_hooks'
import type { openWorld as OpenWorld } from '../../../src/main.ts'
import type { importRoster as ImportRoster } from '../../../src/services/rosters/import-roster.ts'
import type { addAgency as AddAgency } from '../../../src/store/agencies.ts'
import { built } from '../built.ts'
import { cpuMicros, peakMegabytes, serveParent } from '../child.ts'

// The importer as `sapa import … --apply` runs it, one list after the other.
const { openWorld } = await built<{ openWorld: typeof OpenWorld }>('main')
const { importRoster } = await built<{ importRoster: typeof ImportRoster }>('services/rosters/import-roster')
const { addAgency } = await built<{ addAgency: typeof AddAgency }>('store/agencies')
const { world, close } = await openWorld(process.env, { now: () => new Date() }, [], { isRepeatable: true })

/** What an import took, in seconds, and what came of it. */
export interface Imported {
  rows: number
  doubtful: number
  applied: number
  judgeSeconds: number
  applySeconds: number
  cpuSeconds: number
  peakMegabytes: number
}

const lists = process.env.LISTS!.split(',')

async function next(): Promise<Imported> {
  const [code, path] = [`LIST-${lists.length}`, lists.shift()!]
  const now = world.clock.now()
  await world.database.run((db) => addAgency(db, { id: world.ids.next(now), code, name: code, createdAt: now }))
  const [began, cpu] = [performance.now(), cpuMicros()]
  let judged = began
  const { lines, verdicts, applied } = await importRoster(world, path, {
    ...{ agency: code, funding: 'apbd', mode: 'apply', by: 'bench' },
    onProgress: (phase) => {
      if (phase === 'reading') judged = performance.now()
    },
  })
  return {
    ...{ rows: lines, doubtful: verdicts.doubtful, applied },
    judgeSeconds: (judged - began) / 1000,
    applySeconds: (performance.now() - judged) / 1000,
    cpuSeconds: (cpuMicros() - cpu) / 1e6,
    peakMegabytes: peakMegabytes(),
  }
}

serveParent({ next }, close)
