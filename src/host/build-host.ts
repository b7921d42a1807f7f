import Fastify, { type FastifyInstance, type RouteOptions } from 'fastify'
import { WebChat } from '../channels/web-chat/web-chat.ts'
import type { World } from '../services/world.ts'
import { apiScope } from '../web/api/scope.ts'
import { authorise } from './authorise.ts'
import { limitBodyTime } from './body-time.ts'
import { health } from './health.ts'
import { hooks } from './hooks.ts'
import { limits } from './limits.ts'
import { metrics, Tally } from './metrics.ts'
import { tellErrors, tellUnreadable } from './tell-errors.tsx'
import { webScope } from './web-scope.ts'

export interface HostOptions {
  /** Whether the channels have been started, for `/readyz`; true when left out. */
  isStarted?: () => boolean
  /** Told of each route as it is added. */
  onRoute?: (route: RouteOptions) => void
  /** Whose word on the sender's address is taken: addresses, networks, `loopback`, `uniquelocal`. */
  trustedProxies?: readonly string[]
}

/**
 * The HTTP host over a world. The order of registration is its architecture: what platforms post to comes before all that
 * is there for browsers, and passes none of it. Nothing logs addresses, queries or bodies.
 */
export async function buildHost(
  world: World,
  { isStarted = () => true, onRoute, trustedProxies = ['loopback'] }: HostOptions = {},
): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    requestTimeout: limits.fileMs,
    http: { headersTimeout: limits.requestMs },
    connectionTimeout: limits.idleMs,
    keepAliveTimeout: limits.keepAliveMs,
    bodyLimit: limits.bodyBytes,
    frameworkErrors: tellUnreadable(world),
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true },
    // Behind a proxy that is trusted the sender's address is in the proxy's header.
    trustProxy: [...trustedProxies],
  })
  const tally = new Tally()
  tellErrors(app, world)
  limitBodyTime(app)
  authorise(app, world)
  if (onRoute) app.addHook('onRoute', onRoute)
  // Pages that wait for replies would hold the closing up for as long as they wait.
  app.addHook('preClose', async () => {
    for (const channel of world.channels.values()) if (channel instanceof WebChat) await channel.stop()
  })
  await app.register(health, { world, isStarted })
  await app.register(metrics, { world, tally })
  await app.register(hooks, { world, tally })
  await app.register(apiScope, { world, perMinute: limits.apiPerMinute })
  await app.register(webScope, { world })
  return app
}
