import { closeSync, openSync, realpathSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { DomainError } from '../domain/errors.ts'
import { saying } from './sqlite.ts'

/**
 * Takes the right to be the only host of a SQLite file and gives back how to let go of it; commands need none. Held as a
 * transaction on a small file beside it, which the operating system ends with the process, however that ends.
 * Throws `operation.secondHost` while another process has it.
 */
export function beOnlyHost(file: string): () => void {
  const beside = `${realpathSync(file)}-host`
  makePrivate(beside)
  return saying(() => {
    const held = new Sqlite(beside, { timeout: 0 })
    try {
      held.exec('BEGIN EXCLUSIVE')
    } catch (error) {
      held.close()
      throw isHeld(error) ? new DomainError('operation.secondHost') : error
    }
    return () => void held.close()
  })
}

// Only where it is missing: closing a file lets go of every lock that the same process holds on it.
function makePrivate(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600))
  } catch {
    // It stands already, or SQLite will say why it cannot be made.
  }
}

function isHeld(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')
}
