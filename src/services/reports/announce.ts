import { freeFrom } from '../../store/contacts.ts'
import { linkedOfficers } from '../../store/officer-chats.ts'
import { markAnnounced, type ReportEntry, unannounced } from '../../store/reports.ts'
import { queueUnasked } from '../../store/unasked.ts'
import type { Db, Work } from '../../store/work.ts'
import { spoken } from '../converse.ts'
import type { World } from '../world.ts'
import { mayTake } from './shelf.ts'

/** A week later it is no news any more. */
const TELLS_FOR_MS = 7 * 86_400_000

/** Tells officers who have linked a chat that a report of theirs is there, each report once; of a month one message for each officer. */
export async function announceReports(world: World): Promise<void> {
  const waiting = await world.database.run(unannounced)
  for (const [month, reports] of Map.groupBy(waiting, (report) => report.month))
    await world.database.run((db) => announce(db, world, month, reports))
}

function* announce(db: Db, world: World, month: string, reports: readonly ReportEntry[]): Work<void> {
  const now = world.clock.now()
  const fresh: ReportEntry[] = []
  for (const report of reports) if (yield* markAnnounced(db, report.id, now)) fresh.push(report)
  for (const { officer, contact } of yield* linkedOfficers(db)) {
    const own = fresh.find(({ agencyId }) => mayTake(officer, agencyId))
    if (!own) continue
    const text = ['reports.announced', { month: { month }, url: `${world.publicUrl}/petugas/laporan` }] as const
    yield* queueUnasked(db, {
      ...{ id: world.ids.next(now), cause: 'report', causeId: own.id },
      ...{ contactId: contact.id, channel: contact.channel, createdAt: now, notBefore: freeFrom(contact, now) },
      bodySealed: world.vault.seal('outbox.body', JSON.stringify(spoken(world, contact.locale, { text }))),
      expiresAt: new Date(now.getTime() + TELLS_FOR_MS),
    })
  }
}
