import { performance } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import type { Walk } from './walks.ts'
import { Wire } from './wire.ts'

const HOOK = '/hooks/simulated'

/** What was measured on the outside of a host. */
export interface Measured {
  messages: number
  seconds: number
  /** How long each answer took, in milliseconds. */
  waits: number[]
}

interface Talker {
  walk: Walk
  said: number
}

/** Contacts who walk their walks over some connections; a contact says nothing before the last message was answered. */
export class Load {
  private readonly wires: Wire[]
  private readonly ready: Talker[]
  private sent = 0

  private constructor(wires: Wire[], walks: readonly Walk[]) {
    this.wires = wires
    this.ready = walks.map((walk) => ({ walk, said: 0 }))
  }

  static async open(port: number, connections: number, walks: readonly Walk[]): Promise<Load> {
    return new Load(await Promise.all(Array.from({ length: connections }, () => Wire.open(port))), walks)
  }

  /** Lets every contact say what is said once. */
  async begin(): Promise<void> {
    const beginners = this.ready.filter(({ walk, said }) => said < walk.first.length)
    await this.over(async (wire) => {
      const talker = beginners.shift()
      if (!talker) return false
      while (talker.said < talker.walk.first.length) await this.say(wire, talker)
      return true
    })
  }

  run(seconds: number): Promise<Measured> {
    const from = performance.now()
    return this.runUntil(() => performance.now() - from >= seconds * 1000)
  }

  /** `restMs`: how long each connection rests between two messages. */
  async runUntil(isOver: () => boolean, restMs = 0): Promise<Measured> {
    const waits: number[] = []
    const from = performance.now()
    await this.over(async (wire) => {
      const before = performance.now()
      if (isOver()) return false
      const talker = this.ready.shift()!
      await this.say(wire, talker)
      this.ready.push(talker)
      waits.push(performance.now() - before)
      if (restMs > 0) await setTimeout(restMs)
      return true
    })
    return { messages: waits.length, seconds: (performance.now() - from) / 1000, waits }
  }

  close(): void {
    for (const wire of this.wires) wire.close()
  }

  private async over(once: (wire: Wire) => Promise<boolean>): Promise<void> {
    await Promise.all(
      this.wires.map(async (wire) => {
        while (await once(wire));
      }),
    )
  }

  private async say(wire: Wire, talker: Talker): Promise<void> {
    const { address, phone, first, again } = talker.walk
    const n = talker.said++
    const text = first[n] ?? again[(n - first.length) % again.length]
    const status = await wire.post(HOOK, JSON.stringify({ externalId: `m${this.sent++}`, address, phone, text }))
    if (status !== 200) throw new Error(`a message was answered with ${status}`)
  }
}
