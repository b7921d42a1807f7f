import type { FastifyInstance } from 'fastify'
import { handedIn } from '../../../services/rosters/imports.ts'
import { giveReturnFile } from '../../../services/rosters/return-file.ts'
import { listUploads } from '../../../services/uploads/read.ts'
import { handsIn } from '../../../services/uploads/receive.ts'
import type { World } from '../../../services/world.ts'
import { seatIn } from '../../allow.ts'
import { deskOf, show } from '../desk.tsx'
import { idIn } from '../forms.ts'
import { IMPORTS } from '../paths.ts'
import { ListPage } from './list-page.tsx'

const rule = { config: { allow: 'readRegister' } } as const

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const REFRESH_SECONDS = 10

/** What agencies have handed in, how far each is, and what goes back. Whose an officer sees is the services' affair. */
export function registerImports(app: FastifyInstance, world: World): void {
  app.get(IMPORTS, rule, async (request, reply) => {
    const desk = deskOf(world, request)
    const { officer } = desk.seat
    const list = await handedIn(world, officer)
    const uploads = handsIn(officer) ? await listUploads(world, officer) : undefined
    const stays = 'diam' in (request.query as object)
    // Follows what goes on without a script.
    if (!stays && list.some(({ isRunning }) => isRunning)) reply.header('refresh', String(REFRESH_SECONDS))
    return show(reply, <ListPage desk={desk} list={list} uploads={uploads} stays={stays} />)
  })

  app.get(`${IMPORTS}/:id/hasil.xlsx`, rule, async (request, reply) => {
    const { fileName, content } = await giveReturnFile(world, idIn(request), seatIn(request).officer)
    return reply.type(XLSX).header('content-disposition', `attachment; filename="${fileName}"`).send(content)
  })
}
