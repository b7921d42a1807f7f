import { sql } from 'drizzle-orm'
import { HANDOVER_KINDS } from '../../domain/handover.ts'
import { LOCALES } from '../../domain/message.ts'
import type { Kit } from '../kit.ts'

/** Who writes to us and what was said, in and out. */
export function talkTables(k: Kit) {
  const contacts = k.table(
    'contacts',
    {
      id: k.text().primaryKey(),
      /** By which an officer finds this chat when the person stands before them; proves nothing. */
      code: k.text().notNull().unique(),
      channel: k.text().notNull(),
      addressSealed: k.text().notNull(),
      addressHash: k.text().notNull(),
      /** The phone that the channel vouches for, or that the person shared with its button. */
      phoneHash: k.text(),
      /** Another name of the same account on its channel: its phone as an address, where the address is an id. */
      akaHash: k.text(),
      /** Until when anything may be said there, where the channel has such a window; kept a few minutes short. */
      windowUntil: k.instant(),
      locale: k.text({ enum: LOCALES }).notNull(),
      optedInAt: k.instant(),
      optedInSource: k.text(),
      optedOutAt: k.instant(),
      /** The platform says that the person has stopped us in this chat; of others it says nothing. Null once they have said it. */
      stoppedAt: k.instant(),
      bereavedAt: k.instant(),
      /** When a notice last left us, or may have left us, for this contact. */
      noticedAt: k.instant(),
      /** The platform asked us to wait with whatever goes to this chat. */
      waitsUntil: k.instant(),
      createdAt: k.instant().notNull(),
    },
    (t) => [
      k.unique('contacts_once').on(t.channel, t.addressHash),
      k.unique('contacts_aka_once').on(t.channel, t.akaHash),
      k.index('contacts_by_phone').on(t.phoneHash),
    ],
  )

  const contactWorkers = k.table(
    'contact_workers',
    {
      contactId: k
        .text()
        .notNull()
        .references(() => contacts.id),
      workerId: k.text().notNull(),
      proof: k.text({ enum: ['phone', 'code', 'officer'] }).notNull(),
      provenAt: k.instant().notNull(),
      provenBy: k.text().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.contactId, t.workerId] }), k.index('contact_workers_by_worker').on(t.workerId)],
  )

  /** All that a turn changes of a contact, in one row, so that it costs one write. */
  const sessions = k.table('sessions', {
    contactId: k.text().primaryKey(),
    rev: k.int().notNull(),
    stateSealed: k.text().notNull(),
    /** When the person last wrote; null for somebody to whom only we have written. */
    heardAt: k.instant(),
  })

  const inbound = k.table(
    'inbound',
    {
      id: k.text().primaryKey(),
      channel: k.text().notNull(),
      externalHash: k.text().notNull(),
      contactId: k.text().notNull(),
      bodySealed: k.text().notNull(),
      receivedAt: k.instant().notNull(),
    },
    (t) => [
      k.unique('inbound_once').on(t.channel, t.externalHash),
      k.index('inbound_by_contact').on(t.contactId, t.id),
    ],
  )

  const outbox = k.table(
    'outbox',
    {
      id: k.text().primaryKey(),
      contactId: k.text().notNull(),
      channel: k.text().notNull(),
      /**
       * `held`: a reply that waits until a burst of messages is over; `officer`: what an officer wrote;
       * `removal`: takes the message `causeId` out of the chat; `claim`: an officer has closed the family's case;
       * `journey`: what is told by itself, see `journeys`; `correction`: an agency has answered what a worker asked to be mended; `report`: tells an officer that a report is there.
       */
      cause: k
        .text({
          enum: [
            'reply',
            'held',
            'notice',
            'campaign',
            'officer',
            'removal',
            'claim',
            'correction',
            'report',
            'journey',
          ],
        })
        .notNull(),
      causeId: k.text().notNull(),
      /** 0 goes first: replies; 5: what nobody asked for. */
      priority: k.int().notNull(),
      bodySealed: k.text().notNull(),
      createdAt: k.instant().notNull(),
      notBefore: k.instant().notNull(),
      expiresAt: k.instant(),
      leasedUntil: k.instant(),
      attempts: k.int().notNull(),
      externalHash: k.text(),
      sentAt: k.instant(),
      deliveredAt: k.instant(),
      readAt: k.instant(),
      failedAt: k.instant(),
      /** Why it failed or was not sent; a word of ours, never the platform's text. */
      failure: k.text(),
      /** The request may have arrived: never sent again blindly. */
      unknownAt: k.instant(),
      cancelledAt: k.instant(),
    },
    (t) => [
      k
        .index('outbox_due')
        .on(t.priority, t.notBefore)
        .where(sql`sent_at is null and failed_at is null and unknown_at is null and cancelled_at is null`),
      k.index('outbox_by_contact').on(t.contactId, t.id),
      k.index('outbox_by_campaign').on(t.causeId, t.id).where(sql`cause = 'campaign'`),
      k
        .index('outbox_waiting')
        .on(t.causeId, t.channel)
        .where(
          sql`cause = 'campaign' and sent_at is null and failed_at is null and unknown_at is null and cancelled_at is null`,
        ),
      k.index('outbox_refused').on(t.causeId, t.failure).where(sql`cause = 'campaign' and failure is not null`),
      k.index('outbox_failed').on(t.id).where(sql`failed_at is not null`),
      k.index('outbox_in_doubt').on(t.id).where(sql`unknown_at is not null and sent_at is null`),
      k.index('outbox_by_external').on(t.channel, t.externalHash).where(sql`external_hash is not null`),
    ],
  )

  /** Receipts that came before our own note of the sending; they are noted as soon as that stands. */
  const earlyReceipts = k.table(
    'early_receipts',
    {
      channel: k.text().notNull(),
      externalHash: k.text().notNull(),
      kind: k.text({ enum: ['delivered', 'read', 'failed'] }).notNull(),
      at: k.instant().notNull(),
      /** What a failure comes to, as JSON; null for the others. */
      outcome: k.text(),
    },
    (t) => [k.primaryKey({ columns: [t.channel, t.externalHash, t.kind] })],
  )

  const handovers = k.table(
    'handovers',
    {
      id: k.text().primaryKey(),
      contactId: k.text().notNull(),
      openedAt: k.instant().notNull(),
      /** The officer who has the thread in hand. */
      takenBy: k.text(),
      /** When an officer last took the thread or wrote into it; while that is fresh the bot is silent. */
      officerAt: k.instant(),
      closedAt: k.instant(),
      /** Counts what officers and the person did with it, so that a stale form is told so. */
      rev: k.int().notNull().default(1),
    },
    (t) => [
      k.unique('handovers_one_open').on(t.contactId).where(sql`closed_at is null`),
      k.index('handovers_waiting').on(t.openedAt).where(sql`closed_at is null`),
    ],
  )

  const handoverEvents = k.table(
    'handover_events',
    {
      id: k.text().primaryKey(),
      handoverId: k
        .text()
        .notNull()
        .references(() => handovers.id),
      at: k.instant().notNull(),
      kind: k.text({ enum: HANDOVER_KINDS }).notNull(),
      /** Null for what the person did. */
      officerId: k.text(),
    },
    (t) => [k.index('handover_events_by_handover').on(t.handoverId, t.id)],
  )

  return { contacts, contactWorkers, sessions, inbound, outbox, earlyReceipts, handovers, handoverEvents }
}
