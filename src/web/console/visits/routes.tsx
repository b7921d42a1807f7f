import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { DomainError } from '../../../domain/errors.ts'
import { kelurahanOf } from '../../../domain/region/kelurahan.ts'
import { VISIT_FAILURES } from '../../../domain/visit.ts'
import { settleVisit, visitsDesk } from '../../../services/visits/desk.ts'
import { papersFor } from '../../../services/visits/papers.ts'
import { endVisitor, listVisitors, makeVisitor } from '../../../services/visits/visitors.ts'
import type { World } from '../../../services/world.ts'
import { seatIn } from '../../allow.ts'
import { agenciesOf } from '../agencies.tsx'
import { deskOf, show } from '../desk.tsx'
import { fieldsOf, formOf, idIn, statusOf, tried } from '../forms.ts'
import { VISITS } from '../paths.ts'
import { VisitsPage } from './visits-page.tsx'

const rule = { config: { allow: 'keepVisits' } } as const

const deeds = z.enum(['visited', 'undo', 'confirmDeath', 'noDeath', ...VISIT_FAILURES])
const PAPERS = { 'daftar.pdf': 'list', 'kertas.pdf': 'slips', 'poster.pdf': 'poster' } as const

/** Who is to be told face to face, and who goes there. Whose an officer sees is the services' affair. */
export function registerVisits(app: FastifyInstance, world: World): void {
  app.get(VISITS, rule, (request, reply) => page(world, request, reply))

  app.post(`${VISITS}/catat`, rule, async (request, reply) => {
    const { code, deed } = fieldsOf(request, 'code', 'deed')
    const said = deeds.safeParse(deed)
    if (!said.success) throw new DomainError('console.bad')
    const failure = VISIT_FAILURES.find((one) => one === said.data)
    const settled = { code, ...(failure ? { deed: 'missed' as const, failure } : { deed: said.data as 'visited' }) }
    return after(
      world,
      request,
      reply,
      await tried(settleVisit(world, seatIn(request).officer, settled, formOf(request))),
    )
  })

  app.post(`${VISITS}/petugas`, rule, async (request, reply) => {
    const { chat, ...given } = fieldsOf(request, 'chat', 'agency', 'kelurahan', 'name')
    const made = makeVisitor(world, seatIn(request).officer, { ...given, chatCode: chat }, formOf(request))
    return after(world, request, reply, await tried(made))
  })

  app.post(`${VISITS}/petugas/:id/hapus`, rule, async (request, reply) => {
    const ended = endVisitor(world, seatIn(request).officer, idIn(request), formOf(request))
    return after(world, request, reply, await tried(ended))
  })

  for (const [file, kind] of Object.entries(PAPERS)) {
    app.get(`${VISITS}/${file}`, rule, async (request, reply) => {
      const { instansi = '', kelurahan = '' } = request.query as Record<string, string | undefined>
      const asked = { agency: instansi, kelurahan: kelurahanOf(kelurahan)?.code ?? null, kind }
      const paper = await papersFor(world, seatIn(request).officer, asked)
      const disposition = `attachment; filename="kunjungan-${file}"`
      return reply.type('application/pdf').header('content-disposition', disposition).send(paper)
    })
  }
}

async function after(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
  came: Awaited<ReturnType<typeof tried>>,
): Promise<FastifyReply> {
  if ('refused' in came) return page(world, request, reply, came.refused)
  return reply.redirect(`${VISITS}?dicatat`, 303)
}

async function page(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
  refused?: DomainError,
): Promise<FastifyReply> {
  const desk = deskOf(world, request)
  const { officer } = desk.seat
  const asked = (request.query as Record<string, string | undefined>).kelurahan
  const kelurahan = kelurahanOf(asked ?? '')?.code ?? null
  const parts = {
    ...{ desk, kelurahan, visits: await visitsDesk(world, officer, kelurahan) },
    ...{ visitors: await listVisitors(world, officer), agencies: await agenciesOf(world, officer) },
    done: 'dicatat' in (request.query as object) ? desk.tell('console.visits.done') : undefined,
    problem: refused && desk.tell([refused.code, refused.values]),
  }
  return show(reply, <VisitsPage {...parts} />, refused ? statusOf(refused) : 200)
}
