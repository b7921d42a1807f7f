import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '../../support/free-port.ts'
import { Child } from '../child.ts'
import { Load } from '../turns/load.ts'
import { walks } from '../turns/walks.ts'
import type { Imported } from './importer.ts'
import { writeLists } from './list.ts'
import { bareImport } from './reference.ts'

export interface Extent {
  /** How many people stand on each list; the last is compared. */
  lists: readonly number[]
  /** Who writes to the host meanwhile, one after the other, with a rest in between. */
  contacts: number
  restMs: number
}

export interface Outcome {
  lists: Imported[]
  bareSeconds: number | null
  chats: { messages: number; p50: number; p99: number }
}

/** Imports lists one after the other by a process of its own while a host answers on the same file. */
export async function measure({ lists, contacts, restMs }: Extent): Promise<Outcome> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sapa-bench-import-'))
  const files = lists.map((people, at) => ({ file: path.join(folder, `list-${at}.csv`), people }))
  await writeLists(1, files)
  const port = await freePort()
  const env = { HOST: '127.0.0.1', PORT: String(port), DATA_DIR: folder, LOG_LEVEL: 'warn' }
  const host = await Child.start('../turns/sapa.ts', import.meta.url, env)
  const importer = await Child.start('./importer.ts', import.meta.url, {
    ...env,
    LISTS: files.map(({ file }) => file).join(','),
  })
  const load = await Load.open(port, 1, walks(contacts, []))
  try {
    const bareSeconds = await bareImport(folder, files.at(-1)!.file)
    await load.begin()
    let isOver = false
    const chats = load.runUntil(() => isOver, restMs)
    const imported: Imported[] = []
    for (const _ of files) imported.push(await importer.ask<Imported>('next'))
    isOver = true
    const waits = (await chats).waits.sort((a, b) => a - b)
    const at = (share: number) => waits[Math.floor(waits.length * share)] ?? 0
    return { lists: imported, bareSeconds, chats: { messages: waits.length, p50: at(0.5), p99: at(0.99) } }
  } finally {
    load.close()
    for (const child of [importer, host]) await child.end()
    await rm(folder, { recursive: true, force: true })
  }
}
