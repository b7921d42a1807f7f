import { LARGEST_MEDIA } from '../../domain/media.ts'
import type { Brought } from '../channel.ts'
import { CALL_MS, within } from './fault.ts'
import type { Client } from './library.ts'

/** Fetches what was attached to a message of this name, unless it says of itself that it is too large. */
export async function bringMedia(client: Pick<Client, 'getMessageById'>, file: string): Promise<Brought> {
  try {
    const message = await within(CALL_MS, client.getMessageById(file))
    if (!message?.hasMedia) return { not: 'gone' }
    if (sizeOf(message) > LARGEST_MEDIA) return { not: 'tooLarge' }
    const media = await within(CALL_MS, message.downloadMedia())
    // The phone that it lies on may have to be asked for it first.
    if (!media) return { not: 'now' }
    const bytes = Buffer.from(media.data, 'base64')
    return bytes.length > LARGEST_MEDIA ? { not: 'tooLarge' } : { bytes }
  } catch {
    return { not: 'now' }
  }
}

function sizeOf({ rawData }: { rawData: object }): number {
  const { size } = rawData as { size?: unknown }
  return typeof size === 'number' ? size : 0
}
