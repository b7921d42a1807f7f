import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import { WebChat } from '../channels/web-chat/web-chat.ts'
import type { World } from '../services/world.ts'
import { registerAssets } from '../web/assets.ts'
import { registerChat } from '../web/chat/routes.tsx'
import { consoleScope } from '../web/console/scope.tsx'
import { registerStatusForm } from '../web/status-form/routes.tsx'
import { limits } from './limits.ts'
import { tellNotFound } from './tell-errors.tsx'

/** All that browsers see, behind strict headers and a limit of requests for each address. */
export async function webScope(app: FastifyInstance, { world }: { world: World }): Promise<void> {
  await app.register(helmet, strictHeaders(world))
  await app.register(rateLimit, { max: limits.webPerMinute, timeWindow: 60_000 })
  await app.register(formbody)
  await app.register(cookie)
  registerAssets(app)
  const webChat = world.channels.get('web-chat')
  if (webChat instanceof WebChat) registerChat(app, world, webChat)
  registerStatusForm(app, world)
  await app.register(consoleScope, { world })
  // Here and not outside, so that trying out addresses is limited too.
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, tellNotFound(world))
}

function strictHeaders({ publicUrl }: World) {
  const isHttps = publicUrl.startsWith('https:')
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' as const },
    strictTransportSecurity: isHttps && { maxAge: 180 * 24 * 3600 },
  }
}
