import { z } from 'zod'
import type { Arrival } from '../channels/channel.ts'
import { readDuration } from '../domain/duration.ts'
import type { Attachment } from '../domain/message.ts'

const spoken = z.union([
  z.strictObject({ text: z.string() }),
  z.strictObject({ choice: z.string() }),
  z.strictObject({ phone: z.string() }),
  z.strictObject({ voice: z.literal(true) }),
  z.strictObject({ sticker: z.literal(true) }),
  z.strictObject({ location: z.tuple([z.number(), z.number()]) }),
  z.strictObject({ file: z.object({ path: z.string(), mime: z.string() }) }),
  z.strictObject({ wait: z.string() }),
])

export type Said = Omit<Arrival, 'externalId' | 'address'> | { wait: number }

// Ten years: beyond that a rehearsal shows nothing more.
const LONGEST_WAIT_MS = 3660 * 86_400_000

/** Reads one line of a terminal chat: words, or with `json` one object of the public contract; undefined when it is neither. */
export function readLine(line: string, json: boolean): Said | undefined {
  if (!json) return { text: line }
  const read = spoken.safeParse(parsed(line))
  if (!read.success) return undefined
  const said = read.data
  if ('text' in said || 'choice' in said) return said
  if ('phone' in said) return { sharedPhone: said.phone }
  if ('wait' in said) {
    const ms = readDuration(said.wait)
    return ms === undefined || ms > LONGEST_WAIT_MS ? undefined : { wait: ms }
  }
  return { attachment: attachmentOf(said) }
}

function attachmentOf(said: object): Attachment {
  if ('voice' in said) return 'voice'
  if ('sticker' in said) return 'sticker'
  if ('location' in said) return 'location'
  const { mime } = (said as { file: { mime: string } }).file
  if (mime.startsWith('image/')) return 'image'
  if (mime.startsWith('video/')) return 'video'
  return mime.startsWith('audio/') ? 'voice' : 'document'
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
