import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { DomainError } from '../../../domain/errors.ts'
import type { Text } from '../../../domain/message.ts'
import { DECISIONS } from '../../../domain/roster/decision.ts'
import { decideDoubt, undoDecision } from '../../../services/register/decide.ts'
import { listDoubts } from '../../../services/register/list.ts'
import type { World } from '../../../services/world.ts'
import { seatIn } from '../../allow.ts'
import { deskOf, show } from '../desk.tsx'
import { fieldsOf, formOf, idIn, statusOf, tried } from '../forms.ts'
import { DOUBTS } from '../paths.ts'
import { DoubtsPage } from './doubts-page.tsx'

const decision = z.enum(DECISIONS)
const asked = z.object({ sesudah: z.string().max(64).optional().catch(undefined) })

const rule = { config: { allow: 'decideDoubt' } } as const

/** Entries that may be one person, for an officer to decide. Whose an officer sees is the services' affair. */
export function registerDoubts(app: FastifyInstance, world: World): void {
  app.get(DOUBTS, rule, (request, reply) => page(world, request, reply, doneOf(request)))

  app.post(`${DOUBTS}/:id/putuskan`, rule, async (request, reply) => {
    const said = decision.safeParse(fieldsOf(request, 'decision').decision)
    if (!said.success) throw new DomainError('console.bad')
    const deed = { doubtId: idIn(request), decision: said.data, by: seatIn(request).officer, form: formOf(request) }
    return after(world, request, reply, await tried(decideDoubt(world, deed)), 'diputuskan')
  })

  app.post(`${DOUBTS}/:id/batalkan`, rule, async (request, reply) => {
    const deed = { doubtId: idIn(request), by: seatIn(request).officer, form: formOf(request) }
    return after(world, request, reply, await tried(undoDecision(world, deed)), 'dibatalkan')
  })
}

/** The list after a deed; where that was refused, with why. */
async function after(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
  came: Awaited<ReturnType<typeof tried>>,
  done: string,
): Promise<FastifyReply> {
  if (!('refused' in came)) return reply.redirect(`${DOUBTS}?${done}`, 303)
  const { code, values } = came.refused
  return page(world, request, reply, {}, { words: [code, values], status: statusOf(came.refused) })
}

async function page(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
  done: { done?: Text },
  refused?: { words: Text; status: number },
): Promise<FastifyReply> {
  const desk = deskOf(world, request)
  const { sesudah } = asked.parse(request.query)
  const listed = await listDoubts(world, desk.seat.officer, sesudah)
  const told = { done: done.done && desk.tell(done.done), problem: refused && desk.tell(refused.words) }
  return show(
    reply,
    <DoubtsPage desk={desk} listed={listed} isFirst={sesudah === undefined} {...told} />,
    refused?.status,
  )
}

/** What the address says has just been done. */
function doneOf({ query }: FastifyRequest): { done?: Text } {
  if ('diputuskan' in (query as object)) return { done: 'console.doubts.done' }
  return 'dibatalkan' in (query as object) ? { done: 'console.doubts.undone' } : {}
}
