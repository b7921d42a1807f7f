import { kindsOf } from './kinds.ts'

const SHORTEST_PIECE = 3
const LONGEST_PIECE = 5

/** What a text is judged by: words, kinds of words and pairs of them; and pieces of 3 to 5 letters within each word. */
export interface Features {
  words: string[]
  pieces: string[]
}

export function featuresOf(words: readonly string[]): Features {
  const kinds = words.map(kindsOf)
  const rough = words.map((word, n) => (kinds[n]!.length > 0 ? `{${kinds[n]![0]}}` : word))
  return {
    words: [...words, ...pairs(words), ...kinds.flat().map((kind) => `{${kind}}`), ...pairs(rough)],
    pieces: words.flatMap(piecesOf),
  }
}

function pairs(words: readonly string[]): string[] {
  return words.slice(1).map((word, n) => `${words[n]} ${word}`)
}

function piecesOf(word: string): string[] {
  const edged = `<${word}>`
  const pieces: string[] = []
  for (let length = SHORTEST_PIECE; length <= LONGEST_PIECE; length++) {
    for (let from = 0; from + length <= edged.length; from++) pieces.push(`~${edged.slice(from, from + length)}`)
  }
  return pieces
}
