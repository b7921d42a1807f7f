import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '../domain/errors.ts'
import { type Deed, may } from '../domain/officer.ts'
import { programOf } from '../services/accounts/programs.ts'
import { seatOf } from '../services/accounts/seats.ts'
import type { World } from '../services/world.ts'
import type { Allow } from '../web/allow.ts'
import { tokenIn } from '../web/console/cookie.ts'
import { LOG_IN } from '../web/console/paths.ts'
import { isInside } from './inside.ts'

/** The host was built with a route that says of nobody that they may use it. */
export class UnruledRoute extends Error {
  override name = 'UnruledRoute'
}

/**
 * Authorisation, in one place: each route says with `config.allow` who may use it, and the host is not built with one that
 * does not. It runs before a body is read, and after what limits the requests of an address.
 */
export function authorise(app: FastifyInstance, world: World): void {
  app.decorateRequest('seat', null)
  app.decorateRequest('program', null)
  app.addHook('onRoute', ({ method, url, config }) => {
    if (!config?.allow) throw new UnruledRoute(`${method} ${url} says not who may use it`)
  })
  // With a callback: what platforms post passes here, and a promise for each would cost more than the question.
  app.addHook('preParsing', (request, reply, _, done) => {
    const { allow } = request.routeOptions.config
    if (request.is404 || allow === 'public') return done()
    if (allow === 'inside') return isInside(request) ? done() : done(refusal(404))
    if (allow === 'program') return void admitProgram(request, world).then(() => done(), done)
    admit(request, reply, world, allow).then((isAdmitted) => isAdmitted && done(), done)
  })
}

async function admit(
  request: FastifyRequest,
  reply: FastifyReply,
  world: World,
  allow: Allow | undefined,
): Promise<boolean> {
  const token = tokenIn(request, world.publicUrl)
  request.seat = token === undefined ? null : ((await seatOf(world, token)) ?? null)
  if (!request.seat) return toLogIn(request, reply)
  if (allow === 'session' || (isDeed(allow) && may(request.seat.officer, allow))) return true
  throw refusal(403)
}

const BEARER = /^bearer ([\w-]{1,200})$/i

/** Throws `api.noToken`, in the same words for a token that is unknown, was revoked or is not there. */
async function admitProgram(request: FastifyRequest, world: World): Promise<void> {
  const token = BEARER.exec(request.headers.authorization ?? '')?.[1]
  request.program = token === undefined ? null : ((await programOf(world, token)) ?? null)
  if (!request.program) throw new DomainError('api.noToken')
}

function isDeed(allow: Allow | undefined): allow is Deed {
  return allow !== undefined && !['public', 'session', 'program', 'inside'].includes(allow)
}

/** A page that was asked for leads to the log-in; a form that was handed in is told that its session has ended. */
function toLogIn(request: FastifyRequest, reply: FastifyReply): false {
  if (request.method !== 'GET' && request.method !== 'HEAD') throw refusal(401)
  reply.header('cache-control', 'no-store').redirect(LOG_IN, 303)
  return false
}

function refusal(statusCode: 401 | 403 | 404): Error {
  return Object.assign(new Error('refused'), { statusCode })
}
