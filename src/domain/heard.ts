import type { Input } from './message.ts'

/** Words that work at every step of every conversation. */
export const GLOBAL_WORDS = ['menu', 'back', 'cancel', 'language', 'help', 'stop', 'start', 'human'] as const
export type GlobalWord = (typeof GLOBAL_WORDS)[number]

/** What a person sent, after the understanding has read it; the engine itself reads no language. */
export interface Heard {
  input: Input
  global?: GlobalWord
  /** "1", "nomor 2", "tiga": which numbered choice was meant. */
  number?: number
  /** A topic of the glossary, such as `status_check`. */
  topic?: string
  /** A code from a slip or of a case, without its spaces and dashes, where the whole message is one. */
  code?: string
  /** "ok", "iya", a thumb: it answers a message, and confirms nothing. */
  acknowledgement?: boolean
}
