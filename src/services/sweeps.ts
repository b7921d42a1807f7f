import { Cron } from 'croner'
import type { Settings } from '../domain/settings.ts'
import { chain } from '../store/audit.ts'
import { holdLease } from '../store/leases.ts'
import { readSettings } from '../store/settings.ts'
import { type Database, LostRace } from '../store/work.ts'
import { forgetEntries } from './accounts/forget.ts'
import { keepCampaignsRunning } from './campaigns/run.ts'
import { fetchFiles, sweepFiles } from './chat-files/fetch.ts'
import { deliverEvenly, settleLapsed } from './deliver.ts'
import { runJourneys } from './journeys/run.ts'
import { underLease } from './lease.ts'
import { forgetNeeds } from './needs.ts'
import { routeNotices } from './notices.ts'
import { foldReach } from './reach-fold.ts'
import { settleEarly } from './receipts.ts'
import { announceReports } from './reports/announce.ts'
import { makeReports } from './reports/monthly.ts'
import { sweepUploads } from './uploads/sweep.ts'
import type { World } from './world.ts'

const LEASE_MS = 60_000
const CHAIN_BATCH = 200
// As long as a reply is held in a burst: by then whoever queued a fresh one has sent it.
const REST_MS = 2000
const TICK_MS = 900
// Less than their lease, which is taken anew each time.
const CAMPAIGNS_MS = 20_000

/** The settings as last read from the database, and how to read them again. */
export class SettingsReader {
  private kept: Settings
  private readonly database: Database

  private constructor(database: Database, kept: Settings) {
    this.database = database
    this.kept = kept
  }

  static async open(database: Database): Promise<SettingsReader> {
    return new SettingsReader(database, await database.run(readSettings))
  }

  readonly now = (): Settings => this.kept

  async refresh(): Promise<void> {
    this.kept = await this.database.run(readSettings)
  }
}

/** Numbers and chains the deeds that were noted since; only one process at a time. */
export async function chainAudit(world: World, holder: string): Promise<void> {
  for (;;) {
    const chained = await world.database.run(function* (db) {
      const now = world.clock.now()
      const held = yield* holdLease(db, 'audit', holder, now, new Date(now.getTime() + LEASE_MS))
      return held ? yield* chain(db, CHAIN_BATCH) : 0
    })
    if (chained < CHAIN_BATCH) return
  }
}

/**
 * Looks for work that lies in the tables, again and again, until stopped. What it misses once it finds the next time. Stopping
 * resolves when all that was begun has come to an end: what was handed to a platform is noted.
 */
export function startSweeps(world: World, settings: SettingsReader, holder: string): () => Promise<void> {
  const ending = new AbortController()
  const running = new Set<Promise<unknown>>()
  const sweeps: [name: string, pattern: string, sweep: () => Promise<unknown>][] = [
    ['deliver', '* * * * * *', () => deliverEvenly(world, REST_MS, TICK_MS, ending.signal)],
    ['settings', '*/5 * * * * *', () => settings.refresh()],
    ['audit', '*/5 * * * * *', () => chainAudit(world, holder)],
    ['receipts', '*/5 * * * * *', () => settleEarly(world)],
    ['files', '*/5 * * * * *', () => alone(world, 'files', holder, () => fetchFiles(world))],
    ['oldFiles', '0 47 * * * *', () => alone(world, 'oldFiles', holder, () => sweepFiles(world))],
    ['lapsed', '*/15 * * * * *', () => settleLapsed(world)],
    ['notices', '*/30 * * * * *', () => alone(world, 'notices', holder, () => routeNotices(world))],
    ['entries', '0 17 * * * *', () => alone(world, 'entries', holder, () => forgetEntries(world))],
    ['needs', '0 37 * * * *', () => alone(world, 'needs', holder, () => forgetNeeds(world))],
    ['reports', '0 */10 * * * *', () => alone(world, 'reports', holder, () => monthlyReports(world))],
    ['reach', '40 * * * * *', () => alone(world, 'reach', holder, () => foldReach(world))],
    ['uploads', '0 7 * * * *', () => sweepUploads(world)],
    [
      'campaigns',
      '*/2 * * * * *',
      () => alone(world, 'campaigns', holder, () => keepCampaignsRunning(world, CAMPAIGNS_MS, ending.signal)),
    ],
    ['journeys', '20 * * * * *', () => alone(world, 'journeys', holder, () => runJourneys(world))],
  ]
  const crons = sweeps.map(([name, pattern, sweep]) => {
    const failed = (error: unknown) => tellFailure(world, name, error)
    return new Cron(pattern, { protect: true, unref: true }, async () => {
      const swept = sweep()
        .catch(failed)
        .finally(() => running.delete(swept))
      running.add(swept)
      await swept
    })
  })
  return async () => {
    ending.abort()
    for (const cron of crons) cron.stop()
    await Promise.all(running)
  }
}

/** After a standstill a process may do for a moment what another has taken on: what that one has done stands. */
function tellFailure({ log }: World, sweep: string, error: unknown): void {
  if (error instanceof LostRace) log.warn({ error, sweep }, 'another process was quicker; the sweep will run again')
  else log.error({ error, sweep }, 'a sweep failed; it will run again')
}

async function monthlyReports(world: World): Promise<void> {
  await makeReports(world)
  await announceReports(world)
}

/** Runs a sweep that only one process runs at a time, also where it takes longer than a lease. */
async function alone(world: World, name: string, holder: string, sweep: () => Promise<unknown>): Promise<void> {
  await underLease(world, { name, holder, forMs: LEASE_MS }, sweep)
}
