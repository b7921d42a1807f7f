import { getTableColumns, type Placeholder, sql, type Table } from 'drizzle-orm'
import { type Db, exec, type Work } from './work.ts'

type Holes<P> = { [K in keyof P & string]: Placeholder<K> }
type Compiled<R> = { execute(values: Record<string, unknown>): PromiseLike<R> & { sync(): R } }
type Query<R> = PromiseLike<R> & { prepare(name: string): unknown }

/**
 * A statement of the hot path, compiled once per database instead of once per call:
 * building and compiling cost about ten times what running costs on SQLite.
 * On PostgreSQL a transaction has its own connection, so it is built there and the server keeps the plan by name.
 * A `null` for a time column throws in drizzle 0.45: leave such a column out, or use a second statement.
 */
export function prepared<P extends Record<string, unknown>, R>(
  name: string,
  build: (db: Db, holes: Holes<P>) => Query<R>,
) {
  const compiled = new WeakMap<Db, Compiled<R>>()
  const holes = new Proxy({}, { get: (_, key) => sql.placeholder(String(key)) }) as Holes<P>
  return function* (db: Db, values: P): Work<R> {
    let statement = compiled.get(db)
    if (!statement) {
      statement = build(db, holes).prepare(name) as Compiled<R>
      compiled.set(db, statement)
    }
    return yield* exec(new Execution(statement, values))
  }
}

/** A row of a table with a hole in each column, for a prepared insert. Whoever runs it gives every column, `null` where there is nothing. */
export function wholeRow<T extends Table>(table: T, holes: object): T['$inferInsert'] {
  const columns = Object.keys(getTableColumns(table))
  return Object.fromEntries(columns.map((column) => [column, (holes as Record<string, unknown>)[column]]))
}

class Execution<R> implements PromiseLike<R> {
  private readonly statement: Compiled<R>
  private readonly values: Record<string, unknown>

  constructor(statement: Compiled<R>, values: Record<string, unknown>) {
    this.statement = statement
    this.values = values
  }

  // A query is thenable on PostgreSQL and synchronous on SQLite; the work's driver takes whichever it needs.
  // biome-ignore lint/suspicious/noThenProperty: it stands in for a drizzle query
  then<A = R, B = never>(
    done?: ((value: R) => A | PromiseLike<A>) | null,
    failed?: ((why: unknown) => B | PromiseLike<B>) | null,
  ) {
    return this.statement.execute(this.values).then(done, failed)
  }

  sync(): R {
    return this.statement.execute(this.values).sync()
  }
}
