import { oneEditApart } from './one-edit.ts'

const SHORTEST = 5

/** Mends words with one typing error that are nearly a word worth knowing. */
export class Spelling {
  private readonly times: ReadonlyMap<string, number>
  /** Words by what is left of them when one letter is taken out; two words one edit apart share such a rest, or are one. */
  private readonly byRest = new Map<string, string[]>()

  /** @param times words worth knowing, and how often they are used */
  constructor(times: ReadonlyMap<string, number>) {
    this.times = times
    for (const word of times.keys()) {
      if (word.length < SHORTEST) continue
      for (const rest of restsOf(word)) {
        const sharing = this.byRest.get(rest)
        if (sharing) sharing.push(word)
        else this.byRest.set(rest, [word])
      }
    }
  }

  /** The commonest word one edit away; the word itself where there is none. */
  mend(word: string): string {
    if (word.length < SHORTEST || this.times.has(word) || /\d/.test(word)) return word
    const near = restsOf(word)
      .flatMap((rest) => this.byRest.get(rest) ?? [])
      .filter((known) => oneEditApart(word, known))
    return near.reduce((best, known) => (this.usedOften(known) > this.usedOften(best) ? known : best), word)
  }

  private usedOften(word: string): number {
    return this.times.get(word) ?? 0
  }
}

function restsOf(word: string): string[] {
  return [word, ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))]
}
