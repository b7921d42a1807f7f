import type { Locale } from '../domain/message.ts'
import { sayings, TONGUES, type Tongue } from './lexicon.ts'
import { normalise } from './normalise.ts'
import type { Phrase } from './phrases.ts'
import file from './words/english.json' with { type: 'json' }

const LONGEST_READ = 40
const SURE = 2
const ENGLISH = new Set(file.english)

/** Tells languages apart by the words that only one of them has. */
export class TongueTeller {
  private readonly owners = new Map<string, Tongue | 'several'>()

  constructor(phrases: readonly Phrase[]) {
    for (const tongue of TONGUES) {
      for (const saying of sayings(tongue)) this.own(saying, tongue)
    }
    const common = new Set(
      phrases.filter(({ tongue }) => tongue === 'id').flatMap(({ text }) => normalise(text).split(' ')),
    )
    for (const word of common) this.own(word, 'id')
  }

  /** How many words of a normalised text belong to each language alone. */
  count(normalised: string): Record<Tongue, number> {
    const counts: Record<Tongue, number> = { id: 0, jv: 0, mad: 0 }
    for (const word of normalised.split(' ', LONGEST_READ)) {
      const owner = this.owners.get(word)
      if (owner !== undefined && owner !== 'several') counts[owner]++
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

  private own(word: string, tongue: Tongue): void {
    const owner = this.owners.get(word)
    this.owners.set(word, owner === undefined || owner === tongue ? tongue : 'several')
  }
}
