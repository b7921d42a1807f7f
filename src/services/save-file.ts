import { createWriteStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { asUnwritable } from './unwritable.ts'

/** Writes a file to a path, for nobody else on the machine. Throws `operation.cannotWrite`. */
export async function saveFile(content: Readable, path: string): Promise<void> {
  try {
    await pipeline(content, createWriteStream(path, { mode: 0o600 }))
  } catch (error) {
    throw asUnwritable(error)
  }
}
