import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { DomainError } from '../../domain/errors.ts'
import { noteAsked } from '../../services/accounts/programs.ts'
import type { World } from '../../services/world.ts'
import { programIn } from '../allow.ts'
import { statusOf } from '../console/forms.ts'
import { tellOf } from '../page.tsx'
import { API, type Endpoint, endpointsOf } from './endpoints.ts'
import { openApi } from './openapi.ts'

export interface ApiScope {
  world: World
  /** Requests a minute from one address. */
  perMinute: number
}

/** What programs of agencies read, each with its token: numbers of their own agency, in JSON. */
export async function apiScope(app: FastifyInstance, { world, perMinute }: ApiScope): Promise<void> {
  const tell = tellOf(world.words)
  const endpoints = endpointsOf(tell)
  const described = openApi(tell, world.publicUrl, endpoints)
  await app.register(rateLimit, { max: perMinute, timeWindow: 60_000 })
  app.setErrorHandler((error, _, reply) => {
    if (!(error instanceof DomainError)) throw error
    const status = statusOf(error)
    if (status === 401) reply.header('www-authenticate', 'Bearer')
    const message = tell([error.code, error.values])
    return reply.code(status).header('cache-control', 'no-store').send({ error: status, code: error.code, message })
  })
  app.get(`${API}/openapi.json`, { config: { allow: 'public' } }, async () => described)
  for (const endpoint of endpoints) registerEndpoint(app, world, endpoint)
}

function registerEndpoint(app: FastifyInstance, world: World, endpoint: Endpoint): void {
  const { name, path, answer, read } = endpoint
  const url = `${API}${path.replace(/\{(\w+)\}/g, ':$1')}`
  app.get(url, { config: { allow: 'program' } }, async (request, reply) => {
    const program = programIn(request)
    const asked = askedIn(request, endpoint)
    const told = await read(world, program, asked)
    // Only what could be answered: anything might stand in the place of a day.
    await noteAsked(world, program, name, asked)
    // As JSON, days and all: that is what the schema speaks of.
    return reply.header('cache-control', 'no-store').send(answer.parse(JSON.parse(JSON.stringify(told))))
  })
}

/** Throws `api.badParameter` with the name of the first that is missing, unknown or cannot be read. */
function askedIn({ query, params }: FastifyRequest, { parameters }: Endpoint): Record<string, string> {
  const read = parameters.safeParse({ ...(query as object), ...(params as object) })
  if (read.success) return read.data as Record<string, string>
  const [issue] = read.error.issues
  const name = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path[0]
  throw new DomainError('api.badParameter', { name: String(name).slice(0, 20) })
}
