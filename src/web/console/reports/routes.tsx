import type { FastifyInstance } from 'fastify'
import { FILE_FORMATS } from '../../../services/reports/reach-files.ts'
import { giveReview } from '../../../services/reports/review-file.ts'
import { reportsFor, takeReport } from '../../../services/reports/shelf.ts'
import type { World } from '../../../services/world.ts'
import { seatIn } from '../../allow.ts'
import { deskOf, show } from '../desk.tsx'
import { idIn } from '../forms.ts'
import { REPORTS } from '../paths.ts'
import { sendFile } from '../send-file.ts'
import { ReportsPage } from './reports-page.tsx'

const rule = { config: { allow: 'readReach' } } as const

/** The monthly reports that are an officer's, to take away. */
export function registerReports(app: FastifyInstance, world: World): void {
  app.get(REPORTS, rule, async (request, reply) => {
    const desk = deskOf(world, request)
    return show(reply, <ReportsPage desk={desk} reports={await reportsFor(world, desk.seat.officer)} />)
  })

  app.get(`${REPORTS}/tinjauan.pdf`, { config: { allow: 'readReview' } }, async (request, reply) => {
    const { bulan = '' } = request.query as { bulan?: string }
    return sendFile(reply, 'pdf', `tinjauan-${bulan}`, await giveReview(world, bulan, seatIn(request).officer))
  })

  for (const format of FILE_FORMATS)
    app.get(`${REPORTS}/:id/laporan.${format}`, rule, async (request, reply) => {
      const { name, content } = await takeReport(world, seatIn(request).officer, idIn(request), format)
      return sendFile(reply, format, name, content)
    })
}
