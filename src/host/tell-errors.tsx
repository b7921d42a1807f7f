import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '../domain/errors.ts'
import type { Text } from '../domain/message.ts'
import type { World } from '../services/world.ts'
import { LostRace, StoreError } from '../store/work.ts'
import { document, HTML, NoticePage, type Tell, tellOf } from '../web/page.tsx'
import { drained } from './drain.ts'
import { limits } from './limits.ts'

interface Told {
  status: number
  words: Text
}

const WORDS: Readonly<Record<number, string>> = {
  404: 'web.error.notFound',
  413: 'web.error.tooLarge',
  429: 'web.error.tooMany',
  503: 'web.error.busy',
}

/** Every failure of a request ends here: a person gets words and a way on, an operator the cause, neither the other's. */
export function tellErrors(app: FastifyInstance, world: World): void {
  const tell = tellOf(world.words)
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const told = toldOf(error)
    if (told.status >= 500) {
      // The pattern of the route, not the address: that may hold a one-time token.
      const route = request.routeOptions.url ?? 'none'
      world.log.error({ error, route, requestId: request.id }, 'a request failed')
    }
    if (told.status === 503) reply.header('retry-after', String(limits.retryAfterSeconds))
    if (told.status === 413) await drained(request.raw)
    return refuse(request, reply, tell, told)
  })
}

/** Answers for addresses at which there is nothing. */
export function tellNotFound(world: World) {
  const tell = tellOf(world.words)
  return (request: FastifyRequest, reply: FastifyReply) =>
    refuse(request, reply, tell, { status: 404, words: WORDS[404]! })
}

/** Answers for addresses that cannot be read, or hold too long a part: no route is looked for and no hook runs. */
export function tellUnreadable(world: World) {
  const tell = tellOf(world.words)
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
    void refuse(request, reply, tell, toldOf(error))
}

function toldOf(error: FastifyError): Told {
  if (error instanceof DomainError) return { status: 400, words: [error.code, error.values] }
  if (error instanceof StoreError || error instanceof LostRace) return { status: 503, words: WORDS[503]! }
  const status = error.statusCode ?? 500
  if (status < 400 || status >= 500) return { status: 500, words: 'web.error.broken' }
  return { status, words: WORDS[status] ?? 'web.error.bad' }
}

function refuse(request: FastifyRequest, reply: FastifyReply, tell: Tell, { status, words }: Told): FastifyReply {
  reply.code(status).header('cache-control', 'no-store')
  const message = tell(words)
  const isProgram = request.routeOptions.config.allow === 'program'
  if (isProgram || !request.headers.accept?.includes('text/html')) return reply.send({ error: status, message })
  const page = (
    <NoticePage tell={tell} title={tell('web.error.title')}>
      <p>{message}</p>
    </NoticePage>
  )
  return reply.type(HTML).send(document(page))
}
