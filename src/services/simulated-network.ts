import type { Arrival, Outgoing, Sent } from '../channels/channel.ts'
import type { TurnableClock } from '../domain/clock.ts'
import type { SpokenPrompt } from '../domain/message.ts'
import { outboxCounts } from '../store/outbox.ts'
import { runCampaigns } from './campaigns/run.ts'
import { deliverAllDue, deliverReplies, settleLapsed } from './deliver.ts'
import { routeNotices } from './notices.ts'
import { takeReceipt } from './receipts.ts'
import { receive } from './receive.ts'
import type { World } from './world.ts'

/** What one line of a conversation brought. */
export interface Overheard {
  replies: SpokenPrompt[]
  intent: string
  session: { flow: string | null; step: string } | null
}

/** A person reads and types: between two messages some seconds go by. */
export const BETWEEN_MESSAGES_MS = 5000
// What waits for its hour is looked at each hour; otherwise a day is a day.
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** The phones behind the simulated channel: each message arrives at once and stays until its phone is looked at. */
export class SimulatedNetwork {
  private readonly arrived = new Map<string, Outgoing[]>()

  readonly carry = (message: Outgoing): Sent => {
    this.arrived.set(message.address, [...this.at(message.address), message])
    return { sent: true, externalId: message.id, delivered: true }
  }

  /** What lies at an address; it stays there. */
  at(address: string): readonly Outgoing[] {
    return this.arrived.get(address) ?? []
  }

  /** Takes what lies at an address. */
  collect(address: string): Outgoing[] {
    const messages = [...this.at(address)]
    this.arrived.delete(address)
    return messages
  }

  addresses(): string[] {
    return [...this.arrived.keys()]
  }
}

/** One phone of the network and whoever holds it; time goes by as they talk. */
export class SimulatedPhone {
  private unread: string[] = []
  private readonly world: World
  private readonly network: SimulatedNetwork
  private readonly clock: TurnableClock
  private readonly address: string
  private readonly phone: string | undefined

  constructor(world: World, network: SimulatedNetwork, clock: TurnableClock, address: string, phone?: string) {
    this.world = world
    this.network = network
    this.clock = clock
    this.address = address
    this.phone = phone
  }

  /** What has come in since the last look. */
  look(): SpokenPrompt[] {
    const addresses = new Set([this.address, this.phone ?? this.address])
    const messages = [...addresses].flatMap((address) => this.network.collect(address))
    this.unread.push(...messages.map(({ id }) => id))
    return messages.map(({ prompt }) => prompt)
  }

  /** Says something and listens until the answer is there. */
  async say(said: Omit<Arrival, 'externalId' | 'address'>): Promise<Overheard> {
    await this.read()
    const { world, clock, phone, address } = this
    const externalId = world.ids.next(clock.now())
    const got = await receive(world, 'simulated', {
      ...(phone !== undefined && { phone }),
      ...said,
      externalId,
      address,
    })
    clock.pass(BETWEEN_MESSAGES_MS)
    await deliverReplies(world, got.replies)
    return { replies: this.look(), intent: got.intent, session: got.session }
  }

  /** Lets time go by; what falls due meanwhile, also for others, goes out at its hour. */
  async wait(ms: number): Promise<Overheard> {
    await letTimePass(this.world, this.clock, ms)
    return { replies: this.look(), intent: 'wait', session: null }
  }

  /** Whoever writes has read what came before. */
  private async read(): Promise<void> {
    for (const ours of this.unread.splice(0)) {
      await takeReceipt(this.world, { channel: 'simulated', message: { ours }, kind: 'read', at: this.clock.now() })
    }
  }
}

/** Lets time go by on a clock that can be turned; what falls due meanwhile goes out at its hour. */
export async function letTimePass(world: World, clock: TurnableClock, ms: number): Promise<void> {
  for (let left = ms; left > 0; ) {
    const { waiting } = await world.database.run(outboxCounts)
    const step = Math.min(left, waiting > 0 ? HOUR_MS : DAY_MS)
    clock.pass(step)
    left -= step
    await routeNotices(world)
    await runCampaigns(world)
    await settleLapsed(world)
    await deliverAllDue(world)
  }
}
