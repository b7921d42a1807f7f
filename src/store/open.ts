import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { DomainError } from '../domain/errors.ts'
import { keepFirstKeys } from './keys.ts'
import { beOnlyHost } from './only-host.ts'
import { openPostgres, told } from './postgres.ts'
import type { Row } from './schema.ts'
import { openSqlite, saying } from './sqlite.ts'
import { KeyRing, type OpenKey, Vault } from './vault.ts'
import type { Database } from './work.ts'

type KeptKey = Pick<Row<'dataKeys'>, 'id' | 'purpose' | 'wrapped'>

/** The database and the means to read what lies sealed in it. */
export interface Store {
  database: Database
  vault: Vault
}

export interface Opening {
  /** `file:data/sapa.db`, `file::memory:` or `postgres://…` */
  url: string
  /** The master key of 32 bytes; told whether the database already holds data under one. */
  master: (inUse: boolean) => Buffer
  now: Date
  random: (bytes: number) => Buffer
  /** Whether it is opened to be served: a SQLite file has one host at a time. */
  isHost?: boolean
  /** Whether what is written can be done again, as an import can; see `openSqlite`. */
  isRepeatable?: boolean
}

/**
 * Opens the store: looks at the key first, then migrates. Throws `DomainError` `operation.wrongKey` with nothing touched when the
 * master key is not the one that the data was sealed under, `operation.secondHost` when the file has a host, and a `StoreError` when the database cannot be opened.
 */
export async function openStore({
  url,
  master,
  now,
  random,
  isHost = false,
  isRepeatable = false,
}: Opening): Promise<Store> {
  const kept = await peekKeys(url)
  const ring = new KeyRing(master(kept.length > 0))
  unwrap(ring, kept)
  const database = url.startsWith('file:') ? openOwn(fileOf(url), isHost, isRepeatable) : await openPostgres(url)
  return { database, vault: await openVault(database, ring, now, random) }
}

/** The vault of a database that stands open; makes its first keys where there are none. */
export async function openVault(
  database: Database,
  ring: KeyRing,
  now: Date,
  random: (bytes: number) => Buffer,
): Promise<Vault> {
  const fresh = (['seal', 'index'] as const).map((purpose) => {
    const key = { id: `${purpose[0]}1`, purpose, bytes: random(32) }
    return { id: key.id, purpose, wrapped: ring.wrap(key, random), createdAt: now }
  })
  const standing = await database.run((db) => keepFirstKeys(db, fresh))
  return new Vault(unwrap(ring, standing), random)
}

function unwrap(ring: KeyRing, kept: readonly KeptKey[]): OpenKey[] {
  try {
    return kept.map((key) => ring.unwrap(key))
  } catch {
    throw new DomainError('operation.wrongKey')
  }
}

function openOwn(file: string, isHost: boolean, isRepeatable: boolean): Database {
  if (!isHost || file === ':memory:') return openSqlite(file, { isRepeatable })
  const letGo = beOnlyHost(file)
  try {
    const database = openSqlite(file)
    return { ...database, close: () => database.close().finally(letGo) }
  } catch (error) {
    letGo()
    throw error
  }
}

function fileOf(url: string): string {
  const file = url.slice('file:'.length)
  if (file === ':memory:') return file
  mkdirSync(path.dirname(file), { recursive: true })
  // Made before SQLite makes it, so that nobody else on the machine may read it; its work log takes after it.
  saying(() => closeSync(openSync(file, 'a', 0o600)))
  return file
}

/** The wrapped keys of a database, read without changing anything in it; none where there is no database yet. */
async function peekKeys(url: string): Promise<KeptKey[]> {
  return url.startsWith('file:') ? peekFile(url.slice('file:'.length)) : peekPostgres(url)
}

const PEEK = 'select id, purpose, wrapped from data_keys'

function peekFile(file: string): KeptKey[] {
  if (!existsSync(file)) return []
  return saying(() => {
    const peeking = new Sqlite(file, { readonly: hasWorkLog(file) })
    try {
      const made = peeking.prepare("select 1 from sqlite_master where name = 'data_keys'").get()
      return made ? (peeking.prepare(PEEK).all() as KeptKey[]) : []
    } finally {
      peeking.close()
    }
  })
}

// Closed again, a connection takes away the empty work log that its opening made, unless it may only read. The log of a
// process that was killed stays as it is: any other connection would write it back.
function hasWorkLog(file: string): boolean {
  return (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
}

async function peekPostgres(url: string): Promise<KeptKey[]> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    const made = await client.query("select to_regclass('data_keys') as name")
    return made.rows[0].name ? (await client.query(PEEK)).rows : []
  } catch (error) {
    throw told(error)
  } finally {
    await client.end().catch(() => {})
  }
}
