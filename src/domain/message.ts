import type { Day, Month } from './clock.ts'
import type { MediaRef } from './media.ts'

/** What fills a sentence. Money, large counts, days and months stay numbers and dates until a language writes them. */
export type Value =
  | string
  | number
  | { rupiah: number }
  | { count: number }
  | { percent: number }
  | { day: Day }
  | { month: Month }
  | { text: Text }
  | { lines: Text[] }
export type Values = Record<string, Value>

/** A locale key, or a key with the values that its sentence needs. */
export type Text = string | readonly [key: string, values: Values]

/** Things that a chat can carry and that Sapa cannot read as words. */
export type Attachment = 'voice' | 'image' | 'document' | 'video' | 'sticker' | 'location' | 'other'

/** What a person sent, told the same way whatever the channel. */
export interface Input {
  /** Cleaned words: no control characters, identity numbers masked, at most a few thousand characters. */
  text: string
  /** Value of the button pressed. */
  choice?: string
  /** The number of the question that the button belongs to, where the channel's buttons carry it. */
  asked?: number
  /** The writer's own phone, shared with a button that the platform vouches for: digits, 62 first. */
  phone?: string
  /** The personal code of a slip, held in the link by which the chat was opened. */
  code?: string
  /** The code of a meeting, held in such a link. */
  meeting?: string
  attachment?: Attachment
  /** An identity number stood in the words and has been masked. */
  nikTyped?: boolean
}

export interface Choice {
  value: string
  label: Text
}

/** One outgoing message, before a language and a channel have dressed it. */
export interface Prompt {
  text: Text
  choices?: Choice[]
  /** The number of the question in its chat: a button that comes back with another belongs to a question of before. */
  asked?: number
  /** Label of a button that shares the person's own phone, where the channel has one. */
  phoneButton?: Text
  /** Such a button lies before the person from an earlier message, and is to be taken away. */
  closesPhoneButton?: true
}

/** One outgoing message in a person's language, before a channel has dressed it. */
export interface SpokenPrompt {
  text: string
  choices: { value: string; label: string }[]
  /** A file that goes with it; it is read as the message is sent. */
  file?: MediaRef
  asked?: number
  phoneButton?: string
  closesPhoneButton?: true
}

export const LOCALES = ['id', 'jv', 'mad', 'en'] as const
export type Locale = (typeof LOCALES)[number]
