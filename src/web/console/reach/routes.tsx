import type { FastifyInstance } from 'fastify'
import { type ReachReport, reachOf } from '../../../services/reach-report.ts'
import { reachCsv } from '../../../services/reach-sheet.ts'
import { FILE_FORMATS, reachBook, reachFile } from '../../../services/reports/reach-files.ts'
import type { World } from '../../../services/world.ts'
import { seatIn } from '../../allow.ts'
import { tellOf } from '../../page.tsx'
import { agenciesOf } from '../agencies.tsx'
import { deskOf, show } from '../desk.tsx'
import { statusOf, tried } from '../forms.ts'
import { REACH } from '../paths.ts'
import { sendFile } from '../send-file.ts'
import { askedIn, queryOf } from './asked.ts'
import { ReachPage } from './reach-page.tsx'

const rule = { config: { allow: 'readReach' } } as const
// By the mark at the beginning spreadsheets know that it is UTF-8.
const MARK = '\uFEFF'

/** Whom news has reached, on a page and as a table to take away. */
export function registerReach(app: FastifyInstance, world: World): void {
  app.get(REACH, rule, async (request, reply) => {
    const desk = deskOf(world, request)
    const { officer } = desk.seat
    const asked = askedIn(request, desk.now)
    const told = await tried(reachOf(world, queryOf(asked, officer)))
    const agencies = await agenciesOf(world, officer)
    const report = 'value' in told ? told.value : undefined
    const refused = 'refused' in told ? told.refused : undefined
    const problem = refused && desk.tell([refused.code, refused.values])
    const page = <ReachPage {...{ desk, agencies, asked, report, problem }} />
    return show(reply, page, refused ? statusOf(refused) : 200)
  })

  for (const format of FILE_FORMATS)
    app.get(`${REACH}.${format}`, rule, async (request, reply) => {
      const { by, ...query } = queryOf(askedIn(request, world.clock.now()), seatIn(request).officer)
      const book = await reachBook(world, query, by ? [by] : [])
      return sendFile(reply, format, fileName(book.total), await reachFile(world, book, format))
    })

  app.get(`${REACH}.csv`, rule, async (request, reply) => {
    const asked = askedIn(request, world.clock.now())
    const report = await reachOf(world, queryOf(asked, seatIn(request).officer))
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${fileName(report)}.csv"`)
      .send(MARK + reachCsv(tellOf(world.words), report, world.clock.now()))
  })
}

function fileName({ agency, from, to }: ReachReport): string {
  return ['jangkauan', agency?.code, from, to].filter(Boolean).join('-')
}
