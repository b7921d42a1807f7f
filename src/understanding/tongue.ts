import type { Locale } from '../domain/message.ts'
import { sayings, soundsLike } from './lexicon.ts'
import { TONGUES, type Tongue } from './tongues.ts'
import file from './words/english.json' with { type: 'json' }

const LONGEST_READ = 40
const SURE = 2
const ENGLISH = new Set(file.english)

// A word of the lexicon counts like one that stands in so many phrases of a hundred.
const LEXICON_RATE = 0.3
// So large a share of a word's use makes it a word of that language alone.
const OWN_SHARE = 0.85

const OTHERS = ['mad', 'jv'] as const

/** A phrase, normalised, and its language. */
interface Saying {
  tongue: Tongue
  said: string
}

type Rates = Record<Tongue, number>

/** Tells languages apart by the words that mostly one of them has. */
export class TongueTeller {
  private readonly owners = new Map<string, Tongue | undefined>()

  constructor(phrases: readonly Saying[]) {
    for (const [word, rates] of ratesOf(phrases)) {
      const all = TONGUES.reduce((sum, tongue) => sum + rates[tongue], 0)
      const owner = TONGUES.find((tongue) => rates[tongue] >= OWN_SHARE * all)
      this.owners.set(word, owner)
    }
  }

  /** How many words of a normalised text belong to each language alone. */
  count(normalised: string): Record<Tongue, number> {
    const counts: Record<Tongue, number> = { id: 0, jv: 0, mad: 0 }
    for (const word of normalised.split(' ', LONGEST_READ)) {
      const owner = this.owners.has(word) ? this.owners.get(word) : OTHERS.find((tongue) => soundsLike(word, tongue))
      if (owner) counts[owner]++
    }
    return counts
  }

  /** The language most words belong to; Bahasa Indonesia where none stands out. */
  tell(normalised: string): Tongue {
    const { id, jv, mad } = this.count(normalised)
    if (jv > 0 && jv >= mad && jv * 2 >= id) return mad === jv ? 'id' : 'jv'
    return mad > 0 && mad * 2 >= id ? 'mad' : 'id'
  }

  /** The language a text is written in, where at least two words say so and few speak against it. */
  tellSurely(normalised: string): Locale | undefined {
    const words = normalised.split(' ', LONGEST_READ)
    const counts: [Locale, number][] = Object.entries({
      ...this.count(normalised),
      en: words.filter((word) => ENGLISH.has(word) && !this.owners.has(word)).length,
    }) as [Locale, number][]
    const [first, second] = counts.sort(([, a], [, b]) => b - a) as [[Locale, number], [Locale, number]]
    return first[1] >= SURE && first[1] >= 2 * second[1] && first[1] * 4 >= words.length ? first[0] : undefined
  }
}

/** In how many of a hundred phrases of each language a word stands. */
function ratesOf(phrases: readonly Saying[]): Map<string, Rates> {
  const rates = new Map<string, Rates>()
  const add = (word: string, tongue: Tongue, rate: number) => {
    const known = rates.get(word) ?? { id: 0, jv: 0, mad: 0 }
    known[tongue] += rate
    rates.set(word, known)
  }
  for (const tongue of TONGUES) {
    const own = phrases.filter((phrase) => phrase.tongue === tongue)
    for (const { said } of own) for (const word of new Set(said.split(' '))) add(word, tongue, 100 / own.length)
    for (const saying of sayings(tongue)) add(saying, tongue, LEXICON_RATE)
  }
  return rates
}
