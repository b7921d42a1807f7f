import type { FastifyReply } from 'fastify'
import type { Media } from '../channels/channel.ts'
import { isPicture, mediaName } from '../domain/media.ts'

/** Sends a picture to be shown where it stands, a paper to be kept, by what was read from its content; `isShown` says otherwise. */
export function sendMedia(
  reply: FastifyReply,
  { type, content }: Pick<Media, 'type' | 'content'>,
  isShown = isPicture(type),
): FastifyReply {
  return reply
    .type(type)
    .header('content-disposition', `${isShown ? 'inline' : 'attachment'}; filename="${mediaName(type)}"`)
    .send(content)
}
