import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { DomainError } from '../../../domain/errors.ts'
import { handedIn } from '../../../services/rosters/imports.ts'
import { giveReturnFile } from '../../../services/rosters/return-file.ts'
import { listUploads } from '../../../services/uploads/read.ts'
import { handsIn, type Typed } from '../../../services/uploads/receive.ts'
import type { World } from '../../../services/world.ts'
import { seatIn } from '../../allow.ts'
import { deskOf, show } from '../desk.tsx'
import { idIn, statusOf } from '../forms.ts'
import { IMPORTS } from '../paths.ts'
import { ListPage } from './list-page.tsx'
import { NOTHING_TYPED } from './upload-form.tsx'

const rule = { config: { allow: 'readRegister' } } as const

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const REFRESH_SECONDS = 10

/** A form by which a list was to be handed in, and why it was not taken. */
interface NotTaken {
  refused: DomainError
  typed: Typed
}

/** The page of what was handed in; with what was typed, where a form on it was not taken. */
export async function showImports(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
  notTaken?: NotTaken,
): Promise<FastifyReply> {
  const desk = deskOf(world, request)
  const { officer } = desk.seat
  const [list, uploads] = [await handedIn(world, officer), await listUploads(world, officer)]
  const stays = notTaken !== undefined || 'diam' in (request.query as object)
  // Follows what goes on without a script.
  if (!stays && list.some(({ isRunning }) => isRunning)) reply.header('refresh', String(REFRESH_SECONDS))
  const form = handsIn(officer) ? { typed: notTaken?.typed ?? NOTHING_TYPED, uploads } : undefined
  const problem = notTaken && desk.tell([notTaken.refused.code, notTaken.refused.values])
  const page = <ListPage desk={desk} list={list} stays={stays} form={form} problem={problem} />
  return show(reply, page, notTaken ? statusOf(notTaken.refused) : 200)
}

/** What agencies have handed in, how far each is, and what goes back. Whose an officer sees is the services' affair. */
export function registerImports(app: FastifyInstance, world: World): void {
  app.get(IMPORTS, rule, (request, reply) => showImports(world, request, reply))

  app.get(`${IMPORTS}/:id/hasil.xlsx`, rule, async (request, reply) => {
    const { fileName, content } = await giveReturnFile(world, idIn(request), seatIn(request).officer)
    return reply.type(XLSX).header('content-disposition', `attachment; filename="${fileName}"`).send(content)
  })
}
