import { sayings, TONGUES, type Tongue } from './lexicon.ts'
import { normalise } from './normalise.ts'
import type { Phrase } from './phrases.ts'

const LONGEST_READ = 40

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

  private own(word: string, tongue: Tongue): void {
    const owner = this.owners.get(word)
    this.owners.set(word, owner === undefined || owner === tongue ? tongue : 'several')
  }
}
