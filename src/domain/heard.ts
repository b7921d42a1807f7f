import type { CheckIn, MeetingWord } from './meeting.ts'
import type { Input, Locale } from './message.ts'
import type { VisitNote } from './visit.ts'

/** Words that work at every step of every conversation. */
export const GLOBAL_WORDS = ['menu', 'back', 'cancel', 'language', 'help', 'stop', 'start', 'human'] as const
export type GlobalWord = (typeof GLOBAL_WORDS)[number]

/** What a person sent, after the understanding has read it; the engine itself reads no language. */
export interface Heard {
  input: Input
  global?: GlobalWord
  /** The global word had a typing error: it could be an answer after all. */
  misspelt?: true
  /** "1", "nomor 2", "tiga": which numbered choice was meant. */
  number?: number
  /** A topic of the glossary, such as `status_check`. */
  topic?: string
  /** A code from a slip or of a case, without its spaces and dashes, where the whole message is one. */
  code?: string
  /** How sure the topic is, 0 to 1. Absent where the topic was named in so many words. */
  score?: number
  /** Something else that the same message asks. */
  secondTopic?: string
  /** Two topics that it could be: to be asked. */
  between?: [string, string]
  /** "ok", "iya", a thumb: it answers a message, and confirms nothing. */
  acknowledgement?: boolean
  /** The language it is written in, where that is certain enough to be offered. */
  language?: Locale
  /** It is about a father, a neighbour: somebody who is not the writer. */
  forSomeoneElse?: true
  /** Words of somebody who may do themselves harm. */
  distress?: true
  rude?: true
  /** What a visitor says of numbers of their list, where the whole message is that; from anybody else it is nothing. */
  visit?: VisitNote
  /** The code of a meeting, where the whole message is that. */
  meeting?: CheckIn
  /** A wish to open or to close a meeting; from somebody who is no visitor it is nothing. */
  holds?: MeetingWord
}
