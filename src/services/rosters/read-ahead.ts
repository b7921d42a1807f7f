import { stat } from 'node:fs/promises'
import { DomainError } from '../../domain/errors.ts'
import type { Vault } from '../../store/vault.ts'
import { Thread } from '../thread.ts'
import { inBatches } from './batches.ts'
import { type PreparedLine, prepareLine } from './prepare-line.ts'
import { openRosterFile } from './read-file.ts'
import type { FromReader, ReaderTask, Reading, ToReader } from './reading.ts'
import { type FileTold, fileTold } from './roster-file.ts'

/** A roster that is open, whose lines come prepared, so many at a time. */
export interface PreparedFile extends FileTold {
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
    ...fileTold(file),
    async *batches() {
      for await (const lines of inBatches(file.lines(), rowsAtOnce))
        yield lines.map((line) => prepareLine(vault, line, options))
    },
    close: async () => {},
  }
}

// A sheet of the most rows that are read takes three quarters of it; a CSV file a tenth.
const LIMITS = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 768 }

type Reader = Thread<ToReader, FromReader>

async function openInThread({ keys }: Vault, reading: Reading): Promise<PreparedFile> {
  const task: ReaderTask = { ...reading, keys }
  const reader: Reader = new Thread('./reading-thread', import.meta.url, task, LIMITS)
  try {
    const message = await next(reader)
    if (!('opened' in message)) throw new Error('a reading thread began in the midst of its file')
    return { ...message.opened, batches: () => batchesOf(reader), close: () => reader.end() }
  } catch (error) {
    await reader.end()
    // What a thread says of a refusal is told in words; whoever can mend it wants all of it.
    if (error instanceof DomainError) await openRosterFile(reading.path, reading.own)
    throw error
  }
}

async function* batchesOf(reader: Reader): AsyncGenerator<PreparedLine[]> {
  for (;;) {
    reader.tell({ more: true })
    const message = await next(reader)
    if (!('batch' in message)) return
    yield message.batch
  }
}

async function next(reader: Reader): Promise<FromReader> {
  const message = await reader.next()
  if ('refused' in message) throw new DomainError(message.refused.code, message.refused.values)
  return message
}
