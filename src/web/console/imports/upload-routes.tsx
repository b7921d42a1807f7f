import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { FUNDINGS } from '../../../domain/cover.ts'
import { DomainError } from '../../../domain/errors.ts'
import { applyUpload, discardUpload, headerNamesChosen, judgeAgain } from '../../../services/uploads/decide.ts'
import { dropFile } from '../../../services/uploads/folder.ts'
import { readUpload } from '../../../services/uploads/read.ts'
import { agencyOf, receiveUpload, type Typed } from '../../../services/uploads/receive.ts'
import type { World } from '../../../services/world.ts'
import { seatIn } from '../../allow.ts'
import { deskOf, show } from '../desk.tsx'
import { fieldsOf, formOf, idIn, statusOf, tried } from '../forms.ts'
import { UPLOADS } from '../paths.ts'
import { takeUpload } from './take-upload.ts'
import { UploadFormPage } from './upload-form.tsx'
import { UploadPage } from './upload-page.tsx'

const rule = { config: { allow: 'importRoster' } } as const

const REFRESH_SECONDS = 3
const fundings = z.enum(FUNDINGS).optional().catch(undefined)

/** What officers hand in: the form, and each file's page with what is done with it. Whose it is, is the services' affair. */
export function registerUploads(app: FastifyInstance, world: World): void {
  app.decorateRequest('kept', null)
  // In a scope of its own, so that no other form is read in parts.
  app.register(async (scope) => {
    await scope.register(multipart, { throwFileSizeLimit: false })
    const asItArrives = async (request: FastifyRequest) => takeUpload(request, world)
    const form = { config: { ...rule.config, isLong: true }, preValidation: asItArrives }
    scope.post(UPLOADS, form, (request, reply) => receive(world, request, reply))
  })

  app.get(UPLOADS, rule, async (request, reply) => {
    const desk = deskOf(world, request)
    agencyOf(desk.seat.officer)
    return show(reply, <UploadFormPage desk={desk} />)
  })

  app.get(`${UPLOADS}/:id`, rule, (request, reply) => one(world, request, reply))

  app.post(`${UPLOADS}/:id/terapkan`, rule, (request, reply) =>
    act(world, request, reply, async (id) => {
      const mayShrink = fieldsOf(request, 'mayShrink').mayShrink === 'ya'
      await applyUpload(world, seatIn(request).officer, id, { ...formOf(request), mayShrink })
    }),
  )

  app.post(`${UPLOADS}/:id/buang`, rule, (request, reply) =>
    act(world, request, reply, (id) => discardUpload(world, seatIn(request).officer, id, formOf(request))),
  )

  app.post(`${UPLOADS}/:id/periksa`, rule, (request, reply) =>
    act(world, request, reply, (id) => explain(world, request, id)),
  )
}

async function receive(world: World, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const typed: Typed = fieldsOf(request, 'funding', 'from', 'to', 'segment', 'basis', 'consent')
  const received = await tried(receiveKept(world, request, typed))
  if ('value' in received) return reply.redirect(`${UPLOADS}/${received.value}`, 303)
  const desk = deskOf(world, request)
  const { code, values } = received.refused
  const page = <UploadFormPage desk={desk} typed={typed} problem={desk.tell([code, values])} />
  return show(reply, page, statusOf(received.refused))
}

async function receiveKept(world: World, request: FastifyRequest, typed: Typed): Promise<string> {
  const { kept } = request
  if (!kept) throw new DomainError('console.uploads.noFile')
  try {
    return await receiveUpload(world, seatIn(request).officer, kept, typed, formOf(request))
  } catch (error) {
    await dropFile(world, kept.id)
    throw error
  }
}

async function explain(world: World, request: FastifyRequest, id: string): Promise<void> {
  const { officer } = seatIn(request)
  const { header, upload } = await readUpload(world, officer, id)
  const fields = header?.missing.map((column) => [column, fieldsOf(request, `column-${column}`)] as const) ?? []
  const chosen = Object.fromEntries(fields.map(([column, field]) => [column, field[`column-${column}`]]))
  const headerNames = header ? headerNamesChosen(header, chosen) : upload.headerNames
  const funding = fundings.parse(fieldsOf(request, 'funding').funding || undefined)
  await judgeAgain(world, officer, id, { headerNames, funding }, formOf(request))
}

async function act(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
  deed: (id: string) => Promise<void>,
): Promise<FastifyReply> {
  const done = await tried(deed(idIn(request)))
  if ('refused' in done) return one(world, request, reply, done.refused)
  return reply.redirect(`${UPLOADS}/${encodeURIComponent(idIn(request))}`, 303)
}

async function one(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
  refused?: DomainError,
): Promise<FastifyReply> {
  const desk = deskOf(world, request)
  const card = await readUpload(world, desk.seat.officer, idIn(request))
  const stays = 'diam' in (request.query as object)
  const isWorkedOn = card.upload.wanted !== null && card.upload.outcome === null
  // Follows the work without a script.
  if (isWorkedOn && !stays && !refused) reply.header('refresh', String(REFRESH_SECONDS))
  const problem = refused && ([refused.code, refused.values] as const)
  return show(
    reply,
    <UploadPage desk={desk} card={card} problem={problem} stays={stays} />,
    refused ? statusOf(refused) : 200,
  )
}
