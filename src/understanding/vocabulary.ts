import { type Features, featuresOf } from './features.ts'

/** A text as numbers: which known features it has, and how much each weighs. Both halves together have length 1. */
export interface Vector {
  ids: number[]
  values: number[]
}

/** Features seen in at least two phrases, weighted by how rare they are (TF-IDF). */
export class Vocabulary {
  private readonly ids = new Map<string, number>()
  private readonly rarity: number[] = []
  private readonly rarest: number

  constructor(texts: readonly (readonly string[])[], leastSeen = 2) {
    const seen = new Map<string, number>()
    for (const words of texts) {
      const { words: whole, pieces } = featuresOf(words)
      for (const feature of new Set([...whole, ...pieces])) seen.set(feature, (seen.get(feature) ?? 0) + 1)
    }
    const rarity = (times: number) => Math.log((1 + texts.length) / (1 + times)) + 1
    for (const [feature, times] of seen) {
      if (times < leastSeen) continue
      this.ids.set(feature, this.rarity.length)
      this.rarity.push(rarity(times))
    }
    this.rarest = rarity(1)
  }

  get size(): number {
    return this.rarity.length
  }

  vectorOf(words: readonly string[]): Vector {
    const features: Features = featuresOf(words)
    const vector: Vector = { ids: [], values: [] }
    this.add(vector, features.words)
    this.add(vector, features.pieces)
    return vector
  }

  has(word: string): boolean {
    return this.ids.has(`w:${word}`)
  }

  name(feature: number): string {
    return [...this.ids.keys()][feature]!
  }

  // What is unknown weighs too: a text of mostly unknown words is like nothing that has been learnt.
  private add({ ids, values }: Vector, features: readonly string[]): void {
    const times = new Map<number, number>()
    let square = 0
    for (const feature of features) {
      const id = this.ids.get(feature)
      if (id === undefined) square += this.rarest ** 2
      else times.set(id, (times.get(id) ?? 0) + 1)
    }
    const from = values.length
    for (const [id, n] of times) {
      const value = (1 + Math.log(n)) * this.rarity[id]!
      square += value ** 2
      ids.push(id)
      values.push(value)
    }
    const length = Math.sqrt(square * 2) || 1
    for (let n = from; n < values.length; n++) values[n]! /= length
  }
}
