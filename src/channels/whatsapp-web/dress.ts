import type { Abilities, Outgoing } from '../channel.ts'
import { asText } from '../render.ts'

/** Buttons and lists do not work for ordinary accounts, so that every choice is a number. */
export const ABILITIES: Abilities = {
  buttons: 0,
  buttonLength: 0,
  rows: 0,
  rowLength: 0,
  // WhatsApp takes more; an old phone folds what is longer behind "read more".
  textLength: 3000,
  // The platform itself vouches for the phone, where it is not hidden behind a LID.
  sharesPhone: false,
  writesFirst: true,
  official: false,
  idempotent: false,
  perSecond: 1,
  perChat: { n: 1, perMs: 60_000 },
}

/** A message of ours as the words that it is. */
export function dressed({ prompt }: Outgoing): string {
  return asText(prompt)
}
