import type { Arrival, Receive, TakeReceipt } from '../channels/channel.ts'
import type { Reply } from './converse.ts'
import { deliverReplies } from './deliver.ts'
import { takeReceipt } from './receipts.ts'
import { receive } from './receive.ts'
import type { World } from './world.ts'

// Replies that leave a few milliseconds later leave together: taking and settling them shares its commits with the turns.
const GATHER_MS = 5

/** So many at the most have been taken and not settled: as many may be in doubt after a crash. */
export const MOST_IN_FLIGHT = 128

/**
 * Sends replies soon after their commit: those that were committed together go together, a chat's own one after another.
 * What a crash or a failure leaves behind is found in the outbox by the sweeps.
 */
export class Dispatcher {
  private waiting: Reply[] = []
  private readonly busy = new Set<string>()
  private readonly flights = new Set<Promise<void>>()
  private inFlight = 0
  private leaving: NodeJS.Timeout | undefined
  private readonly world: World

  constructor(world: World) {
    this.world = world
  }

  /** How a channel hands in what it hears: stored and answered before it resolves, sent after. */
  receiverFor(channel: string): Receive {
    return async (arrival: Arrival) => {
      const { replies } = await receive(this.world, channel, arrival)
      this.send(replies)
    }
  }

  /** How a channel hands in what its platform says of our messages. */
  receiptsFor(channel: string): TakeReceipt {
    return (receipt) => takeReceipt(this.world, { ...receipt, channel })
  }

  send(replies: readonly Reply[]): void {
    if (replies.length === 0) return
    this.waiting.push(...replies)
    this.soon()
  }

  /** Resolves when everything that was handed in has been settled. */
  async settled(): Promise<void> {
    while (this.waiting.length > 0 || this.flights.size > 0) {
      await Promise.all(this.flights)
      await new Promise((done) => setImmediate(done))
    }
  }

  private fly(): void {
    const free = this.waiting.filter(({ contact }) => !this.busy.has(contact.id))
    const ready = new Set(free.slice(0, MOST_IN_FLIGHT - this.inFlight))
    if (ready.size === 0) return
    this.waiting = this.waiting.filter((reply) => !ready.has(reply))
    this.inFlight += ready.size
    const chats = Map.groupBy(ready, ({ contact }) => contact.id)
    for (const chat of chats.keys()) this.busy.add(chat)
    const flight = deliverReplies(this.world, [...ready], (chat) => this.through(chat, chats))
      .catch((error: unknown) =>
        this.world.log.error({ error }, 'replies wait in the outbox: they could not be taken or settled'),
      )
      .finally(() => {
        this.flights.delete(flight)
        for (const chat of [...chats.keys()]) this.through(chat, chats)
      })
    this.flights.add(flight)
  }

  /** A chat of a flight has landed: its next replies need not wait for the slowest of the others. */
  private through(chat: string, chats: Map<string, Reply[]>): void {
    this.inFlight -= chats.get(chat)?.length ?? 0
    chats.delete(chat)
    this.busy.delete(chat)
    if (this.waiting.length > 0) this.soon()
  }

  private soon(): void {
    this.leaving ??= setTimeout(() => {
      this.leaving = undefined
      this.fly()
    }, GATHER_MS)
  }
}
