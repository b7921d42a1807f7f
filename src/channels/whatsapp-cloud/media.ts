import { createHash } from 'node:crypto'
import { z } from 'zod'
import { LARGEST_MEDIA } from '../../domain/media.ts'
import type { Brought } from '../channel.ts'
import { type Graph, GraphRefusal } from './graph.ts'

const mediaSchema = z.object({
  url: z.string(),
  sha256: z.string().optional(),
  file_size: z.coerce.number().optional(),
})

/**
 * Fetches what was attached: its address first, which is good for five minutes, then the bytes, of which no more are read
 * than may be kept. https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media
 */
export async function bringMedia(graph: Graph, id: string, numberId: string): Promise<Brought> {
  try {
    const media = mediaSchema.parse(await graph.get(`${id}?phone_number_id=${numberId}`))
    if ((media.file_size ?? 0) > LARGEST_MEDIA) return { not: 'tooLarge' }
    const bytes = await readUpTo(await graph.download(media.url), LARGEST_MEDIA)
    if (!bytes) return { not: 'tooLarge' }
    return media.sha256 === undefined || isOfHash(bytes, media.sha256) ? { bytes } : { not: 'damaged' }
  } catch (error) {
    const isGone =
      error instanceof z.ZodError || (error instanceof GraphRefusal && [400, 403, 404].includes(error.status))
    return { not: isGone ? 'gone' : 'now' }
  }
}

async function readUpTo(answer: Response, most: number): Promise<Buffer | undefined> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of answer.body ?? []) {
    length += part.length
    if (length > most) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** Meta writes the hash in hexadecimal here and in base64 there. */
function isOfHash(bytes: Buffer, given: string): boolean {
  const hash = createHash('sha256').update(bytes)
  const digest = hash.digest()
  return digest.toString('hex') === given.toLowerCase() || digest.toString('base64') === given
}
