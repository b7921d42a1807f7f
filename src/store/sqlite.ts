import { setImmediate as turn } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { sqliteKit } from './kit.ts'
import { migrationsOf } from './migrations.ts'
import { defineTables } from './schema.ts'
import { type Database, type Db, StoreError, type Work } from './work.ts'

interface Waiting {
  once: () => void
  settle: () => void
  fail: (error: unknown) => void
  /** How often another program held the file when this work's turn came. */
  refused: number
}

// How long another program may hold the file. Once the host runs it is waited for between two turns of the event loop,
// so that whatever needs no database goes on.
const BUSY_WAIT_MS = 5000
const BUSY_REST_MS = 5
const REFUSALS_BORNE = BUSY_WAIT_MS / BUSY_REST_MS
// So many works in one commit at the most, so that the event loop turns between two commits.
const LARGEST_GROUP = 256
const STATEMENTS_KEPT = 200
const FAULTS_TOLD = 100
// The default of 2 MB is smaller than the pages that a few thousand chats touch.
const CACHE_KIB = 16_384
// A long list touches pages all over the file.
const CACHE_KIB_OF_A_LIST = 98_304
// 16 MB of log before it is folded into the file: pages that a busy hour writes again and again are folded once.
const PAGES_BEFORE_CHECKPOINT = 4000

/**
 * A SQLite file (`:memory:` in tests), with its migrations applied. Throws a `StoreError` when it cannot be opened. `isRepeatable`: what
 * is written can be done again, so that no commit waits for the disk; a power cut may undo the last of them, and damages nothing.
 */
export function openSqlite(path: string, { isRepeatable = false } = {}): Database {
  const file = openFile(path)
  if (isRepeatable) {
    file.pragma('synchronous = NORMAL')
    file.pragma(`cache_size = -${CACHE_KIB_OF_A_LIST}`)
  }
  const raw = drizzle(file, { casing: 'snake_case' })
  saying(() => migrate(raw, { migrationsFolder: migrationsOf('sqlite') }))
  file.pragma('busy_timeout = 0')
  keepStatements(file)
  const db = Object.assign(raw, { t: defineTables(sqliteKit), engine: 'sqlite' }) as unknown as Db
  const commits = new GroupCommit(file)
  return {
    run: <T>(work: (db: Db) => Work<T>) => commits.run(() => drive(work(db))),
    read: async <T>(work: (db: Db) => Work<T>) => {
      await turn()
      return saying(() => file.transaction(() => drive(work(db))).deferred())
    },
    faults: async () => saying(() => faultsOf(file)),
    close: async () => void file.close(),
  }
}

/** Damage may be such that the check itself ends at it; what it has told before stands. */
function faultsOf(file: Sqlite.Database): string[] {
  const told: string[] = []
  try {
    for (const line of file.prepare<[], string>(`pragma quick_check(${FAULTS_TOLD})`).pluck().iterate()) told.push(line)
  } catch (error) {
    if (familyOf(error) !== 'SQLITE_CORRUPT') throw error
    told.push((error as Error).message)
  }
  // What concerns one page comes as one text under a heading.
  return told.flatMap((text) => text.split('\n')).filter((line) => line !== 'ok' && !line.startsWith('***'))
}

/** Keeps the statements that were compiled last, by their text: SQLite takes longer to compile one than to run it. */
function keepStatements(file: Sqlite.Database): void {
  const kept = new Map<string, Sqlite.Statement>()
  const prepare = file.prepare.bind(file)
  file.prepare = ((text: string) => {
    const statement = kept.get(text) ?? prepare(text)
    kept.delete(text)
    kept.set(text, statement)
    if (kept.size > STATEMENTS_KEPT) kept.delete(kept.keys().next().value!)
    return statement
  }) as typeof file.prepare
}

/** Opens a SQLite file without touching its tables. */
export function openFile(path: string): Sqlite.Database {
  return saying(() => {
    const file = new Sqlite(path, { timeout: BUSY_WAIT_MS })
    file.pragma('journal_mode = WAL')
    file.pragma('foreign_keys = ON')
    file.pragma('synchronous = FULL')
    file.pragma(`cache_size = -${CACHE_KIB}`)
    file.pragma(`wal_autocheckpoint = ${PAGES_BEFORE_CHECKPOINT}`)
    // What a savepoint may have to undo is kept in memory; otherwise each goes through a temporary file.
    file.pragma('temp_store = MEMORY')
    return file
  })
}

/** All works asked for in one turn of the event loop share one transaction and one fsync; each answers after the commit. */
class GroupCommit {
  private waiting: Waiting[] = []
  private readonly file: Sqlite.Database
  private readonly commit: Sqlite.Transaction<(group: Waiting[]) => (() => void)[]>

  constructor(file: Sqlite.Database) {
    this.file = file
    // A transaction inside a transaction is a savepoint: one failing work does not take the others down.
    const attempt = file.transaction((once: () => void) => once())
    this.commit = file.transaction((group: Waiting[]) => group.map((one) => this.tryOne(one, attempt)))
  }

  run<T>(once: () => T): Promise<T> {
    return new Promise<T>((resolve, fail) => {
      let value: T
      if (this.waiting.length === 0) setImmediate(() => this.flush())
      const keep = () => {
        value = once()
      }
      this.waiting.push({ once: keep, settle: () => resolve(value), fail, refused: 0 })
    })
  }

  private tryOne(one: Waiting, attempt: (once: () => void) => void): () => void {
    try {
      attempt(one.once)
      return one.settle
    } catch (error) {
      // A full disk or an I/O error undoes the whole transaction, not the savepoint alone.
      if (!this.file.inTransaction) throw error
      return () => one.fail(told(error))
    }
  }

  private flush(): void {
    const group = this.waiting.splice(0, LARGEST_GROUP)
    let outcomes: (() => void)[]
    let patient: Waiting[] = []
    try {
      outcomes = this.commit.immediate(group)
    } catch (error) {
      const isHeld = familyOf(error) === 'SQLITE_BUSY'
      const spent = isHeld ? group.filter(({ refused }) => refused >= REFUSALS_BORNE) : group
      patient = isHeld ? group.filter((one) => one.refused++ < REFUSALS_BORNE) : []
      outcomes = spent.map((one) => () => one.fail(told(error)))
    }
    this.waiting.unshift(...patient)
    if (patient.length > 0) setTimeout(() => this.flush(), BUSY_REST_MS)
    else if (this.waiting.length > 0) setImmediate(() => this.flush())
    for (const tell of outcomes) tell()
  }
}

type SyncQuery = { sync(): unknown } | { prepare(): { execute(): { sync(): unknown } } }

function drive<T>(work: Work<T>): T {
  let step = work.next()
  while (!step.done) {
    try {
      step = work.next(perform(step.value as unknown as SyncQuery))
    } catch (error) {
      step = work.throw(error)
    }
  }
  return step.value
}

function perform(query: SyncQuery): unknown {
  return 'sync' in query ? query.sync() : query.prepare().execute().sync()
}

/** Runs something against a SQLite file and tells its failures as `StoreError`s. */
export function saying<T>(act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw told(error)
  }
}

const CODES: Record<string, StoreError['code']> = {
  SQLITE_BUSY: 'store.busy',
  SQLITE_LOCKED: 'store.busy',
  SQLITE_FULL: 'store.full',
  SQLITE_READONLY: 'store.readOnly',
  SQLITE_CANTOPEN: 'store.gone',
  SQLITE_IOERR: 'store.gone',
  SQLITE_NOTADB: 'store.gone',
  SQLITE_CORRUPT: 'store.corrupt',
}

function told(error: unknown): unknown {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = CODES[familyOf(cause) ?? '']
  return code ? new StoreError(code, cause) : error
}

/** `SQLITE_BUSY` for `SQLITE_BUSY_RECOVERY`; undefined for what SQLite did not throw. */
function familyOf(error: unknown): string | undefined {
  return error instanceof Sqlite.SqliteError ? error.code.split('_').slice(0, 2).join('_') : undefined
}
