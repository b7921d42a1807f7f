import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { DomainError } from '../../../domain/errors.ts'
import type { Text } from '../../../domain/message.ts'
import { listClaims, type ReadClaim, readClaim, writeClaimNotes } from '../../../services/claims.ts'
import type { World } from '../../../services/world.ts'
import { seatIn } from '../../allow.ts'
import { deskOf, show } from '../desk.tsx'
import { fieldsOf, formOf, idIn, statusOf, tried } from '../forms.ts'
import { CLAIMS } from '../paths.ts'
import { moment } from '../times.ts'
import { CasePage } from './case-page.tsx'
import { ListPage } from './list-page.tsx'

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
    return show(reply, <CasePage desk={desk} claim={claim} isKept={'tersimpan' in (request.query as object)} />)
  })

  app.post(`${CLAIMS}/:id/catatan`, rule, async (request, reply) => {
    const { notes } = fieldsOf(request, 'notes')
    const kept = await tried(writeClaimNotes(world, seatIn(request).officer, idIn(request), notes, formOf(request)))
    if ('refused' in kept) return again(world, request, reply, kept.refused, notes)
    return reply.redirect(`${CLAIMS}/${encodeURIComponent(idIn(request))}?tersimpan`, 303)
  })
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
