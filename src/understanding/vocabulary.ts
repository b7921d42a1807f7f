import { piecesOf, wholesOf } from './features.ts'

/** A text as numbers: which known features it has, and how much each weighs. Wholes have a fixed share of its length, pieces the rest. */
export interface Vector {
  ids: Int32Array
  values: Float32Array
}

type Features = readonly [wholes: readonly number[], pieces: readonly number[]]

const UNKNOWN = -1
// Whole words say more than their pieces; the pieces are there for words that are misspelt or new.
const SHARE_OF_WHOLES = 0.8

/** Features that stand in at least two phrases, weighted by how rare they are (TF-IDF). */
export class Vocabulary {
  private readonly ids: ReadonlyMap<string, number>
  private readonly rarity: Float32Array
  private readonly unknown: number
  // How often each feature stands in the text that is being weighed; nought between two texts.
  private readonly times: Uint16Array

  private constructor(ids: ReadonlyMap<string, number>, rarity: Float32Array, unknown: number) {
    this.ids = ids
    this.rarity = rarity
    this.unknown = unknown
    this.times = new Uint16Array(rarity.length)
  }

  /** Learns the features of some texts, each a list of words; returns the texts as vectors too. */
  static of(texts: readonly (readonly string[])[]): { vocabulary: Vocabulary; vectors: Vector[] } {
    const numbered = new Numbering()
    const features = texts.map((words) => numbered.featuresOf(words))
    const times = timesSeen(features, numbered.ids.size)
    const rarity = (seen: number) => Math.log((1 + texts.length) / (1 + seen)) + 1
    const kept = new Int32Array(times.length).fill(UNKNOWN)
    const ids = new Map<string, number>()
    for (const [feature, id] of numbered.ids) {
      if (times[id]! < 2) continue
      kept[id] = ids.size
      ids.set(feature, ids.size)
    }
    const rarities = new Float32Array(ids.size)
    for (const [id, place] of kept.entries()) if (place !== UNKNOWN) rarities[place] = rarity(times[id]!)
    const vocabulary = new Vocabulary(ids, rarities, rarity(1))
    const known = (all: readonly number[]) => all.map((id) => kept[id]!)
    return {
      vocabulary,
      vectors: features.map(([wholes, pieces]) => vocabulary.weigh([known(wholes), known(pieces)])),
    }
  }

  get size(): number {
    return this.rarity.length
  }

  vectorOf(words: readonly string[]): Vector {
    const known = (feature: string) => this.ids.get(feature) ?? UNKNOWN
    return this.weigh([wholesOf(words).map(known), words.flatMap(piecesOf).map(known)])
  }

  /** What a feature stands for, for explanations; slow. */
  name(id: number): string {
    return [...this.ids.keys()][id]!
  }

  private weigh([wholes, pieces]: Features): Vector {
    const ids = new Int32Array(wholes.length + pieces.length)
    const values = new Float32Array(ids.length)
    const half = this.weighHalf(wholes, ids, values, 0, SHARE_OF_WHOLES)
    const end = this.weighHalf(pieces, ids, values, half, 1 - SHARE_OF_WHOLES)
    return { ids: ids.subarray(0, end), values: values.subarray(0, end) }
  }

  // What is unknown weighs too: a text of mostly unknown words is like nothing that has been learnt.
  private weighHalf(
    all: readonly number[],
    ids: Int32Array,
    values: Float32Array,
    from: number,
    share: number,
  ): number {
    const { times } = this
    let end = from
    let square = 0
    for (const id of all) {
      if (id === UNKNOWN) square += this.unknown ** 2
      else if (times[id]!++ === 0) ids[end++] = id
    }
    for (let n = from; n < end; n++) {
      const id = ids[n]!
      values[n] = (1 + Math.log(times[id]!)) * this.rarity[id]!
      square += values[n]! ** 2
      times[id] = 0
    }
    const length = Math.sqrt(square / share) || 1
    for (let n = from; n < end; n++) values[n]! /= length
    return end
  }
}

/** Numbers features as they come. The pieces of a word are cut once, however often it stands in the phrases. */
class Numbering {
  readonly ids = new Map<string, number>()
  private readonly pieces = new Map<string, number[]>()

  featuresOf(words: readonly string[]): Features {
    return [wholesOf(words).map((feature) => this.idOf(feature)), words.flatMap((word) => this.piecesOf(word))]
  }

  private piecesOf(word: string): number[] {
    const known = this.pieces.get(word)
    if (known) return known
    const cut = piecesOf(word).map((piece) => this.idOf(piece))
    this.pieces.set(word, cut)
    return cut
  }

  private idOf(feature: string): number {
    const known = this.ids.get(feature)
    if (known !== undefined) return known
    const id = this.ids.size
    this.ids.set(feature, id)
    return id
  }
}

/** In how many texts each feature stands. */
function timesSeen(texts: readonly Features[], features: number): Int32Array {
  const times = new Int32Array(features)
  const lastText = new Int32Array(features).fill(UNKNOWN)
  for (const [text, halves] of texts.entries()) {
    for (const half of halves) {
      for (const id of half) {
        if (lastText[id] === text) continue
        lastText[id] = text
        times[id]!++
      }
    }
  }
  return times
}
