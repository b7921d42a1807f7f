import type { FastifyInstance } from 'fastify'
import { mayHoldNik } from '../../../domain/nik.ts'
import { readWorkerCode } from '../../../domain/worker-code.ts'
import { findWorkers, workerCard } from '../../../services/worker-card.ts'
import type { World } from '../../../services/world.ts'
import { deskOf, show } from '../desk.tsx'
import { fieldsOf, idIn } from '../forms.ts'
import { WORKERS } from '../paths.ts'
import { CardPage } from './card-page.tsx'
import { SearchPage } from './search-page.tsx'

const rule = { config: { allow: 'readRegister' } } as const

/** Finding a worker, and the worker's card. What is typed is sent in a form, so that no name stands in an address. */
export function registerWorkers(app: FastifyInstance, world: World): void {
  app.get(WORKERS, rule, async (request, reply) => show(reply, <SearchPage desk={deskOf(world, request)} />))

  app.post(WORKERS, rule, async (request, reply) => {
    const desk = deskOf(world, request)
    const typed = fieldsOf(request, 'cari').cari.trim().slice(0, 100)
    const code = readWorkerCode(typed)
    if (code !== undefined) return reply.redirect(`${WORKERS}/${code}`, 303)
    // Neither looked up nor shown again.
    if (mayHoldNik(typed)) return show(reply, <SearchPage desk={desk} problem={desk.tell('card.search.nik')} />, 422)
    const found = await findWorkers(world, typed, desk.seat.officer)
    return show(reply, <SearchPage desk={desk} typed={typed} found={found} />)
  })

  app.get(`${WORKERS}/:code`, rule, async (request, reply) => {
    const desk = deskOf(world, request)
    const card = await workerCard(world, idIn(request, 'code'), desk.seat.officer)
    return show(reply, <CardPage desk={desk} card={card} />)
  })
}
