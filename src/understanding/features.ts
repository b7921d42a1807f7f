import { kindsOf } from './kinds.ts'

const SHORTEST_PIECE = 3
const LONGEST_PIECE = 4

/** What a text is judged by, beside pieces of its words: words, kinds of words, neighbours of both, how it begins and ends. */
export function wholesOf(words: readonly string[]): string[] {
  const kinds = words.map(kindsOf)
  const rough = words.map((word, n) => (kinds[n]!.length > 0 ? `{${kinds[n]![0]}}` : word))
  const named = kinds.flat().map((kind) => `{${kind}}`)
  return [...words, ...pairs(words), ...named, ...pairs(rough), `^ ${words[0]}`, `${words.at(-1)} $`]
}

/** Pieces of 3 or 4 letters of one word, its edges marked: what a misspelt word still has in common with the right one. */
export function piecesOf(word: string): string[] {
  const edged = `<${word}>`
  const pieces: string[] = []
  for (let length = SHORTEST_PIECE; length <= LONGEST_PIECE; length++) {
    for (let from = 0; from + length <= edged.length; from++) pieces.push(`~${edged.slice(from, from + length)}`)
  }
  return pieces
}

function pairs(words: readonly string[]): string[] {
  return words.slice(1).map((word, n) => `${words[n]} ${word}`)
}
