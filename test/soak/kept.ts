import { and, count, gt } from 'drizzle-orm'
import type { World } from '../../src/services/world.ts'
import { open } from '../../src/store/outbox.ts'
import { exec } from '../../src/store/work.ts'

/** Messages that somebody had in hand when this was asked; those of an earlier death are not counted again. */
export async function countInFlight({ database, clock }: World): Promise<number> {
  const now = clock.now()
  const [row] = await database.run((db) =>
    exec(
      db
        .select({ n: count() })
        .from(db.t.outbox)
        .where(and(open(db), gt(db.t.outbox.leasedUntil, now))),
    ),
  )
  return row!.n
}

/** What the tables hold of a campaign once it is over. */
export interface Kept {
  /** Recipients by what was decided about them and what became of it, such as `message sent`. */
  recipients: Record<string, number>
  /** Of each message: the chat's address, and whether it is known to have been sent. */
  messages: { address: string; isSent: boolean; isUnknown: boolean }[]
  /** Persons of whom the ledger says that a message was sent. */
  reached: number
}

export async function readKept({ database, vault }: World): Promise<Kept> {
  const { recipients, outbox, contacts, reach } = await database.run(function* (db) {
    const { t } = db
    return {
      recipients: yield* exec(db.select().from(t.campaignRecipients)),
      outbox: yield* exec(db.select().from(t.outbox)),
      contacts: yield* exec(db.select().from(t.contacts)),
      reach: yield* exec(db.select().from(t.reach)),
    }
  })
  const addresses = new Map(contacts.map((one) => [one.id, vault.open('contacts.address', one.addressSealed)]))
  const kinds = Map.groupBy(recipients, ({ outcome, result }) => [outcome, result].filter(Boolean).join(' '))
  return {
    recipients: Object.fromEntries([...kinds].map(([kind, all]) => [kind, all.length])),
    messages: outbox.map(({ contactId, sentAt, unknownAt }) => ({
      address: addresses.get(contactId)!,
      isSent: sentAt !== null,
      isUnknown: sentAt === null && unknownAt !== null,
    })),
    reached: new Set(reach.filter(({ kind }) => kind === 'sent').map(({ workerId }) => workerId)).size,
  }
}
