import { createHash } from 'node:crypto'
import { asc, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import type { NewRow, Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

type Deed = NewRow<'audit'>

/** Notes who did what to what; no personal data in `detail`. Chained later, so that the chain never serialises the turns. */
export function* note(db: Db, deed: Omit<Deed, 'position' | 'hash'>): Work<void> {
  yield* exec(db.insert(db.t.audit).values(deed))
}

/** Chains the next unchained deeds, oldest first; only a lease holder may. Says how many. */
export function* chain(db: Db, limit: number): Work<number> {
  const { audit } = db.t
  const [last] = yield* exec(
    db.select().from(audit).where(isNotNull(audit.position)).orderBy(desc(audit.position)).limit(1),
  )
  const loose = yield* exec(db.select().from(audit).where(isNull(audit.position)).orderBy(asc(audit.id)).limit(limit))
  let before = { position: last?.position ?? 0, hash: last?.hash ?? '' }
  for (const deed of loose) {
    before = { position: before.position + 1, hash: link(before.hash, deed) }
    yield* exec(db.update(audit).set(before).where(eq(audit.id, deed.id)))
  }
  return loose.length
}

/** The position of the first deed whose link does not hold; undefined when the whole chain does. */
export function* brokenLink(db: Db): Work<number | undefined> {
  const { audit } = db.t
  let hash = ''
  let position = 0
  for (const deed of yield* exec(
    db.select().from(audit).where(isNotNull(audit.position)).orderBy(asc(audit.position)),
  )) {
    position++
    hash = link(hash, deed)
    if (deed.position !== position || deed.hash !== hash) return position
  }
  return undefined
}

function link(before: string, { id, at, actor, action, subject, detail }: Row<'audit'>): string {
  const sorted = Object.entries(detail).sort(([a], [b]) => (a < b ? -1 : 1))
  const told = JSON.stringify([before, id, at.toISOString(), actor, action, subject, sorted])
  return createHash('sha256').update(told).digest('base64url')
}
