import { writeFile } from 'node:fs/promises'
import { DomainError } from '../domain/errors.ts'

const CODES = ['ENOENT', 'EACCES', 'EISDIR', 'ENOSPC', 'EROFS']

/** What went wrong while a file was written: `operation.cannotWrite` where its place is to blame, else the error as it is. */
export function asUnwritable(error: unknown): unknown {
  const isOfPlace = CODES.includes(String((error as NodeJS.ErrnoException).code))
  return isOfPlace ? new DomainError('operation.cannotWrite') : error
}

/** Writes a file that only its owner reads; throws `operation.cannotWrite`. */
export async function writeOut(path: string, content: Buffer): Promise<void> {
  try {
    await writeFile(path, content, { mode: 0o600 })
  } catch (error) {
    throw asUnwritable(error)
  }
}
