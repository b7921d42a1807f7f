import type { GlobalWord } from '../domain/heard.ts'
import { type Choice, LOCALES, type Locale } from '../domain/message.ts'
import { labelOf } from './question.ts'

/** What a choice stands for that works whatever step is waiting: a global word, or another language. */
export type Offered = { word: GlobalWord } | { speak: Locale }

const WORDS = ['human', 'menu'] as const

/** A person, or the beginning, for whoever gets no further. */
export const PERSON_OFFER: Choice[] = WORDS.map((word) => ({ value: `:${word}`, label: labelOf('engine', word) }))

const OFFERED = new Map<string, Offered>([
  ...WORDS.map((word): [string, Offered] => [`:${word}`, { word }]),
  ...LOCALES.map((locale): [string, Offered] => [speaking(locale), { speak: locale }]),
])

/** One's own language, said in that language. */
export function languageOffer(locale: Locale): Choice {
  return { value: speaking(locale), label: `engine.speak.${locale}` }
}

/** What the value of a choice stands for, where it is none of the step's own. */
export function pressed(value: string | undefined): Offered | undefined {
  return value === undefined ? undefined : OFFERED.get(value)
}

function speaking(locale: Locale): string {
  return `:speak.${locale}`
}
