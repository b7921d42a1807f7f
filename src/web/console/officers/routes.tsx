import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '../../../domain/errors.ts'
import { kelurahanOf } from '../../../domain/region/kelurahan.ts'
import {
  changeStanding,
  inviteOfficer,
  relinkOfficer,
  type Standing,
  setDisabled,
} from '../../../services/accounts/officers.ts'
import { devicesOf, endDevice } from '../../../services/accounts/seats.ts'
import type { World } from '../../../services/world.ts'
import { type Agency, listAgencies } from '../../../store/agencies.ts'
import { listOfficers } from '../../../store/officers.ts'
import { deskOf, show } from '../desk.tsx'
import { fieldsOf, formOf, idIn, statusOf, tried } from '../forms.ts'
import { OFFICERS } from '../paths.ts'
import { isRole, type Typed } from './fields.tsx'
import { LinkPage, type Listed, OfficerPage, OfficersPage, standingWords } from './pages.tsx'

const rule = { config: { allow: 'manageOfficers' } } as const
const EMPTY = { username: '', name: '', role: 'clerk', agency: '', kelurahan: '' }

/** The accounts, for those who manage them. */
export function registerOfficers(app: FastifyInstance, world: World): void {
  app.get(OFFICERS, rule, async (request, reply) => list(request, reply))

  app.post(OFFICERS, rule, async (request, reply) => {
    const desk = deskOf(world, request)
    const typed = fieldsOf(request, 'username', 'name', 'role', 'agency', 'kelurahan')
    const { agencies } = await read()
    const standing = standingIn(typed, agencies)
    if (!standing) throw new DomainError('console.bad')
    const { username, name } = typed
    const added = await tried(inviteOfficer(world, desk.seat.officer, { username, name, ...standing }, formOf(request)))
    if ('refused' in added) return list(request, reply, { refused: added.refused, typed })
    return show(reply, <LinkPage desk={desk} name={name} url={added.value.url} />)
  })

  app.get(`${OFFICERS}/:id`, rule, async (request, reply) => {
    const isDone = 'tersimpan' in (request.query as object)
    return one(request, reply, { ...(isDone && { done: 'console.saved' }) })
  })

  app.post(`${OFFICERS}/:id/ubah`, rule, async (request, reply) => {
    const { agencies } = await read()
    const standing = standingIn(fieldsOf(request, 'role', 'agency', 'kelurahan'), agencies)
    if (!standing) throw new DomainError('console.bad')
    const { officer } = deskOf(world, request).seat
    return changed(request, reply, changeStanding(world, officer, idIn(request), standing, formOf(request)))
  })

  for (const [deed, isDisabled] of [
    ['nonaktifkan', true],
    ['aktifkan', false],
  ] as const)
    app.post(`${OFFICERS}/:id/${deed}`, rule, async (request, reply) => {
      const { officer } = deskOf(world, request).seat
      return changed(request, reply, setDisabled(world, officer, idIn(request), isDisabled, formOf(request)))
    })

  app.post(`${OFFICERS}/:id/tautan`, rule, async (request, reply) => {
    const desk = deskOf(world, request)
    const id = idIn(request)
    const { officer } = await listed(id)
    const url = await tried(relinkOfficer(world, desk.seat.officer, id, formOf(request)))
    if ('refused' in url) return one(request, reply, { refused: url.refused })
    return show(reply, <LinkPage desk={desk} name={officer.name} url={url.value} />)
  })

  app.post(`${OFFICERS}/:id/perangkat/:session/keluarkan`, rule, async (request, reply) => {
    const { officer } = deskOf(world, request).seat
    await endDevice(world, officer, (await listed(idIn(request))).officer.id, idIn(request, 'session'))
    return reply.redirect(at(request), 303)
  })

  async function read(): Promise<{ officers: Listed[]; agencies: Agency[] }> {
    return await world.database.run(function* (db) {
      return { officers: yield* listOfficers(db), agencies: yield* listAgencies(db) }
    })
  }

  async function listed(id: string): Promise<Listed> {
    const found = (await read()).officers.find(({ officer }) => officer.id === id)
    if (!found) throw new DomainError('account.notFound')
    return found
  }

  async function list(
    request: FastifyRequest,
    reply: FastifyReply,
    failed?: { refused: DomainError; typed: typeof EMPTY },
  ): Promise<FastifyReply> {
    const desk = deskOf(world, request)
    const problem = failed && desk.tell([failed.refused.code, failed.refused.values])
    const page = <OfficersPage desk={desk} {...(await read())} problem={problem} typed={failed?.typed ?? EMPTY} />
    return show(reply, page, failed ? statusOf(failed.refused) : 200)
  }

  async function changed(request: FastifyRequest, reply: FastifyReply, deed: Promise<void>): Promise<FastifyReply> {
    const done = await tried(deed)
    if ('refused' in done) return one(request, reply, { refused: done.refused })
    return reply.redirect(`${at(request)}?tersimpan`, 303)
  }

  async function one(
    request: FastifyRequest,
    reply: FastifyReply,
    { refused, done }: { refused?: DomainError; done?: string },
  ): Promise<FastifyReply> {
    const desk = deskOf(world, request)
    const found = await listed(idIn(request))
    const { agencies } = await read()
    const isStale = refused?.code === 'console.stale'
    const now = standingWords(desk.tell, found)
    const problem = refused && desk.tell(isStale ? ['console.officers.stale', { now }] : [refused.code, refused.values])
    const devices = await devicesOf(world, found.officer.id)
    const page = (
      <OfficerPage
        {...{ desk, listed: found, agencies, devices, problem }}
        done={done === undefined ? undefined : desk.tell(done)}
      />
    )
    return show(reply, page, refused ? statusOf(refused) : 200)
  }
}

function at(request: FastifyRequest): string {
  return `${OFFICERS}/${encodeURIComponent(idIn(request))}`
}

/** Undefined for what the form does not offer. */
function standingIn({ role, agency, kelurahan }: Typed, agencies: readonly Agency[]): Standing | undefined {
  if (!isRole(role) || (agency !== '' && !agencies.some(({ id }) => id === agency))) return undefined
  if (kelurahan !== '' && !kelurahanOf(kelurahan)) return undefined
  return { role, agencyId: agency || null, kelurahan: kelurahan || null }
}
