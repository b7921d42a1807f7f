import {
  and,
  asc,
  countDistinct,
  eq,
  exists,
  inArray,
  isNotNull,
  isNull,
  not,
  notInArray,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type Addressed, belongs } from './audience.ts'
import { refuses } from './refusals.ts'
import { isToldDead } from './visits.ts'
import { type Db, exec, type Work } from './work.ts'
import { crowds } from './workers.ts'

/** Whom a channel would tell as things stand: unique persons, and the chats that take a message each. */
export interface ChannelCount {
  channel: string
  persons: number
  chats: number
}

/**
 * Of an audience those to whom a message may go now: by the phone on the list over `firstWriter`, else in the first chat of
 * their own on one of `channels`. It asks in one statement what `routesBehind` and a plan ask person by person.
 */
export function* countByChannel(
  db: Db,
  addressed: Addressed,
  firstWriter: string | undefined,
  channels: readonly string[],
): Work<ChannelCount[]> {
  if (channels.length === 0) return []
  const ways = waysOf(db, addressed, firstWriter, channels)
  return yield* exec(
    db
      .select({
        channel: ways.channel,
        persons: countDistinct(ways.workerId),
        chats: countDistinct(ways.chat),
      })
      .from(ways)
      .groupBy(ways.channel)
      .orderBy(asc(ways.channel)),
  )
}

function waysOf(db: Db, addressed: Addressed, firstWriter: string | undefined, channels: readonly string[]) {
  const { enrolments, workers, contacts } = db.t
  const own = alias(contacts, 'own')
  const phoned = firstWriter === undefined ? sql`false` : byPhone(db, addressed.agencyId, firstWriter)
  // Who has the phone of a list and who has a chat at that phone are told by one message.
  const atOwn = sql`case when ${own.channel} = ${firstWriter ?? ''} then coalesce(${own.phoneHash}, ${own.id}) else ${own.id} end`
  return db
    .selectDistinct({
      workerId: enrolments.workerId,
      channel: sql<string>`case when ${phoned} then ${firstWriter ?? ''} else ${own.channel} end`.as('way_channel'),
      chat: sql<string>`case when ${phoned} then ${workers.phoneHash} else ${atOwn} end`.as('way_chat'),
    })
    .from(enrolments)
    .innerJoin(workers, eq(workers.id, enrolments.workerId))
    .leftJoin(own, eq(own.id, ownChat(db, channels)))
    .where(
      and(
        belongs(db, addressed),
        not(grieves(db)),
        not(refuses(db, workers.id)),
        or(firstWriter === undefined ? undefined : phoned, isNotNull(own.id)),
      ),
    )
    .as('ways')
}

function byPhone(db: Db, agencyId: string, channel: string): SQL {
  const { workers, contacts, consents } = db.t
  const at = and(eq(contacts.channel, channel), eq(contacts.phoneHash, workers.phoneHash))
  const contact = (more: SQL | undefined) => db.select({ one: sql`1` }).from(contacts).where(and(at, more))
  const leave = db
    .select({ one: sql`1` })
    .from(consents)
    .where(
      and(eq(consents.phoneHash, workers.phoneHash), eq(consents.agencyId, agencyId), isNull(consents.withdrawnAt)),
    )
  return and(
    isNotNull(workers.phoneHash),
    notInArray(workers.phoneHash, crowds(db)),
    not(exists(contact(isNotNull(contacts.optedOutAt)))),
    or(exists(leave), exists(contact(isNotNull(contacts.optedInAt)))),
  )!
}

/** The first chat of the worker's own that wants news, in the order of `contactsOfWorkers`. */
function ownChat(db: Db, channels: readonly string[]): SQL {
  const { workers, contacts, contactWorkers } = db.t
  const first = db
    .select({ id: contacts.id })
    .from(contactWorkers)
    .innerJoin(contacts, eq(contacts.id, contactWorkers.contactId))
    .where(
      and(
        eq(contactWorkers.workerId, workers.id),
        inArray(contacts.channel, [...channels]),
        isNotNull(contacts.optedInAt),
        isNull(contacts.optedOutAt),
      ),
    )
    .orderBy(asc(contactWorkers.provenAt), asc(contacts.id))
    .limit(1)
  return sql`(${first})`
}

/** A chat of the worker's own, or at the worker's phone, is in mourning, or the worker is told to have died. */
function grieves(db: Db): SQL {
  const { workers, contacts, contactWorkers } = db.t
  const one = { one: sql`1` }
  const atPhone = db
    .select(one)
    .from(contacts)
    .where(and(eq(contacts.phoneHash, workers.phoneHash), isNotNull(contacts.bereavedAt)))
  const linked = db
    .select(one)
    .from(contactWorkers)
    .innerJoin(contacts, eq(contacts.id, contactWorkers.contactId))
    .where(and(eq(contactWorkers.workerId, workers.id), isNotNull(contacts.bereavedAt)))
  return or(exists(atPhone), exists(linked), isToldDead(db, workers.id))!
}
