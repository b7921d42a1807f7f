import { and, asc, countDistinct, eq, exists, gt, inArray, lte, ne, not, notExists, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Audience } from '../domain/audience.ts'
import { addDays, type Day } from '../domain/clock.ts'
import type { Locale } from '../domain/message.ts'
import { ARRIVED, type ReachKind } from '../domain/reach.ts'
import { among } from './among.ts'
import { lasts, standsIn } from './cover-states.ts'
import { type Db, exec, type Work } from './work.ts'

export interface Addressed extends Audience {
  agencyId: string
  /** The day on which the periods are looked at. */
  on: Day
}

/** The workers of an audience, in the order of their ids, behind one of them. */
export function* workersAddressed(db: Db, addressed: Addressed, behind: string | null, limit: number): Work<string[]> {
  const { enrolments, workers } = db.t
  const rows = yield* exec(
    db
      .selectDistinct({ workerId: enrolments.workerId })
      .from(enrolments)
      .innerJoin(workers, eq(workers.id, enrolments.workerId))
      .where(and(belongs(db, addressed), behind === null ? undefined : gt(enrolments.workerId, behind)))
      .orderBy(asc(enrolments.workerId))
      .limit(limit),
  )
  return rows.map(({ workerId }) => workerId)
}

/** Unique persons of an audience. */
export function* countAddressed(db: Db, addressed: Addressed): Work<number> {
  const { enrolments, workers } = db.t
  const [row] = yield* exec(
    db
      .select({ persons: countDistinct(enrolments.workerId) })
      .from(enrolments)
      .innerJoin(workers, eq(workers.id, enrolments.workerId))
      .where(belongs(db, addressed)),
  )
  return row!.persons
}

/** That an entry, and the worker of it, belong to an audience. */
export function belongs(db: Db, addressed: Addressed) {
  const { agencyId, on, segment, kelurahan, notReached, states } = addressed
  const { enrolments, workers } = db.t
  return and(
    eq(enrolments.agencyId, agencyId),
    states ? standsIn(db, states, on) : lasts(db, on),
    segment === null ? undefined : eq(enrolments.segment, segment),
    kelurahan === null ? undefined : eq(workers.kelurahan, kelurahan),
    notReached ? notExists(known(db, agencyId, ARRIVED)) : undefined,
    narrowed(db, addressed),
  )
}

function narrowed(db: Db, { agencyId, on, endsWithin, notUnderstood, language, notOf, without }: Addressed) {
  const { enrolments, campaignRecipients: recipients } = db.t
  const recipient = db
    .select({ one: sql`1` })
    .from(recipients)
    .where(and(eq(recipients.campaignId, notOf ?? ''), eq(recipients.workerId, enrolments.workerId)))
  return and(
    endsWithin === undefined ? undefined : lte(enrolments.endsOn, addDays(on, endsWithin)),
    notUnderstood &&
      and(exists(known(db, agencyId, ['answered', 'confirmed'])), notExists(known(db, agencyId, ['understood']))),
    language && speaks(db, language),
    notOf === undefined ? undefined : notExists(recipient),
    without && not(isOneOf(db, without)),
  )
}

/** What an agency's ledger holds of the person, of some kinds. */
function known(db: Db, agencyId: string, kinds: readonly ReachKind[]) {
  const { enrolments, reach } = db.t
  return db
    .select({ one: sql`1` })
    .from(reach)
    .where(
      and(
        eq(reach.workerId, enrolments.workerId),
        // Behind a function, so that SQLite looks a person up by the person and not through the agency's whole ledger.
        sql`coalesce(${reach.agencyId}, '') = ${agencyId}`,
        inArray(reach.kind, [...kinds]),
      ),
    )
}

/** A chat of the worker's own, or at the worker's phone, is set to a language. */
function speaks(db: Db, language: Locale) {
  const { workers, contacts, contactWorkers } = db.t
  const one = { one: sql`1` }
  // Who has no chat is told in Indonesian.
  const is = language === 'id' ? ne(contacts.locale, 'id') : eq(contacts.locale, language)
  const atPhone = db
    .select(one)
    .from(contacts)
    .where(and(eq(contacts.phoneHash, workers.phoneHash), is))
  const linked = db
    .select(one)
    .from(contactWorkers)
    .innerJoin(contacts, eq(contacts.id, contactWorkers.contactId))
    .where(and(eq(contactWorkers.workerId, workers.id), is))
  const some = or(exists(atPhone), exists(linked))!
  return language === 'id' ? not(some) : some
}

/** The person is one whose code, or that of an entry of theirs, is among some. */
function isOneOf(db: Db, codes: readonly string[]) {
  const { enrolments, workers } = db.t
  const named = alias(workers, 'named')
  const ids = db
    .select({ id: sql`coalesce(${named.mergedInto}, ${named.id})` })
    .from(named)
    .where(among(db, named.code, codes))
  return inArray(enrolments.workerId, ids)
}
