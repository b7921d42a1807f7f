import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { DomainError } from '../../../domain/errors.ts'
import type { Deed, Officer } from '../../../domain/officer.ts'
import { chatLinkedAt } from '../../../services/accounts/own-chat.ts'
import { approveCampaign } from '../../../services/campaigns/approve.ts'
import { AGAIN, pauseCampaign, resumeCampaign, stopCampaign } from '../../../services/campaigns/halt.ts'
import { type CampaignView, readCampaign } from '../../../services/campaigns/known.ts'
import { previewCampaign } from '../../../services/campaigns/preview.ts'
import { campaignStatus } from '../../../services/campaigns/status.ts'
import { tryOutCampaign } from '../../../services/campaigns/try-out.ts'
import { submitCampaign } from '../../../services/campaigns/write.ts'
import type { RowForm } from '../../../services/once.ts'
import type { World } from '../../../services/world.ts'
import { seatIn } from '../../allow.ts'
import { deskOf, show } from '../desk.tsx'
import { fieldsOf, formOf, idIn, statusOf, tried } from '../forms.ts'
import { CAMPAIGNS } from '../paths.ts'
import { CampaignPage } from './campaign-page.tsx'
import { PLACES, StopPage } from './deeds.tsx'
import { registerCampaignFile } from './file-routes.ts'
import { TRY_OUT } from './try-out.tsx'

type Act = keyof typeof PLACES

const RULES: Readonly<Record<Act, Deed>> = {
  submit: 'draftCampaign',
  approve: 'approveCampaign',
  pause: 'stopCampaign',
  resume: 'approveCampaign',
  stop: 'stopCampaign',
}

type Doing = (world: World, id: string, by: Officer, form: RowForm, request: FastifyRequest) => Promise<CampaignView>

const DO: Readonly<Record<Act, Doing>> = {
  submit: (world, id, by, form) => submitCampaign(world, id, by, form.rev, form),
  approve: (world, id, by, form) => approveCampaign(world, id, by, form.rev, form),
  pause: pauseCampaign,
  resume: (world, id, by, form, request) => {
    const ticked = fieldsOf(request, ...AGAIN)
    return resumeCampaign(
      world,
      id,
      by,
      form,
      AGAIN.filter((one) => ticked[one] !== ''),
    )
  },
  stop: stopCampaign,
}

/** What has just been done, by the word at the end of the address. */
const DONE: Readonly<Record<string, string>> = {
  tersimpan: 'console.campaigns.done.keep',
  ajukan: 'console.campaigns.done.submit',
  setujui: 'console.campaigns.done.approve',
  jeda: 'console.campaigns.done.pause',
  lanjutkan: 'console.campaigns.done.resume',
  hentikan: 'console.campaigns.done.stop',
  [TRY_OUT]: 'console.campaigns.done.test',
  berkas: 'console.campaigns.done.file',
  'tanpa-berkas': 'console.campaigns.done.noFile',
}

/** One campaign: its page, and what is done with it. */
export function registerOneCampaign(app: FastifyInstance, world: World): void {
  app.get(`${CAMPAIGNS}/:id`, { config: { allow: 'draftCampaign' } }, (request, reply) => one(world, request, reply))

  app.get(`${CAMPAIGNS}/:id/${PLACES.stop}`, { config: { allow: RULES.stop } }, async (request, reply) => {
    const desk = deskOf(world, request)
    const campaign = await readCampaign(world, idIn(request), desk.seat.officer)
    return show(reply, <StopPage desk={desk} campaign={campaign} />)
  })

  app.post(`${CAMPAIGNS}/:id/${TRY_OUT}`, { config: { allow: 'draftCampaign' } }, async (request, reply) => {
    const { chat } = fieldsOf(request, 'chat')
    const { officer } = seatIn(request)
    const sent = await tried(tryOutCampaign(world, idIn(request), chat.trim() || undefined, officer, formOf(request)))
    if ('refused' in sent) return one(world, request, reply, sent.refused)
    return reply.redirect(`${CAMPAIGNS}/${encodeURIComponent(idIn(request))}?${TRY_OUT}`, 303)
  })

  registerCampaignFile(app, world, (request, reply, refused) => one(world, request, reply, refused))

  for (const act of Object.keys(PLACES) as Act[])
    app.post(`${CAMPAIGNS}/:id/${PLACES[act]}`, { config: { allow: RULES[act] } }, async (request, reply) => {
      const done = await tried(DO[act](world, idIn(request), seatIn(request).officer, formOf(request), request))
      if ('refused' in done) return one(world, request, reply, done.refused)
      return reply.redirect(`${CAMPAIGNS}/${encodeURIComponent(idIn(request))}?${PLACES[act]}`, 303)
    })
}

async function one(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
  refused?: DomainError,
): Promise<FastifyReply> {
  const desk = deskOf(world, request)
  const { officer } = desk.seat
  const status = await campaignStatus(world, idIn(request), officer)
  const { state } = status.campaign
  const isOpen = state === 'draft' || state === 'submitted'
  const hasChat = isOpen && (await chatLinkedAt(world, officer)) !== null
  const preview = isOpen ? await previewCampaign(world, idIn(request), officer) : undefined
  const problem = refused && desk.tell([refused.code, refused.values])
  const word = Object.keys(DONE).find((word) => word in (request.query as object))
  const done = word && !refused ? desk.tell(DONE[word]!) : undefined
  return show(
    reply,
    <CampaignPage {...{ desk, status, preview, hasChat, problem, done }} />,
    refused ? statusOf(refused) : 200,
  )
}
