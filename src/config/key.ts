import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs'
import path from 'node:path'
import { DomainError } from '../domain/errors.ts'

const KEY_BYTES = 32
const BASE64_OF_32 = /^[A-Za-z0-9+/_-]{43}=?$/

/** Where the master key may come from. */
export interface KeySource {
  /** `SAPA_KEY`: 32 bytes in base64. */
  given: string | undefined
  /** Where it is kept when it was not given. */
  file: string
  /** Whether a missing one may be made: never for a database that already holds data under one. */
  mayMake: boolean
}

/** Whether a text is 32 bytes in base64. */
export function isMasterKey(text: string): boolean {
  return BASE64_OF_32.test(text) && Buffer.from(text, 'base64').length === KEY_BYTES
}

/**
 * The master key, 32 bytes: the given one, else the kept one, else a new one that is kept with mode 600. Throws
 * `DomainError` `operation.keyMissing` where none may be made, `operation.keyUnreadable` where the kept one is damaged.
 */
export function masterKey({ given, file, mayMake }: KeySource): Buffer {
  if (given !== undefined) return keyFrom(given, 'config.key')
  const kept = readKept(file)
  if (kept !== undefined) return keyFrom(kept, 'operation.keyUnreadable')
  if (!mayMake) throw new DomainError('operation.keyMissing')
  keepNew(file)
  return keyFrom(readKept(file) ?? '', 'operation.keyUnreadable')
}

function keyFrom(text: string, refusal: string): Buffer {
  if (!isMasterKey(text.trim())) throw new DomainError(refusal)
  return Buffer.from(text.trim(), 'base64')
}

function readKept(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw new DomainError('operation.keyUnreadable')
  }
}

// Written aside and linked into place: a crash leaves no half key, and of two processes the quicker one's key stands.
function keepNew(file: string): void {
  const aside = `${file}.${randomBytes(6).toString('hex')}`
  try {
    mkdirSync(path.dirname(file), { recursive: true })
    writeDurably(aside, `${randomBytes(KEY_BYTES).toString('base64')}\n`)
    linkSync(aside, file)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw new DomainError('operation.keyNotKept')
  } finally {
    drop(aside)
  }
}

function writeDurably(file: string, text: string): void {
  const open = openSync(file, 'wx', 0o600)
  try {
    writeSync(open, text)
    fsyncSync(open)
  } finally {
    closeSync(open)
  }
}

function drop(file: string): void {
  try {
    unlinkSync(file)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
}

function codeOf(error: unknown): unknown {
  return (error as NodeJS.ErrnoException).code
}
