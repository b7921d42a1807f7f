import { stat } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { DomainError } from '../../domain/errors.ts'
import type { Vault } from '../../store/vault.ts'
import { inBatches } from './batches.ts'
import { type PreparedLine, prepareLine } from './prepare-line.ts'
import { openRosterFile } from './read-file.ts'
import type { FromReader, ReaderTask, Reading, ToReader } from './reading.ts'

/** A roster that is open, whose lines come prepared, so many at a time. */
export interface PreparedFile {
  sheet: string | null
  unread: string[]
  batches(): AsyncGenerator<PreparedLine[]>
  /** Ends whatever reads it. */
  close(): Promise<void>
}

// A thread takes a tenth of a second to begin, in which as many bytes are read here.
const WORTH_A_THREAD = 2_000_000

/** Opens a roster; one of some size is read, and its lines prepared and sealed, in a thread of its own. Throws as `openRosterFile` does. */
export async function openPrepared(vault: Vault, reading: Reading): Promise<PreparedFile> {
  const size = await stat(reading.path).then(
    (found) => found.size,
    () => 0,
  )
  return size < WORTH_A_THREAD ? openHere(vault, reading) : openInThread(vault, reading)
}

async function openHere(vault: Vault, { path, own, options, rowsAtOnce }: Reading): Promise<PreparedFile> {
  const file = await openRosterFile(path, own)
  return {
    sheet: file.sheet,
    unread: file.unread,
    async *batches() {
      for await (const lines of inBatches(file.lines(), rowsAtOnce))
        yield lines.map((line) => prepareLine(vault, line, options))
    },
    close: async () => {},
  }
}

// As it was written, or as it was built.
const THREAD = new URL(`./reading-thread.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url)

// A sheet of the most rows that are read takes three quarters of it; a CSV file a tenth.
const LIMITS = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 768 }

async function openInThread({ keys }: Vault, reading: Reading): Promise<PreparedFile> {
  const thread = new Worker(THREAD, { workerData: { ...reading, keys } satisfies ReaderTask, resourceLimits: LIMITS })
  const told = messagesOf(thread)
  const close = async () => void (await thread.terminate())
  try {
    const opened = await next(told)
    if (!('opened' in opened)) throw new Error('a reading thread began in the midst of its file')
    return { ...opened.opened, batches: () => batchesOf(thread, told), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function* batchesOf(thread: Worker, told: AsyncGenerator<FromReader>): AsyncGenerator<PreparedLine[]> {
  for (;;) {
    thread.postMessage({ more: true } satisfies ToReader)
    const message = await next(told)
    if (!('batch' in message)) return
    yield message.batch
  }
}

async function next(told: AsyncGenerator<FromReader>): Promise<FromReader> {
  const { value } = (await told.next()) as { value: FromReader }
  if ('refused' in value) throw new DomainError(value.refused.code, value.refused.values)
  return value
}

/** What a thread says, one after the other; its failure is thrown where the next is waited for. */
async function* messagesOf(thread: Worker): AsyncGenerator<FromReader> {
  const said: (FromReader | { failed: unknown })[] = []
  let wake = () => {}
  const take = (what: FromReader | { failed: unknown }) => {
    said.push(what)
    wake()
  }
  thread.on('message', take)
  thread.on('error', (failed) => take({ failed }))
  for (;;) {
    while (said.length === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    const what = said.shift()!
    if ('failed' in what) throw what.failed
    yield what
  }
}
