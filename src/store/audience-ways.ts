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
import { firstWriterOf, type Means } from '../domain/route.ts'
import { type Addressed, belongs } from './audience.ts'
import { blocks, refuses } from './refusals.ts'
import { isToldDead } from './told-deaths.ts'
import { type Db, exec, type Work } from './work.ts'
import { crowds } from './workers.ts'

/** Whom a channel would tell as things stand: unique persons, and the chats that take a message each. */
export interface ChannelCount {
  channel: string
  persons: number
  chats: number
}

/**
 * Of an audience those to whom a message may go now, by the channel of their best way. It asks in one statement what `wayTo` asks
 * person by person.
 */
export function* countByChannel(
  db: Db,
  addressed: Addressed,
  channels: ReadonlyMap<string, Means>,
): Work<ChannelCount[]> {
  if (channels.size === 0) return []
  const ways = waysOf(db, addressed, channels)
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

function waysOf(db: Db, addressed: Addressed, channels: ReadonlyMap<string, Means>) {
  const { enrolments, workers, contacts } = db.t
  const best = alias(contacts, 'best')
  const official = [...channels].flatMap(([name, means]) => (means.official ? [name] : []))
  const firstWriter = firstWriterOf(channels)
  const mayWriteFirst = firstWriter === undefined ? sql`false` : firstWords(db, addressed.agencyId, firstWriter)
  // The phone from which nobody has written comes behind the chats of official channels.
  const isFirst = and(or(isNull(best.id), notInArray(best.channel, official)), mayWriteFirst)!
  return db
    .selectDistinct({
      workerId: enrolments.workerId,
      channel: sql<string>`case when ${isFirst} then ${firstWriter ?? ''} else ${best.channel} end`.as('way_channel'),
      chat: sql<string>`case when ${isFirst} then ${workers.phoneHash} else ${best.id} end`.as('way_chat'),
    })
    .from(enrolments)
    .innerJoin(workers, eq(workers.id, enrolments.workerId))
    .leftJoin(best, eq(best.id, bestChat(db, addressed.agencyId, [...channels.keys()], official)))
    .where(
      and(
        belongs(db, addressed),
        not(grieves(db)),
        not(refuses(db, workers.id)),
        or(isNotNull(best.id), firstWriter === undefined ? undefined : mayWriteFirst),
      ),
    )
    .as('ways')
}

/** The chat that comes first of the worker's own that asked for news and those at the phone on the list. */
function bestChat(db: Db, agencyId: string, channels: readonly string[], official: readonly string[]): SQL {
  const { workers, contacts, contactWorkers, sessions } = db.t
  const { id, channel } = contacts
  const isOpen = and(inArray(channel, [...channels]), isNull(contacts.optedOutAt))
  const rank = sql<number>`case when ${inArray(channel, [...official])} then 0 else 1 end`.as('rank')
  const own = db
    .select({ id, rank })
    .from(contactWorkers)
    .innerJoin(contacts, eq(id, contactWorkers.contactId))
    .where(and(eq(contactWorkers.workerId, workers.id), isOpen, isNotNull(contacts.optedInAt)))
  const atPhone = db
    .select({ id, rank })
    .from(contacts)
    .where(
      and(
        eq(contacts.phoneHash, workers.phoneHash),
        isOpen,
        mayPhone(db),
        or(isNotNull(contacts.optedInAt), hasLeave(db, agencyId)),
      ),
    )
  const open = sql`(${own.getSQL()} union ${atPhone.getSQL()})`
  const heard = sql`(select ${sessions.heardAt} from ${sessions} where ${sessions.contactId} = open_chats.id) desc nulls last`
  return sql`(select open_chats.id from ${open} as open_chats order by open_chats.rank, ${heard}, open_chats.id limit 1)`
}

/** That the phone on the list may be written to by a channel from which nobody there has written yet. */
function firstWords(db: Db, agencyId: string, channel: string): SQL {
  return and(mayPhone(db), hasLeave(db, agencyId), not(existsAtPhone(db, eq(db.t.contacts.channel, channel))))!
}

function mayPhone(db: Db): SQL {
  const { workers, contacts } = db.t
  return and(
    isNotNull(workers.phoneHash),
    notInArray(workers.phoneHash, crowds(db)),
    not(existsAtPhone(db, isNotNull(contacts.optedOutAt))),
    not(blocks(db, workers.id)),
  )!
}

function existsAtPhone(db: Db, more: SQL): SQL {
  const { workers, contacts } = db.t
  return exists(
    db
      .select({ one: sql`1` })
      .from(contacts)
      .where(and(eq(contacts.phoneHash, workers.phoneHash), more)),
  )
}

function hasLeave(db: Db, agencyId: string): SQL {
  const { workers, consents } = db.t
  return exists(
    db
      .select({ one: sql`1` })
      .from(consents)
      .where(
        and(eq(consents.phoneHash, workers.phoneHash), eq(consents.agencyId, agencyId), isNull(consents.withdrawnAt)),
      ),
  )
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
