import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { DomainError } from '../../../domain/errors.ts'
import { changeStanding, inviteOfficer, relinkOfficer, setDisabled } from '../../../services/accounts/officers.ts'
import { devicesOf, endDevice } from '../../../services/accounts/seats.ts'
import type { World } from '../../../services/world.ts'
import { seatIn } from '../../allow.ts'
import { deskOf, show } from '../desk.tsx'
import { fieldsOf, formOf, idIn, statusOf, tried } from '../forms.ts'
import { OFFICERS } from '../paths.ts'
import { LinkPage, OfficerPage, OfficersPage, standingWords } from './pages.tsx'
import { everybody, somebody, standingIn } from './read.ts'

const rule = { config: { allow: 'manageOfficers' } } as const
const EMPTY = { username: '', name: '', role: 'clerk', agency: '', kelurahan: '' }
const ACCESS = { nonaktifkan: true, aktifkan: false }

/** The accounts, for those who manage them. */
export function registerOfficers(app: FastifyInstance, world: World): void {
  app.get(OFFICERS, rule, (request, reply) => list(world, request, reply))
  app.post(OFFICERS, rule, (request, reply) => add(world, request, reply))
  app.get(`${OFFICERS}/:id`, rule, (request, reply) => one(world, request, reply))
  app.post(`${OFFICERS}/:id/tautan`, rule, (request, reply) => link(world, request, reply))

  app.post(`${OFFICERS}/:id/ubah`, rule, async (request, reply) => {
    const standing = await standingIn(world, fieldsOf(request, 'role', 'agency', 'kelurahan'))
    const { officer } = seatIn(request)
    return changed(world, request, reply, changeStanding(world, officer, idIn(request), standing, formOf(request)))
  })

  for (const [deed, isDisabled] of Object.entries(ACCESS))
    app.post(`${OFFICERS}/:id/${deed}`, rule, (request, reply) => {
      const { officer } = seatIn(request)
      return changed(world, request, reply, setDisabled(world, officer, idIn(request), isDisabled, formOf(request)))
    })

  app.post(`${OFFICERS}/:id/perangkat/:session/keluarkan`, rule, async (request, reply) => {
    const { listed } = await somebody(world, idIn(request))
    await endDevice(world, seatIn(request).officer, listed.officer.id, idIn(request, 'session'))
    return reply.redirect(at(request), 303)
  })
}

async function add(world: World, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const desk = deskOf(world, request)
  const typed = fieldsOf(request, 'username', 'name', 'role', 'agency', 'kelurahan')
  const { username, name } = typed
  const invited = { username, name, ...(await standingIn(world, typed)) }
  const added = await tried(inviteOfficer(world, desk.seat.officer, invited, formOf(request)))
  if ('refused' in added) return list(world, request, reply, { refused: added.refused, typed })
  return show(reply, <LinkPage desk={desk} name={name} url={added.value.url} />)
}

async function link(world: World, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const desk = deskOf(world, request)
  const { listed } = await somebody(world, idIn(request))
  const url = await tried(relinkOfficer(world, desk.seat.officer, listed.officer.id, formOf(request)))
  if ('refused' in url) return one(world, request, reply, url.refused)
  return show(reply, <LinkPage desk={desk} name={listed.officer.name} url={url.value} />)
}

async function list(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
  failed?: { refused: DomainError; typed: typeof EMPTY },
): Promise<FastifyReply> {
  const desk = deskOf(world, request)
  const problem = failed && desk.tell([failed.refused.code, failed.refused.values])
  const page = (
    <OfficersPage desk={desk} {...(await everybody(world))} problem={problem} typed={failed?.typed ?? EMPTY} />
  )
  return show(reply, page, failed ? statusOf(failed.refused) : 200)
}

async function changed(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
  deed: Promise<void>,
): Promise<FastifyReply> {
  const done = await tried(deed)
  if ('refused' in done) return one(world, request, reply, done.refused)
  return reply.redirect(`${at(request)}?tersimpan`, 303)
}

async function one(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
  refused?: DomainError,
): Promise<FastifyReply> {
  const desk = deskOf(world, request)
  const { listed, agencies } = await somebody(world, idIn(request))
  const devices = await devicesOf(world, listed.officer.id)
  const isStale = refused?.code === 'console.stale'
  const now = standingWords(desk.tell, listed)
  const problem = refused && desk.tell(isStale ? ['console.officers.stale', { now }] : [refused.code, refused.values])
  const isDone = !refused && 'tersimpan' in (request.query as object)
  const done = isDone ? desk.tell('console.saved') : undefined
  return show(
    reply,
    <OfficerPage {...{ desk, listed, agencies, devices, problem, done }} />,
    refused ? statusOf(refused) : 200,
  )
}

function at(request: FastifyRequest): string {
  return `${OFFICERS}/${encodeURIComponent(idIn(request))}`
}
