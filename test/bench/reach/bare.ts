import path from 'node:path'
import { performance } from 'node:perf_hooks'
import Sqlite from 'better-sqlite3'
import { peakMegabytes, serveParent } from '../child.ts'

// What SQLite takes for two of the figures of a report, asked in one statement each.
const file = new Sqlite(path.join(process.env.DATA_DIR!, 'sapa.db'), { readonly: true })
file.pragma('cache_size = -16384')

export interface Bare {
  seconds: number
  reached: number
  peakMegabytes: number
}

function whole(): Bare {
  const began = performance.now()
  file.prepare('select kind, count(distinct worker_id) from reach where day between ? and ? group by kind').all(...DAYS)
  const reached = file.prepare(
    "select count(distinct worker_id) n from reach where kind <> 'sent' and day between ? and ?",
  )
  const { n } = reached.get(...DAYS) as { n: number }
  return { seconds: (performance.now() - began) / 1000, reached: n, peakMegabytes: peakMegabytes() }
}

const DAYS = ['2024-01-01', '2027-12-31']

serveParent({ whole }, async () => void file.close())
