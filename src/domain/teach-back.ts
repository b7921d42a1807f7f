import type { Day } from './clock.ts'
import { type Enrolment, stateOn } from './cover.ts'

/** What somebody may be asked back: who pays, what a family may do after a death, where to ask. */
export const QUESTIONS = ['payer', 'family', 'where'] as const
export type Question = (typeof QUESTIONS)[number]

/** What may be answered to each. */
export const ANSWERS = {
  payer: ['city', 'self', 'unknown'],
  family: ['nothing', 'free', 'payFirst'],
  where: ['broker', 'office', 'nowhere'],
} as const satisfies Record<Question, readonly string[]>

/**
 * The right answer to a question about an entry on a day; undefined where it has none that can be proven: who pays is known of
 * the city and of self-payers alone, a family may claim while cover has begun and not ended, and an ended entry asks nothing.
 */
export function rightAnswer(question: Question, entry: Enrolment, today: Day): string | undefined {
  const state = stateOn(today, entry)
  if (state === 'ended') return undefined
  if (question === 'where') return 'office'
  if (question === 'family') return state !== 'future' && entry.programmes.includes('jkm') ? 'free' : undefined
  if (entry.funding === 'other') return undefined
  return entry.funding === 'mandiri' ? 'self' : 'city'
}

/** The question to ask about an entry: who pays first, then each time the one after the last; undefined where none fits. */
export function nextQuestion(entry: Enrolment, last: Question | null, today: Day): Question | undefined {
  const from = last === null ? 0 : QUESTIONS.indexOf(last) + 1
  const inTurn = [...QUESTIONS.slice(from), ...QUESTIONS.slice(0, from)]
  return inTurn.find((question) => rightAnswer(question, entry, today) !== undefined)
}

/** The answers as they are offered: the right one never first, since pressing 1 is a habit and shows nothing, and not twice in one place. */
export function answersOffered(question: Question, right: string, time: 'first' | 'second'): string[] {
  const [one, other] = ANSWERS[question].filter((answer) => answer !== right) as [string, string]
  return time === 'first' ? [one, right, other] : [other, one, right]
}

/** What is known of a chat and a proven entry before somebody is asked back. */
export interface Checked {
  /** The last question that was asked here; null where none was. */
  last: Question | null
  /** The choice to be asked may be shown: not to those in mourning, nor where the entry is understood already. */
  isOffered: boolean
  /** We may ask of our own accord: by day, not those who want to be left alone, and once about an entry. */
  isAsked: boolean
}
