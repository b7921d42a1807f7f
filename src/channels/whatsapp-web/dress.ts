import type { Caution } from '../../domain/caution.ts'
import { isPicture, MEDIA_TYPES } from '../../domain/media.ts'
import type { Abilities, Outgoing } from '../channel.ts'
import { asText } from '../render.ts'
import { MessageMedia, type Sending } from './library.ts'

const HOUR_MS = 3_600_000

/** Nobody says for what a number is banned: these are prudence of our own, well below what is reported to have been punished. */
const CAUTION: Caution = {
  gapMs: { least: 45_000, most: 120_000 },
  warmUp: [10, 15, 20, 30, 40, 60, 80, 100],
  answers: { of: 30, withinMs: 12 * HOUR_MS, leastShare: 0.1 },
}

/** Buttons and lists do not work for ordinary accounts, so that every choice is a number. */
export const ABILITIES: Abilities = {
  buttons: 0,
  buttonLength: 0,
  rows: 0,
  rowLength: 0,
  // WhatsApp takes more; an old phone folds what is longer behind "read more".
  textLength: 3000,
  carries: MEDIA_TYPES,
  // The platform itself vouches for the phone, where it is not hidden behind a LID.
  sharesPhone: false,
  // Numbers are banned for it.
  writesFirst: false,
  official: false,
  idempotent: false,
  // While so many answers go in a second, what nobody asked for waits.
  perSecond: 5,
  costs: 'nothing',
  perDay: CAUTION.warmUp.at(-1)!,
  perChat: { n: 1, perMs: 60_000 },
  caution: CAUTION,
}

/** A message of ours as the words that it is, or as a file with the words below it. */
export function dressed({ prompt, media }: Outgoing): Sending {
  const text = asText(prompt)
  // Whoever previews a one-time link has opened it.
  const options = { linkPreview: false, waitUntilMsgSent: true }
  if (!media) return { content: text, options }
  const content = new MessageMedia(media.type, media.content.toString('base64'), media.name)
  return { content, options: { ...options, caption: text, sendMediaAsDocument: !isPicture(media.type) } }
}
