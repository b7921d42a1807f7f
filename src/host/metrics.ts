import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { WebChat } from '../channels/web-chat/web-chat.ts'
import { halts } from '../services/channel-views.ts'
import type { World } from '../services/world.ts'
import { outboxCounts } from '../store/outbox.ts'

/** Counts what the hooks answered; a plain map, since each request passes here. */
export class Tally {
  readonly counts = new Map<string, number>()

  count(channel: string, status: number): void {
    const key = `${channel} ${status}`
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1)
  }
}

/** `/metrics` in Prometheus' text format: no persons, no addresses, only counts; for this machine and its network. */
export async function metrics(app: FastifyInstance, { world, tally }: { world: World; tally: Tally }): Promise<void> {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  hookCounter(registry, tally)
  outboxGauge(registry, world)
  channelGauge(registry, world)
  stateGauge(registry, world)
  haltGauge(registry, world)
  pagesGauge(registry, world)
  app.get('/metrics', { config: { allow: 'inside' } }, async (_, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  )
}

function hookCounter(registry: Registry, tally: Tally): void {
  new Counter({
    name: 'sapa_hook_requests_total',
    help: 'What the hooks of the channels answered.',
    labelNames: ['channel', 'status'],
    registers: [registry],
    collect() {
      this.reset()
      for (const [key, count] of tally.counts) {
        const [channel, status] = key.split(' ') as [string, string]
        this.inc({ channel, status }, count)
      }
    },
  })
}

function outboxGauge(registry: Registry, world: World): void {
  new Gauge({
    name: 'sapa_outbox_messages',
    help: 'Messages that wait, that failed, and of which it is not known whether they arrived.',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const counts = await world.database.run(outboxCounts)
      for (const [state, count] of Object.entries(counts)) this.set({ state }, count)
    },
  })
}

function channelGauge(registry: Registry, world: World): void {
  new Gauge({
    name: 'sapa_channel_ready',
    help: 'Whether a channel has its platform: 0 while it starts and when it is lost.',
    labelNames: ['channel'],
    registers: [registry],
    collect() {
      for (const channel of world.channels.values())
        if (channel.state) this.set({ channel: channel.name }, channel.state().is === 'ready' ? 1 : 0)
    },
  })
}

function stateGauge(registry: Registry, world: World): void {
  new Gauge({
    name: 'sapa_channel_state',
    help: 'How a channel stands with its platform: 1 for starting, qr (a phone is to be linked), ready or lost.',
    labelNames: ['channel', 'state'],
    registers: [registry],
    collect() {
      this.reset()
      for (const channel of world.channels.values())
        if (channel.state) this.set({ channel: channel.name, state: channel.state().is }, 1)
    },
  })
}

function haltGauge(registry: Registry, world: World): void {
  new Gauge({
    name: 'sapa_channel_halted',
    help: 'Channels by which nothing leaves that nobody asked for, before an officer has looked.',
    labelNames: ['channel', 'why'],
    registers: [registry],
    async collect() {
      this.reset()
      for (const [channel, { why }] of await halts(world)) this.set({ channel, why }, 1)
    },
  })
}

function pagesGauge(registry: Registry, world: World): void {
  new Gauge({
    name: 'sapa_web_chat_pages_waiting',
    help: 'Web chat pages that wait for replies.',
    registers: [registry],
    collect() {
      for (const channel of world.channels.values()) if (channel instanceof WebChat) this.set(channel.listening)
    },
  })
}
