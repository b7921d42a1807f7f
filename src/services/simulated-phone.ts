import type { Arrival, Outgoing, Sent } from '../channels/channel.ts'
import type { Clock } from '../domain/clock.ts'
import type { SpokenPrompt } from '../domain/message.ts'
import { deliverReplies, settleLapsed } from './deliver.ts'
import { routeNotices } from './notices.ts'
import { takeReceipt } from './receipts.ts'
import { receive } from './receive.ts'
import { deliverAllDue } from './sweeps.ts'
import type { World } from './world.ts'

/** What one line of a conversation brought. */
export interface Overheard {
  replies: SpokenPrompt[]
  intent: string
  session: { flow: string | null; step: string } | null
}

// A person reads and types: between two messages some seconds go by.
const BETWEEN_MESSAGES_MS = 5000
const STEP_MS = 3_600_000

/** A phone on the simulated channel, with a clock that only its owner turns. */
export class SimulatedPhone {
  readonly clock: Clock = { now: () => this.at }
  private at: Date
  private world!: World
  private shown: Outgoing[] = []
  private unread: string[] = []
  private readonly address: string
  private readonly phone: string | undefined

  constructor(address: string, phone: string | undefined, at: Date) {
    this.address = address
    this.phone = phone
    this.at = at
  }

  joins(world: World): void {
    this.world = world
  }

  /** Takes what the channel carries; messages to other phones arrive there unseen. */
  carry(message: Outgoing): Sent {
    if (message.address === this.address || message.address === this.phone) {
      this.shown.push(message)
      this.unread.push(message.id)
    }
    return { sent: true, externalId: message.id, delivered: true }
  }

  /** Says something and listens until the answer is there. */
  async say(said: Omit<Arrival, 'externalId' | 'address'>): Promise<Overheard> {
    await this.read()
    const { world } = this
    const externalId = world.ids.next(this.at)
    const phone = this.phone === undefined ? {} : { phone: this.phone }
    const got = await receive(world, 'simulated', { ...phone, ...said, externalId, address: this.address })
    this.pass(BETWEEN_MESSAGES_MS)
    await deliverReplies(world, got.replies)
    return { replies: this.look(), intent: got.intent, session: got.session }
  }

  /** Lets time go by; what falls due meanwhile, also for others, goes out at its hour. */
  async wait(ms: number): Promise<Overheard> {
    for (let left = ms; left > 0; left -= STEP_MS) {
      this.pass(Math.min(left, STEP_MS))
      await routeNotices(this.world)
      await settleLapsed(this.world)
      await deliverAllDue(this.world)
    }
    return { replies: this.look(), intent: 'wait', session: null }
  }

  /** Whoever writes has read what came before. */
  private async read(): Promise<void> {
    const ids = this.unread.splice(0)
    for (const ours of ids)
      await takeReceipt(this.world, { channel: 'simulated', message: { ours }, kind: 'read', at: this.at })
  }

  private look(): SpokenPrompt[] {
    return this.shown.splice(0).map(({ prompt }) => prompt)
  }

  private pass(ms: number): void {
    this.at = new Date(this.at.getTime() + ms)
  }
}
