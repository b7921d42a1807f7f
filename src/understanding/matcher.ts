import { figure, withoutFigures } from './figures.ts'
import { isCommonWord, plain, soundsLike } from './lexicon.ts'
import { normalise } from './normalise.ts'
import { LABELS, type Label, type Phrase, readPhrases } from './phrases.ts'
import { Regression } from './regression.ts'
import { withoutSalutations } from './salutations.ts'
import { Spelling } from './spelling.ts'
import { TongueTeller } from './tongue.ts'
import type { Tongue } from './tongues.ts'
import { type Vector, Vocabulary } from './vocabulary.ts'

/** So much of a message is judged: whoever writes more has said what it is about by then. */
export const LONGEST_JUDGED = 600

export interface Ranked {
  label: Label
  /** Between 0 and 1; all labels together 1. */
  chance: number
}

/** What spoke for a label, and how loudly. */
export interface Reason {
  feature: string
  weight: number
}

/** Tells what a text is about, by the phrases that it has learnt. */
export class Matcher {
  readonly tongues: TongueTeller
  private readonly vocabulary: Vocabulary
  private readonly regression: Regression
  private readonly exact = new Map<string, Label>()
  private readonly ordinary = new Set<string>()
  private readonly spelling: Spelling

  constructor(phrases: readonly Phrase[]) {
    const said = phrases.map((phrase) => ({ ...phrase, said: normalise(phrase.text) }))
    this.tongues = new TongueTeller(said)
    for (const { said: text, label } of said) {
      this.exact.set(text, label)
      for (const word of text.split(' ')) this.ordinary.add(word)
    }
    this.spelling = new Spelling(wordsWorthKnowing(said))
    const texts = phrases.map(({ text }) => this.wordsOf(text))
    const { vocabulary, vectors } = Vocabulary.of(texts)
    this.vocabulary = vocabulary
    this.regression = new Regression(vocabulary.size, LABELS.length)
    this.regression.learn(vectors.map((vector, n) => ({ vector, label: LABELS.indexOf(phrases[n]!.label) })))
  }

  /** The label of a phrase that was learnt word for word. */
  learnt(normalised: string): Label | undefined {
    return this.exact.get(normalised)
  }

  /** Whether a word stands in any phrase. */
  knows(word: string): boolean {
    return this.ordinary.has(word)
  }

  /** All labels, the likeliest first. */
  rank(words: readonly string[]): Ranked[] {
    const chances = this.regression.chances(this.vocabulary.vectorOf(words))
    return LABELS.map((label, n) => ({ label, chance: chances[n]! })).sort((a, b) => b.chance - a.chance)
  }

  /** The words of a text as they are judged: common Bahasa Indonesia, no salutation, figures made comparable. */
  wordsOf(text: string): string[] {
    const all = normalise(withoutFigures(text.slice(0, LONGEST_JUDGED)))
    const said = withoutSalutations(all) || all
    const tongue = this.tongues.tell(said)
    const mended = said.split(' ').map((word) => (this.isOrdinary(word, tongue) ? word : this.spelling.mend(word)))
    return plain(mended.join(' '), tongue).map(figure)
  }

  private isOrdinary(word: string, tongue: Tongue): boolean {
    return this.ordinary.has(word) || isCommonWord(word) || soundsLike(word, tongue)
  }

  /** What spoke most for a label in a text. */
  reasons(words: readonly string[], label: Label, most: number): Reason[] {
    const { ids, values }: Vector = this.vocabulary.vectorOf(words)
    const place = LABELS.indexOf(label)
    const all = [...ids].map((id, n) => ({ id, weight: this.regression.weight(id, place) * values[n]! }))
    const loudest = all.sort((a, b) => b.weight - a.weight).slice(0, most)
    return loudest.map(({ id, weight }) => ({ feature: this.vocabulary.name(id), weight }))
  }
}

// A word that stands in so many phrases is worth finding behind a typing error.
const OFTEN_ENOUGH = 2

function wordsWorthKnowing(phrases: readonly (Phrase & { said: string })[]): Map<string, number> {
  const times = new Map<string, number>()
  for (const { said, label } of phrases) {
    if (label === 'out_of_scope') continue
    for (const word of said.split(' ')) times.set(word, (times.get(word) ?? 0) + 1)
  }
  return new Map([...times].filter(([, n]) => n >= OFTEN_ENOUGH))
}

let made: Matcher | undefined

/** The matcher of this program, made when it is first needed. */
export function matcher(): Matcher {
  made ??= new Matcher(readPhrases())
  return made
}
