import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { HookRequest } from '../channels/channel.ts'
import type { World } from '../services/world.ts'
import { limits } from './limits.ts'
import type { Tally } from './metrics.ts'

const NOTHING = Buffer.alloc(0)

/**
 * Where platforms post: `/hooks/:channel` hands the raw body to the channel, whatever its type. This is the hot path:
 * no plugin runs here and nothing is logged.
 */
export async function hooks(app: FastifyInstance, { world, tally }: { world: World; tally: Tally }): Promise<void> {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body))
  app.route<{ Params: { channel: string } }>({
    method: ['GET', 'POST'],
    url: '/hooks/:channel',
    exposeHeadRoute: false,
    bodyLimit: limits.hookBytes,
    config: { allow: 'public' },
    handler: async (request, reply) => {
      const channel = world.channels.get(request.params.channel)
      if (!channel?.hook) return reply.code(404).send()
      const answer = await channel.hook(told(request))
      tally.count(channel.name, answer.status)
      reply.code(answer.status)
      if (answer.type !== undefined) reply.type(answer.type)
      return reply.send(answer.body ?? '')
    },
  })
}

function told({ method, query, headers, body }: FastifyRequest): HookRequest {
  return {
    method,
    query: query as HookRequest['query'],
    headers,
    body: Buffer.isBuffer(body) ? body : NOTHING,
  }
}
