import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { DomainError } from '../../../domain/errors.ts'
import { LARGEST_MEDIA } from '../../../domain/media.ts'
import { attachFile, campaignFile, detachFile } from '../../../services/campaigns/attach.ts'
import type { World } from '../../../services/world.ts'
import { seatIn } from '../../allow.ts'
import { sendMedia } from '../../send-media.ts'
import { readParts } from '../form-parts.ts'
import { formOf, idIn, tried } from '../forms.ts'
import { CAMPAIGNS } from '../paths.ts'
import { FILE, NO_FILE } from './file-parts.tsx'

const rule = { config: { allow: 'draftCampaign' } } as const
const MOST = { files: 1, fields: 10, parts: 11, fieldSize: 5000, fileSize: LARGEST_MEDIA + 1 }

type Shows = (request: FastifyRequest, reply: FastifyReply, refused: DomainError) => Promise<FastifyReply>

/** The file of a campaign: looked at, handed in, taken away. `shows`: the campaign's page with what was refused. */
export function registerCampaignFile(app: FastifyInstance, world: World, shows: Shows): void {
  app.get(`${CAMPAIGNS}/:id/${FILE}`, rule, async (request, reply) =>
    sendMedia(reply, await campaignFile(world, idIn(request), seatIn(request).officer)),
  )

  // In a scope of its own, so that no other form is read in parts.
  app.register(async (scope) => {
    await scope.register(multipart, { throwFileSizeLimit: false })
    const contents = new WeakMap<FastifyRequest, Buffer>()
    const form = {
      config: { ...rule.config, isLong: true },
      preValidation: (request: FastifyRequest) =>
        readParts(request, world, MOST, async (part) => void contents.set(request, await part.toBuffer())),
    }
    scope.post(`${CAMPAIGNS}/:id/${FILE}`, form, async (request, reply) => {
      const content = contents.get(request) ?? Buffer.alloc(0)
      const { officer } = seatIn(request)
      const kept = await tried(attachFile(world, idIn(request), content, officer, formOf(request)))
      return 'refused' in kept ? shows(request, reply, kept.refused) : back(request, reply, 'berkas')
    })
  })

  app.post(`${CAMPAIGNS}/:id/${NO_FILE}`, rule, async (request, reply) => {
    const { officer } = seatIn(request)
    const gone = await tried(detachFile(world, idIn(request), officer, formOf(request)))
    return 'refused' in gone ? shows(request, reply, gone.refused) : back(request, reply, 'tanpa-berkas')
  })
}

function back(request: FastifyRequest, reply: FastifyReply, word: string): FastifyReply {
  return reply.redirect(`${CAMPAIGNS}/${encodeURIComponent(idIn(request))}?${word}`, 303)
}
