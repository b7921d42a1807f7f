import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { CORRECTION_OUTCOMES } from '../../../domain/correction.ts'
import { DomainError } from '../../../domain/errors.ts'
import type { Text } from '../../../domain/message.ts'
import { answerCorrection } from '../../../services/corrections/answer.ts'
import { listCorrections, readCorrection } from '../../../services/corrections/desk.ts'
import type { World } from '../../../services/world.ts'
import { seatIn } from '../../allow.ts'
import { deskOf, show } from '../desk.tsx'
import { fieldsOf, formOf, idIn, statusOf, tried } from '../forms.ts'
import { CORRECTIONS } from '../paths.ts'
import { ListPage } from './list-page.tsx'
import { OnePage, type Typed } from './one-page.tsx'

const outcomes = z.enum(CORRECTION_OUTCOMES)

const rule = { config: { allow: 'answerCorrections' } } as const

/** What workers say is wrong. Whose an officer sees, and that each opening is noted, is the services' affair. */
export function registerCorrections(app: FastifyInstance, world: World): void {
  app.get(CORRECTIONS, rule, async (request, reply) => {
    const desk = deskOf(world, request)
    return show(reply, <ListPage desk={desk} {...(await listCorrections(world, desk.seat.officer))} />)
  })

  app.get(`${CORRECTIONS}/:id`, rule, async (request, reply) => {
    const desk = deskOf(world, request)
    const correction = await readCorrection(world, desk.seat.officer, idIn(request))
    const isDone = 'dijawab' in (request.query as object)
    const done = isDone ? desk.tell('console.corrections.done') : undefined
    return show(reply, <OnePage desk={desk} correction={correction} done={done} />)
  })

  app.post(`${CORRECTIONS}/:id/jawab`, rule, async (request, reply) => {
    const typed = fieldsOf(request, 'outcome', 'answer')
    const answered = await tried(answer(world, request, typed))
    if ('refused' in answered) return again(world, request, reply, answered.refused, typed)
    return reply.redirect(`${CORRECTIONS}/${encodeURIComponent(idIn(request))}?dijawab`, 303)
  })
}

async function answer(world: World, request: FastifyRequest, { outcome, answer: typed }: Typed): Promise<void> {
  const chosen = outcomes.safeParse(outcome)
  if (!chosen.success) throw new DomainError('console.corrections.noOutcome')
  const form = formOf(request)
  await answerCorrection(world, seatIn(request), idIn(request), { outcome: chosen.data, typed }, form)
}

/** The correction as it stands now, with what went wrong and what was typed. */
async function again(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
  refused: DomainError,
  typed: Typed,
): Promise<FastifyReply> {
  const desk = deskOf(world, request)
  const correction = await readCorrection(world, desk.seat.officer, idIn(request))
  const { code, values } = refused
  const problem: Text = code === 'console.stale' ? 'console.corrections.stale' : [code, values]
  const page = <OnePage desk={desk} correction={correction} problem={desk.tell(problem)} typed={typed} />
  return show(reply, page, statusOf(refused))
}
