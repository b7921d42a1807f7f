import type { FastifyReply } from 'fastify'
import type { Media } from '../channels/channel.ts'
import { isPicture } from '../domain/media.ts'

/** Sends a picture to be shown where it stands, a paper to be kept. */
export function sendMedia(reply: FastifyReply, { type, name, content }: Media): FastifyReply {
  return reply
    .type(type)
    .header('content-disposition', `${isPicture(type) ? 'inline' : 'attachment'}; filename="${name}"`)
    .send(content)
}
