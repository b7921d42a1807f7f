import { and, count, eq, notExists, notInArray, type SQL, sql } from 'drizzle-orm'
import { mergedEntries } from './persons.ts'
import type { Recipient } from './recipients.ts'
import { type Db, exec, type Work } from './work.ts'

export type Tally = Pick<Recipient, 'outcome' | 'reason' | 'result'> & { persons: number }

/** Leaves out whom a campaign has under another entry already. */
function ofPersons(db: Db): SQL {
  return notInArray(db.t.campaignRecipients.workerId, mergedEntries(db))
}

/** Recipients by what was decided about them and what became of it. */
export function* tallyRecipients(db: Db, campaignId: string): Work<Tally[]> {
  const { campaignRecipients: recipients } = db.t
  const { outcome, reason, result } = recipients
  return yield* exec(
    db
      .select({ outcome, reason, result, persons: count() })
      .from(recipients)
      .where(and(eq(recipients.campaignId, campaignId), ofPersons(db)))
      .groupBy(outcome, reason, result),
  )
}

/** Recipients of a campaign, and those of them whose message has left. */
export function* countRecipients(db: Db, id: string): Work<{ persons: number; sent: number }> {
  const { campaignId, result } = db.t.campaignRecipients
  const [row] = yield* exec(
    db
      .select({ persons: count(), sent: count(sql`case when ${result} = 'sent' then 1 end`) })
      .from(db.t.campaignRecipients)
      .where(and(eq(campaignId, id), ofPersons(db))),
  )
  return row!
}

/** Persons of a campaign of whom the ledger holds a kind, by kind. */
export function* tallyReach(db: Db, occasion: string): Work<Map<string, number>> {
  const { reach } = db.t
  const rows = yield* exec(
    db
      .select({ kind: reach.kind, n: count() })
      .from(reach)
      .where(and(eq(reach.occasion, occasion), notInArray(reach.workerId, mergedEntries(db))))
      .groupBy(reach.kind),
  )
  return new Map(rows.map(({ kind, n }) => [kind, n]))
}

/** Persons of whose message nobody knows whether it arrived, and no later receipt has told. */
export function* stillUnknown(db: Db, campaignId: string, occasion: string): Work<number> {
  const { campaignRecipients: recipients, reach } = db.t
  const known = db
    .select({ one: sql`1` })
    .from(reach)
    .where(and(eq(reach.workerId, recipients.workerId), eq(reach.occasion, occasion), eq(reach.kind, 'sent')))
  const [row] = yield* exec(
    db
      .select({ n: count() })
      .from(recipients)
      .where(
        and(eq(recipients.campaignId, campaignId), eq(recipients.result, 'unknown'), notExists(known), ofPersons(db)),
      ),
  )
  return row!.n
}
