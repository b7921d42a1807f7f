import type { FastifyInstance } from 'fastify'
import type { ChannelState } from '../channels/channel.ts'
import type { World } from '../services/world.ts'
import { holdLease } from '../store/leases.ts'
import { limits } from './limits.ts'

export interface Health {
  world: World
  /** Whether all channels have been started. */
  isStarted: () => boolean
}

/**
 * `/healthz`: the process answers. `/readyz`: the database takes a write and the channels have been started; a channel that
 * has lost its platform is told and takes nothing from the others.
 */
export async function health(app: FastifyInstance, { world, isStarted }: Health): Promise<void> {
  app.get('/healthz', { config: { allow: 'public' } }, async () => ({ ok: true }))
  app.get('/readyz', { config: { allow: 'public' } }, async (_, reply) => {
    const now = world.clock.now()
    const written = world.database.run((db) => holdLease(db, 'readiness', 'probe', now, now))
    const database = await Promise.race([written, late(limits.readyMs)])
    if (!database || !isStarted()) reply.code(503)
    return { database, channels: isStarted(), states: statesOf(world) }
  })
}

function statesOf({ channels }: World): Record<string, ChannelState> {
  const states = [...channels.values()].flatMap((channel) =>
    channel.state ? [[channel.name, channel.state()] as const] : [],
  )
  return Object.fromEntries(states)
}

function late(ms: number): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), ms).unref())
}
