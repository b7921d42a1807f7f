import type { FastifyInstance } from 'fastify'
import { needs, settleQuestion } from '../../../services/needs.ts'
import type { World } from '../../../services/world.ts'
import { seatIn } from '../../allow.ts'
import { deskOf, show } from '../desk.tsx'
import { formOf, idIn } from '../forms.ts'
import { QUESTIONS } from '../paths.ts'
import { NeedsPage } from './needs-page.tsx'

const rule = { config: { allow: 'answerHandover' } } as const

/** What people have asked in vain. Nothing of it belongs to a person, so every officer who answers sees all of it. */
export function registerNeeds(app: FastifyInstance, world: World): void {
  app.get(QUESTIONS, rule, async (request, reply) =>
    show(reply, <NeedsPage desk={deskOf(world, request)} {...(await needs(world))} />),
  )

  app.post(`${QUESTIONS}/:id/selesai`, rule, async (request, reply) => {
    await settleQuestion(world, seatIn(request).officer, idIn(request), formOf(request))
    return reply.redirect(QUESTIONS, 303)
  })
}
