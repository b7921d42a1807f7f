import path from 'node:path'
import { performance } from 'node:perf_hooks'
import Sqlite from 'better-sqlite3'
import { serveParent } from '../child.ts'

// What the work comes to with nothing around it: one statement that writes recipients down, and a loop that sends and notes.
const { DATA_DIR, TELEGRAM_API_ROOT, TELEGRAM_TOKEN, SEND } = process.env
const AT_ONCE = 64
const CHAT = 8_900_000_000

const file = new Sqlite(path.join(DATA_DIR!, 'bare.db'))
file.pragma('journal_mode = WAL')
file.pragma('synchronous = FULL')

/** Rows a second that one `insert … select` writes. */
function freeze(): number {
  file.exec(`attach '${path.join(DATA_DIR!, 'sapa.db')}' as sapa`)
  file.exec(
    'create table recipients (campaign_id text, worker_id text, at integer, primary key (campaign_id, worker_id))',
  )
  const began = performance.now()
  const { changes } = file
    .prepare("insert into recipients select distinct 'campaign', worker_id, 1 from sapa.enrolments order by worker_id")
    .run()
  const seconds = (performance.now() - began) / 1000
  file.exec('detach sapa')
  return changes / seconds
}

/** Messages a second that a loop hands over, each noted durably. */
async function send(): Promise<number> {
  file.exec('create table sent (chat integer, message integer)')
  const note = file.prepare('insert into sent values (?, ?)')
  let left = Number(SEND)
  const began = performance.now()
  const lane = async () => {
    while (left-- > 0) {
      const body = JSON.stringify({ chat_id: CHAT + left, text: 'Salam.' })
      const headers = { 'content-type': 'application/json' }
      const url = `${TELEGRAM_API_ROOT}/bot${TELEGRAM_TOKEN}/sendMessage`
      const answer = await fetch(url, { method: 'POST', headers, body })
      const { result } = (await answer.json()) as { result: { message_id: number } }
      note.run(CHAT + left, result.message_id)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return Number(SEND) / ((performance.now() - began) / 1000)
}

serveParent({ freeze, send }, async () => void file.close())
