import { and, asc, count, eq, exists, isNull, notExists, or, sql } from 'drizzle-orm'
import type { HandoverKind } from '../domain/handover.ts'
import type { Officer } from '../domain/officer.ts'
import type { Contact } from './contacts.ts'
import type { NewRow, Row } from './schema.ts'
import { type Db, exec, LostRace, type Work } from './work.ts'

export type Handover = Row<'handovers'>
export type HandoverEvent = Row<'handoverEvents'> & { officer: string | null }

/** Whose chats an officer may see. */
export type Scope = Pick<Officer, 'agencyId' | 'kelurahan'>

export interface OpenHandover {
  handover: Handover
  contact: Contact
  /** When the person last wrote. */
  heardAt: Date | null
  takenBy: string | null
}

/**
 * Chats proven to one of the scope's own workers, and chats proven to nobody; where the scope names an agency and a
 * kelurahan, one and the same worker must belong to both.
 */
function inScope(db: Db, { agencyId, kelurahan }: Scope) {
  const { handovers, contactWorkers, workers, enrolments } = db.t
  if (agencyId === null && kelurahan === null) return undefined
  const proven = eq(contactWorkers.contactId, handovers.contactId)
  const any = db.select({ one: sql`1` }).from(contactWorkers).where(proven)
  const ofAgency = (agency: string) =>
    db
      .select({ one: sql`1` })
      .from(enrolments)
      .where(and(eq(enrolments.workerId, workers.id), eq(enrolments.agencyId, agency)))
  const own = db
    .select({ one: sql`1` })
    .from(contactWorkers)
    .innerJoin(workers, eq(workers.id, contactWorkers.workerId))
    .where(
      and(
        proven,
        isNull(workers.mergedInto),
        kelurahan === null ? undefined : eq(workers.kelurahan, kelurahan),
        agencyId === null ? undefined : exists(ofAgency(agencyId)),
      ),
    )
  return or(notExists(any), exists(own))
}

/** The open hand-overs of a scope, oldest first. */
export function* openHandovers(db: Db, scope: Scope, limit: number): Work<OpenHandover[]> {
  const { handovers, contacts, sessions, officers } = db.t
  return yield* exec(
    db
      .select({ handover: handovers, contact: contacts, heardAt: sessions.heardAt, takenBy: officers.name })
      .from(handovers)
      .innerJoin(contacts, eq(contacts.id, handovers.contactId))
      .leftJoin(sessions, eq(sessions.contactId, handovers.contactId))
      .leftJoin(officers, eq(officers.id, handovers.takenBy))
      .where(and(isNull(handovers.closedAt), inScope(db, scope)))
      .orderBy(asc(handovers.openedAt), asc(handovers.id))
      .limit(limit),
  )
}

export function* countOpenHandovers(db: Db, scope: Scope): Work<number> {
  const { handovers } = db.t
  const [row] = yield* exec(
    db
      .select({ n: count() })
      .from(handovers)
      .where(and(isNull(handovers.closedAt), inScope(db, scope))),
  )
  return row!.n
}

/** A hand-over of a scope, open or closed; one of another scope is as absent as one that is not there. */
export function* handoverById(
  db: Db,
  id: string,
  scope: Scope,
): Work<{ handover: Handover; contact: Contact } | undefined> {
  const { handovers, contacts } = db.t
  const [found] = yield* exec(
    db
      .select({ handover: handovers, contact: contacts })
      .from(handovers)
      .innerJoin(contacts, eq(contacts.id, handovers.contactId))
      .where(and(eq(handovers.id, id), inScope(db, scope))),
  )
  return found
}

/** Changes a hand-over that still stands at its `rev` and notes why; throws `LostRace` when it had moved on. */
export function* moveHandover(
  db: Db,
  { id, rev }: Pick<Handover, 'id' | 'rev'>,
  set: Partial<Pick<Handover, 'takenBy' | 'officerAt' | 'closedAt'>>,
  event: { id: string; at: Date; kind: HandoverKind; officerId: string | null },
): Work<void> {
  const { handovers } = db.t
  const moved = yield* exec(
    db
      .update(handovers)
      .set({ ...set, rev: rev + 1 })
      .where(and(eq(handovers.id, id), eq(handovers.rev, rev)))
      .returning({ id: handovers.id }),
  )
  if (moved.length === 0) throw new LostRace('handover')
  yield* exec(db.insert(db.t.handoverEvents).values({ ...event, handoverId: id } satisfies NewRow<'handoverEvents'>))
}

/** What happened in a hand-over, oldest first, with the officers' names. */
export function* handoverEvents(db: Db, handoverId: string): Work<HandoverEvent[]> {
  const { handoverEvents, officers } = db.t
  const rows = yield* exec(
    db
      .select({ event: handoverEvents, officer: officers.name })
      .from(handoverEvents)
      .leftJoin(officers, eq(officers.id, handoverEvents.officerId))
      .where(eq(handoverEvents.handoverId, handoverId))
      .orderBy(asc(handoverEvents.at), asc(handoverEvents.id)),
  )
  return rows.map(({ event, officer }) => ({ ...event, officer }))
}
