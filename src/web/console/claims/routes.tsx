import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ENDINGS } from '../../../domain/claims/claim.ts'
import { DomainError } from '../../../domain/errors.ts'
import type { Text } from '../../../domain/message.ts'
import { closeClaimAs, listClaims, type ReadClaim, readClaim, writeClaimNotes } from '../../../services/claims.ts'
import type { World } from '../../../services/world.ts'
import { seatIn } from '../../allow.ts'
import { deskOf, show } from '../desk.tsx'
import { fieldsOf, formOf, idIn, statusOf, tried } from '../forms.ts'
import { CLAIMS } from '../paths.ts'
import { moment } from '../times.ts'
import { CasePage } from './case-page.tsx'
import { ClosePage } from './close-page.tsx'
import { ListPage } from './list-page.tsx'

const ending = z.enum(ENDINGS)

const rule = { config: { allow: 'readClaims' } } as const

/** Families' cases. Whose an officer sees, and that each opening is noted, is the services' affair. */
export function registerClaims(app: FastifyInstance, world: World): void {
  app.get(CLAIMS, rule, async (request, reply) => {
    const desk = deskOf(world, request)
    return show(reply, <ListPage desk={desk} claims={await listClaims(world, desk.seat.officer)} />)
  })

  app.get(`${CLAIMS}/:id`, rule, async (request, reply) => {
    const desk = deskOf(world, request)
    const claim = await readClaim(world, desk.seat.officer, idIn(request))
    return show(reply, <CasePage desk={desk} claim={claim} done={doneOf(request)} />)
  })

  app.post(`${CLAIMS}/:id/catatan`, rule, async (request, reply) => {
    const { notes } = fieldsOf(request, 'notes')
    const kept = await tried(writeClaimNotes(world, seatIn(request).officer, idIn(request), notes, formOf(request)))
    if ('refused' in kept) return again(world, request, reply, kept.refused, notes)
    return reply.redirect(`${CLAIMS}/${encodeURIComponent(idIn(request))}?tersimpan`, 303)
  })

  registerClosing(app, world)
}

/** The last look before a case is closed for a family, and the closing. */
function registerClosing(app: FastifyInstance, world: World): void {
  app.get(`${CLAIMS}/:id/tutup`, rule, async (request, reply) => {
    const desk = deskOf(world, request)
    const as = ending.safeParse((request.query as { sebagai?: unknown }).sebagai)
    const claim = await readClaim(world, desk.seat.officer, idIn(request))
    if (!as.success || claim.closedAt) return show(reply, <CasePage desk={desk} claim={claim} />)
    return show(reply, <ClosePage desk={desk} claim={claim} as={as.data} />)
  })

  app.post(`${CLAIMS}/:id/tutup`, rule, async (request, reply) => {
    const as = ending.safeParse(fieldsOf(request, 'as').as)
    if (!as.success) throw new DomainError('console.bad')
    const { officer } = seatIn(request)
    const closed = await tried(closeClaimAs(world, officer, idIn(request), as.data, formOf(request)))
    if (!('refused' in closed)) return reply.redirect(`${CLAIMS}/${encodeURIComponent(idIn(request))}?ditutup`, 303)
    const { code, values } = closed.refused
    const problem: Text = code === 'console.stale' ? 'console.claims.staleClose' : [code, values]
    const desk = deskOf(world, request)
    const claim = await readClaim(world, officer, idIn(request))
    return show(reply, <CasePage desk={desk} claim={claim} problem={desk.tell(problem)} />, statusOf(closed.refused))
  })
}

/** What the address of a case says has just been done. */
function doneOf({ query }: FastifyRequest): 'kept' | 'hasClosed' | undefined {
  if ('tersimpan' in (query as object)) return 'kept'
  return 'ditutup' in (query as object) ? 'hasClosed' : undefined
}

/** The case as it stands now, with what went wrong and what was written. */
async function again(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
  refused: DomainError,
  typed: string,
): Promise<FastifyReply> {
  const desk = deskOf(world, request)
  const claim = await readClaim(world, desk.seat.officer, idIn(request))
  const problem = desk.tell(problemOf(refused, claim))
  return show(reply, <CasePage desk={desk} claim={claim} problem={problem} typed={typed} />, statusOf(refused))
}

function problemOf({ code, values }: DomainError, { events, officers }: ReadClaim): Text {
  const last = events.findLast(({ event }) => event === 'noted')
  if (code !== 'console.stale' || !last) return [code, values]
  return ['console.claims.stale', { officer: officers[last.actor] ?? '–', at: { text: moment(last.at) } }]
}
