import { createHash } from 'node:crypto'
import { V7Generator } from 'uuidv7'
import type { Abilities, Channel, Outgoing, Sent } from '../../src/channels/channel.ts'
import { simulated } from '../../src/channels/simulated/simulated.ts'
import { TurnableClock } from '../../src/domain/clock.ts'
import type { Ids } from '../../src/domain/ids.ts'
import { type Settings, settingsFrom } from '../../src/domain/settings.ts'
import { house } from '../../src/flows/all.ts'
import { openWords } from '../../src/i18n/say.ts'
import type { World } from '../../src/services/world.ts'
import { openVault } from '../../src/store/open.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { KeyRing } from '../../src/store/vault.ts'
import type { Database } from '../../src/store/work.ts'

const words = openWords()

/** A Tuesday in office hours in Probolinggo. */
export const TUESDAY = '2026-11-24T09:00:00+07:00'

export interface TestWorld extends World {
  clock: TurnableClock
  /** What the simulated channel has carried, oldest first. */
  carried: Outgoing[]
  /** What the next sends come to; without any, each is accepted. */
  outcomes: Sent[]
  logged: { level: string; what: object; message: string }[]
  change(settings: Partial<Settings>): void
}

export interface TestWorldOptions {
  database?: Database
  at?: string
  channels?: readonly Channel[]
  abilities?: Partial<Abilities>
  /** For tests in which officers hand files in. */
  inbox?: string
}

/** Everything that services stand on, real, in memory, with a clock that the test turns and ids that repeat. */
export async function testWorld(options: TestWorldOptions = {}): Promise<TestWorld> {
  const clock = new TurnableClock(new Date(options.at ?? TUESDAY))
  const ids = seededIds()
  const database = options.database ?? openSqlite(':memory:')
  const vault = await openVault(database, new KeyRing(Buffer.alloc(32, 7)), clock.now(), ids.random)
  const carried: Outgoing[] = []
  const outcomes: Sent[] = []
  const carry = (message: Outgoing): Sent => {
    const sent = outcomes.shift() ?? { sent: true, externalId: `sim-${message.id}` }
    if (sent.sent) carried.push(message)
    return sent
  }
  let settings = settingsFrom({})
  const logged: TestWorld['logged'] = []
  const log = (level: string) => (what: object, message: string) => void logged.push({ level, what, message })
  const channels = options.channels ?? [simulated(carry, options.abilities)]
  return {
    ...{ clock, ids, database, vault, words, house, carried, outcomes, logged },
    channels: new Map(channels.map((channel) => [channel.name, channel])),
    settings: () => settings,
    change: (changed) => {
      settings = { ...settings, ...changed }
    },
    publicUrl: 'http://localhost:8080',
    inbox: options.inbox ?? '/nowhere',
    log: { info: log('info'), warn: log('warn'), error: log('error') },
  }
}

/** Ids and "secrets" that are the same in each run. */
export function seededIds(seed = 'sapa'): Ids {
  let drawn = 0
  const random = (bytes: number) => {
    const blocks: Buffer[] = []
    while (blocks.length * 32 < bytes) blocks.push(createHash('sha256').update(`${seed}:${drawn++}`).digest())
    return Buffer.concat(blocks).subarray(0, bytes)
  }
  const generator = new V7Generator({ nextUint32: () => random(4).readUint32BE() })
  return { next: (at) => generator.generateOrResetWithTs(at.getTime()).toString(), random }
}
