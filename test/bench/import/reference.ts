import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { performance } from 'node:perf_hooks'

/** Seconds in which the shell of SQLite takes a list into a bare table and makes an index on the NIK; null where there is no such shell. */
export async function bareImport(folder: string, list: string): Promise<number | null> {
  const began = performance.now()
  const shell = spawn('sqlite3', [path.join(folder, 'bare.db')], { stdio: ['pipe', 'ignore', 'inherit'] })
  const failed = once(shell, 'error').then(() => null)
  shell.stdin.end(`.mode csv\n.import "${list}" roster\ncreate index roster_by_nik on roster (nik);\n`)
  const ended = await Promise.race([once(shell, 'exit'), failed])
  return ended === null || ended[0] !== 0 ? null : (performance.now() - began) / 1000
}
