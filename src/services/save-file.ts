import { createWriteStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { DomainError } from '../domain/errors.ts'

const OF_ITS_PLACE = ['ENOENT', 'EACCES', 'EISDIR', 'ENOSPC', 'EROFS']

/** Writes a file to a path, for nobody else on the machine. Throws `operation.cannotWrite` where its place is to blame. */
export async function saveFile(content: Readable | Buffer, path: string): Promise<void> {
  try {
    await pipeline(Buffer.isBuffer(content) ? [content] : content, createWriteStream(path, { mode: 0o600 }))
  } catch (error) {
    const isOfItsPlace = OF_ITS_PLACE.includes(String((error as NodeJS.ErrnoException).code))
    throw isOfItsPlace ? new DomainError('operation.cannotWrite') : error
  }
}
