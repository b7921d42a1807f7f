import type { Channel, ChannelState } from '../channels/channel.ts'
import { allowance, type HaltReason } from '../domain/caution.ts'
import { DomainError } from '../domain/errors.ts'
import { may, type Officer } from '../domain/officer.ts'
import { handedInDay, type Pace, RESTED } from '../domain/pacing.ts'
import { allPaces, holdPace, keepPace } from '../store/paces.ts'
import { runRacing } from '../store/work.ts'
import { audited } from './accounts/audited.ts'
import { type Form, once } from './once.ts'
import type { World } from './world.ts'

/** A channel as those see it who look after the installation. */
export interface ChannelView {
  name: string
  /** Undefined where there is nothing that could be lost. */
  state: ChannelState | undefined
  /** What is to be scanned with the phone now. */
  pairing: string | undefined
  /** Why nothing leaves that nobody asked for. */
  halt: { why: HaltReason; at: Date } | undefined
  /** What nobody asked for and left in the last 24 hours, and how much of it may; null: any number. */
  today: number
  allowance: number | null
}

/** The channels of this process, in the order in which they are asked. */
export async function channelViews(world: World): Promise<ChannelView[]> {
  const paces = await world.database.run(allPaces)
  const now = world.clock.now()
  return [...world.channels.values()].map((channel) => viewOf(channel, paces.get(channel.name) ?? RESTED, now))
}

function viewOf(channel: Channel, pace: Pace, now: Date): ChannelView {
  const { caution, perDay = null } = channel.abilities
  return {
    name: channel.name,
    state: channel.state?.(),
    pairing: channel.pairing?.(),
    halt: haltOf(pace),
    today: handedInDay(pace, now),
    allowance: caution ? allowance(caution, pace.care?.since, now) : perDay,
  }
}

/** Why nothing leaves on some channels that nobody asked for, by their names. */
export async function halts(world: World): Promise<Map<string, { why: HaltReason; at: Date }>> {
  const found = new Map<string, { why: HaltReason; at: Date }>()
  for (const [name, pace] of await world.database.run(allPaces)) {
    const halt = haltOf(pace)
    if (halt) found.set(name, halt)
  }
  return found
}

function haltOf({ care }: Pace): ChannelView['halt'] {
  return care?.halt && { why: care.halt.why, at: new Date(care.halt.at) }
}

/** Lets a channel go on that has stopped by itself. Throws `messengers.refused`, `messengers.notHalted`, `console.twice`. */
export async function resumeChannel(world: World, name: string, by: Officer, form?: Form): Promise<void> {
  if (!may(by, 'changeSettings')) throw new DomainError('messengers.refused')
  await runRacing(world.database, function* (db) {
    const now = world.clock.now()
    if (form) yield* once(db, world, form, now)
    const pace = yield* holdPace(db, name)
    const { halt, ...care } = pace.care ?? {}
    if (!halt) throw new DomainError('messengers.notHalted')
    yield* keepPace(db, name, { ...pace, care: { ...care, resumedAt: now.getTime() } })
    yield* audited(db, world, by, 'channel.resumed', `channel:${name}`, { why: halt.why })
  })
}
