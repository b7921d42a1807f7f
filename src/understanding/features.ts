import { kindsOf } from './kinds.ts'

const SHORTEST_PIECE = 3
const LONGEST_PIECE = 4

/** What a text is judged by, beside pieces of its words: words, kinds of words, neighbours of both, how it begins and ends. */
export function wholesOf(words: readonly string[]): string[] {
  const wholes = [...words, `^ ${words[0]}`, `${words.at(-1)} $`]
  let before = ''
  let roughBefore = ''
  for (const word of words) {
    const kinds = kindsOf(word)
    for (const kind of kinds) wholes.push(`{${kind}}`)
    const rough = kinds.length > 0 ? `{${kinds[0]}}` : word
    if (before !== '') {
      wholes.push(`${before} ${word}`)
      if (rough !== word || roughBefore !== before) wholes.push(`${roughBefore} ${rough}`)
    }
    before = word
    roughBefore = rough
  }
  return wholes
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
