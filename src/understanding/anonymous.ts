import { withoutFigures } from './figures.ts'
import { isCommonWord } from './lexicon.ts'
import { LONGEST_JUDGED, matcher } from './matcher.ts'
import { normalise } from './normalise.ts'
import file from './words/names.json' with { type: 'json' }

const NAMES = new Set(file.names)
const HIDDEN = '…'
/** So much is kept, in characters; and so many words must be left to mean anything. */
const LONGEST = 200
const FEWEST_WORDS = 2
const FIGURES = /\d/
/** Prices and months have one or two digits; whatever has more may be a secret. */
const SMALL_NUMBER = /^\d{1,2}$/

/**
 * A question as it may be kept without its asker: only words that people in general use, which the understanding knows, and
 * small numbers; names, codes, phones, dates of birth and whatever else belongs to one person are hidden because they are
 * not among them. Empty where too little is left.
 */
export function anonymous(text: string): string {
  const words = withoutFigures(text.slice(0, LONGEST_JUDGED)).split(/\s+/)
  const shown = words.map((word) => (isShown(word) ? word : HIDDEN))
  const kept = shown.filter((word, at) => word !== HIDDEN || shown[at - 1] !== HIDDEN)
  if (kept.filter((word) => word !== HIDDEN && !FIGURES.test(word)).length < FEWEST_WORDS) return ''
  return kept.join(' ').slice(0, LONGEST)
}

function isShown(word: string): boolean {
  const parts = normalise(word).split(' ')
  return parts.every((part) => SMALL_NUMBER.test(part) || isEverybodys(part))
}

function isEverybodys(word: string): boolean {
  return word.length > 1 && !FIGURES.test(word) && !NAMES.has(word) && (isCommonWord(word) || matcher().knows(word))
}
