import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '../../../domain/errors.ts'
import { type CampaignView, readCampaign } from '../../../services/campaigns/known.ts'
import { type Preview, previewDraft } from '../../../services/campaigns/preview.ts'
import { campaignsOf } from '../../../services/campaigns/status.ts'
import { createCampaign, editCampaign } from '../../../services/campaigns/write.ts'
import type { World } from '../../../services/world.ts'
import type { Agency } from '../../../store/agencies.ts'
import { seatIn } from '../../allow.ts'
import { agenciesOf } from '../agencies.tsx'
import { deskOf, show } from '../desk.tsx'
import { formOf, idIn, statusOf, tried } from '../forms.ts'
import { CAMPAIGNS } from '../paths.ts'
import { FormPage } from './form-page.tsx'
import { ListPage } from './list-page.tsx'
import { registerOneCampaign } from './one-routes.tsx'
import { draftOf, type Typed, typedAnew, typedIn, typedOf } from './typed.ts'

const rule = { config: { allow: 'draftCampaign' } } as const

/** Messages to many: the list, and writing one. Whose campaigns an officer sees is the services' to say. */
export function registerCampaigns(app: FastifyInstance, world: World): void {
  app.get(CAMPAIGNS, rule, async (request, reply) => {
    const desk = deskOf(world, request)
    return show(reply, <ListPage desk={desk} campaigns={await campaignsOf(world, desk.seat.officer)} />)
  })
  app.get(`${CAMPAIGNS}/baru`, rule, (request, reply) => form(world, request, reply, { typed: typedAnew(request) }))
  app.post(`${CAMPAIGNS}/baru/lihat`, rule, (request, reply) => look(world, request, reply))
  app.post(CAMPAIGNS, rule, (request, reply) => create(world, request, reply))

  app.get(`${CAMPAIGNS}/:id/ubah`, rule, async (request, reply) => {
    const campaign = await readCampaign(world, idIn(request), seatIn(request).officer)
    return form(world, request, reply, { typed: typedOf(campaign), rev: campaign.rev })
  })
  app.post(`${CAMPAIGNS}/:id/ubah/lihat`, rule, (request, reply) => look(world, request, reply, formOf(request).rev))
  app.post(`${CAMPAIGNS}/:id/ubah`, rule, (request, reply) => edit(world, request, reply))
  registerOneCampaign(app, world)
}

async function create(world: World, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const made = await tried(begun(world, request))
  if ('refused' in made) return form(world, request, reply, { typed: typedIn(request), refused: made.refused })
  return reply.redirect(`${CAMPAIGNS}/${made.value.id}?tersimpan`, 303)
}

async function begun(world: World, request: FastifyRequest): Promise<CampaignView> {
  const { officer } = seatIn(request)
  const code = await codeIn(world, request)
  return await createCampaign(world, code, draftOf(typedIn(request), officer), officer, formOf(request))
}

async function edit(world: World, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const kept = await tried(edited(world, request))
  if ('value' in kept) return reply.redirect(`${CAMPAIGNS}/${kept.value.id}?tersimpan`, 303)
  // Whoever has been told what changed may keep their own words all the same.
  const isStale = kept.refused.code === 'campaigns.stale'
  const { rev } = isStale ? await readCampaign(world, idIn(request), seatIn(request).officer) : formOf(request)
  return form(world, request, reply, { typed: typedIn(request), rev, refused: kept.refused })
}

async function edited(world: World, request: FastifyRequest): Promise<CampaignView> {
  const { officer } = seatIn(request)
  const sent = formOf(request)
  return await editCampaign(world, idIn(request), sent.rev, draftOf(typedIn(request), officer), officer, sent)
}

/** Shows what would go out, and keeps nothing. */
async function look(world: World, request: FastifyRequest, reply: FastifyReply, rev?: number): Promise<FastifyReply> {
  const typed = typedIn(request)
  const seen = await tried(looked(world, request))
  if ('refused' in seen) return form(world, request, reply, { typed, rev, refused: seen.refused })
  return form(world, request, reply, { typed, rev, preview: seen.value })
}

async function looked(world: World, request: FastifyRequest): Promise<Preview> {
  const { officer } = seatIn(request)
  return await previewDraft(world, await codeIn(world, request), draftOf(typedIn(request), officer), officer)
}

interface Filled {
  typed: Typed
  /** Of the campaign that is edited; left out for a new one. */
  rev?: number | undefined
  preview?: Preview
  refused?: DomainError
}

async function form(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
  { typed, rev, preview, refused }: Filled,
): Promise<FastifyReply> {
  const desk = deskOf(world, request)
  const agencies = await agenciesOf(world, desk.seat.officer)
  const edited = rev === undefined ? undefined : { id: idIn(request), rev }
  const code = refused?.code === 'campaigns.stale' ? 'console.campaigns.staleEdit' : refused?.code
  const problem = refused && desk.tell([code!, refused.values])
  const page = <FormPage {...{ desk, agencies, typed, edited, preview, problem }} />
  return show(reply, page, refused ? statusOf(refused) : 200)
}

/** The agency that a form is about. Throws `console.bad` for one that the form does not offer. */
async function codeIn(world: World, request: FastifyRequest): Promise<string> {
  const { officer } = seatIn(request)
  if (idIn(request) !== '') return (await readCampaign(world, idIn(request), officer)).agency.code
  return chosenIn(await agenciesOf(world, officer), typedIn(request).agency).code
}

/** An officer of one agency is not asked for it. */
function chosenIn(offered: readonly Agency[], code: string): Agency {
  const chosen = code === '' && offered.length === 1 ? offered[0] : offered.find((agency) => agency.code === code)
  if (!chosen) throw new DomainError('console.bad')
  return chosen
}
