import { and, eq, gte, inArray, isNotNull, isNull, or } from 'drizzle-orm'
import type { ReachKind } from '../domain/reach.ts'
import { markPages } from './reach-marks.ts'
import { type Db, exec, type Work } from './work.ts'

/** What was moved from one worker to another: table → keys of the rows, as far as they are not the worker's own id. */
export type Moved = Record<string, string[]>

/** Moves what can be moved, all of it or `only` some, and says what. Where a row of the same key stands already, it stays. */
type Mover = (db: Db, from: string, to: string, only?: readonly string[]) => Work<string[]>

const TABLES: Readonly<Record<string, Mover>> = {
  contactWorkers: moveKeyed('contactWorkers'),
  reach: moveReach,
  visits: moveVisit,
  slips: moveSlips,
  claims: moveById('claims'),
  corrections: moveById('corrections'),
  campaignRecipients: moveKeyed('campaignRecipients'),
}

/** Moves whatever belongs to a worker besides the enrolments; a row that another of the same key bars stays where it is. */
export function* moveAll(db: Db, from: string, to: string): Work<Moved> {
  const moved: Moved = {}
  for (const [table, move] of Object.entries(TABLES)) {
    const keys = yield* move(db, from, to)
    if (keys.length > 0) moved[table] = keys
  }
  return moved
}

/** Moves back what was moved, as far as it is still there. */
export function* moveBack(db: Db, moved: Moved, from: string, to: string): Work<void> {
  for (const [table, move] of Object.entries(TABLES)) if (moved[table]?.length) yield* move(db, from, to, moved[table])
}

/** What some chats have told of a worker since a moment goes with them to another. */
export function* moveTold(db: Db, contactIds: readonly string[], from: string, to: string, since: Date): Work<void> {
  if (contactIds.length === 0) return
  for (const of of [db.t.claims, db.t.corrections]) {
    const told = and(eq(of.workerId, from), inArray(of.contactId, [...contactIds]), gte(of.openedAt, since))
    yield* exec(db.update(of).set({ workerId: to }).where(told))
  }
}

/** Of deaths that some chats have reported since a moment nobody knows any more whose it is. */
export function* forgetWhoseDeath(db: Db, contactIds: readonly string[], workerId: string, since: Date): Work<void> {
  if (contactIds.length === 0) return
  const { claims } = db.t
  const told = and(
    eq(claims.workerId, workerId),
    inArray(claims.contactId, [...contactIds]),
    gte(claims.openedAt, since),
  )
  yield* exec(db.update(claims).set({ workerId: null }).where(told))
}

function moveById(table: 'claims' | 'corrections'): Mover {
  return function* (db, from, to, only) {
    const of = db.t[table]
    const rows = yield* exec(
      db
        .update(of)
        .set({ workerId: to })
        .where(and(eq(of.workerId, from), only && inArray(of.id, [...only])))
        .returning({ id: of.id }),
    )
    return rows.map(({ id }) => id)
  }
}

/** Rows that a worker has once for each of another thing: a chat, a campaign. */
function moveKeyed(table: 'contactWorkers' | 'campaignRecipients'): Mover {
  return function* (db, from, to, only) {
    const of = db.t[table]
    const key = table === 'contactWorkers' ? db.t.contactWorkers.contactId : db.t.campaignRecipients.campaignId
    const keysOf = function* (workerId: string): Work<{ key: string }[]> {
      return yield* exec(db.select({ key }).from(of).where(eq(of.workerId, workerId)))
    }
    const keys = free(yield* keysOf(from), yield* keysOf(to), only)
    const these = and(eq(of.workerId, from), inArray(key, keys))
    if (keys.length > 0) yield* exec(db.update(of).set({ workerId: to }).where(these))
    return keys
  }
}

function* moveReach(db: Db, from: string, to: string, only?: readonly string[]): Work<string[]> {
  const { reach } = db.t
  const keysOf = function* (workerId: string): Work<{ key: string }[]> {
    const rows = yield* exec(
      db.select({ kind: reach.kind, occasion: reach.occasion }).from(reach).where(eq(reach.workerId, workerId)),
    )
    return rows.map(({ kind, occasion }) => ({ key: `${kind} ${occasion}` }))
  }
  const keys = free(yield* keysOf(from), yield* keysOf(to), only)
  for (const key of keys) {
    const space = key.indexOf(' ')
    const [kind, occasion] = [key.slice(0, space) as ReachKind, key.slice(space + 1)]
    yield* exec(
      db
        .update(reach)
        .set({ workerId: to })
        .where(and(eq(reach.workerId, from), eq(reach.kind, kind), eq(reach.occasion, occasion))),
    )
  }
  if (keys.length > 0) yield* markPages(db, [from, to])
  return keys
}

/** A worker has one visit: it moves where the other has none. */
function* moveVisit(db: Db, from: string, to: string): Work<string[]> {
  const { visits } = db.t
  const has = yield* exec(db.select({ id: visits.workerId }).from(visits).where(eq(visits.workerId, to)))
  if (has.length > 0) return []
  const rows = yield* exec(
    db.update(visits).set({ workerId: to }).where(eq(visits.workerId, from)).returning({ id: visits.workerId }),
  )
  return rows.map(() => from)
}

/** A worker has one slip that stands open: a second one stays, and proves the same person all the same. */
function* moveSlips(db: Db, from: string, to: string, only?: readonly string[]): Work<string[]> {
  const { slips } = db.t
  const isOpen = and(isNull(slips.usedAt), isNull(slips.revokedAt))
  const open = yield* exec(
    db
      .select({ id: slips.id })
      .from(slips)
      .where(and(eq(slips.workerId, to), isOpen)),
  )
  const isClosed = or(isNotNull(slips.usedAt), isNotNull(slips.revokedAt))
  const rows = yield* exec(
    db
      .update(slips)
      .set({ workerId: to })
      .where(
        and(eq(slips.workerId, from), open.length > 0 ? isClosed : undefined, only && inArray(slips.id, [...only])),
      )
      .returning({ id: slips.id }),
  )
  return rows.map(({ id }) => id)
}

type Keyed = readonly { key: string }[]

function free(from: Keyed, to: Keyed, only?: readonly string[]): string[] {
  const taken = new Set(to.map(({ key }) => key))
  return from.map(({ key }) => key).filter((key) => !taken.has(key) && (only === undefined || only.includes(key)))
}
