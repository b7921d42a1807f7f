import type { FastifyInstance, FastifyRequest } from 'fastify'
import { dayOf } from '../../../domain/clock.ts'
import { overlapReport } from '../../../services/overlaps.ts'
import type { World } from '../../../services/world.ts'
import { agenciesOf } from '../agencies.tsx'
import { deskOf, show } from '../desk.tsx'
import { statusOf, tried } from '../forms.ts'
import { OVERLAPS } from '../paths.ts'
import { OverlapsPage } from './overlaps-page.tsx'

const rule = { config: { allow: 'readOverlaps' } } as const

const MOST_SHOWN = 200

/** Who is paid for more than once: of the officer's agency, or of all. */
export function registerOverlaps(app: FastifyInstance, world: World): void {
  app.get(OVERLAPS, rule, async (request, reply) => {
    const desk = deskOf(world, request)
    const { officer } = desk.seat
    const asked = { agency: textIn(request, 'instansi'), at: textIn(request, 'sampai') || dayOf(desk.now) }
    const query = { agency: asked.agency || undefined, at: asked.at, reader: officer, most: MOST_SHOWN }
    const told = await tried(overlapReport(world, query))
    const agencies = await agenciesOf(world, officer)
    const report = 'value' in told ? told.value : undefined
    const refused = 'refused' in told ? told.refused : undefined
    const problem = refused && desk.tell([refused.code, refused.values])
    const page = <OverlapsPage {...{ desk, agencies, asked, report, problem }} />
    return show(reply, page, refused ? statusOf(refused) : 200)
  })
}

function textIn({ query }: FastifyRequest, name: string): string {
  const value = (query as Record<string, unknown>)[name]
  return typeof value === 'string' ? value : ''
}
