import type { Brought } from '../channel.ts'
import { CALL_MS, within } from './fault.ts'
import type { Client } from './library.ts'

/** A file of a chat is at most so large. */
const MOST_BYTES = 10 * 1024 * 1024

/** Fetches what was attached to a message of this name, unless it says of itself that it is too large. */
export async function bringMedia(client: Pick<Client, 'getMessageById'>, file: string): Promise<Brought> {
  try {
    const message = await within(CALL_MS, client.getMessageById(file))
    if (!message?.hasMedia) return { not: 'gone' }
    if (sizeOf(message) > MOST_BYTES) return { not: 'tooLarge' }
    const media = await within(CALL_MS, message.downloadMedia())
    // The phone that it lies on may have to be asked for it first.
    if (!media) return { not: 'now' }
    const bytes = Buffer.from(media.data, 'base64')
    return bytes.length > MOST_BYTES ? { not: 'tooLarge' } : { bytes }
  } catch {
    return { not: 'now' }
  }
}

function sizeOf({ rawData }: { rawData: object }): number {
  const { size } = rawData as { size?: unknown }
  return typeof size === 'number' ? size : 0
}
