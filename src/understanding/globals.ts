import { GLOBAL_WORDS, type GlobalWord } from '../domain/heard.ts'
import { isCommonWord } from './lexicon.ts'
import { matcher } from './matcher.ts'
import { normalise } from './normalise.ts'
import { oneEditApart } from './one-edit.ts'
import id from './words/global.id.json' with { type: 'json' }
import jv from './words/global.jv.json' with { type: 'json' }
import mad from './words/global.mad.json' with { type: 'json' }
import file from './words/neighbours.json' with { type: 'json' }

// Where two languages differ about a word, Bahasa Indonesia has the last say.
const WORDS = new Map<string, GlobalWord>(
  [mad, jv, id].flatMap((phrases) =>
    GLOBAL_WORDS.flatMap((word) => phrases[word].map((phrase) => [normalise(phrase), word] as const)),
  ),
)
const SHORTEST_MISSPELT = 4
const FORGIVING = [...WORDS].filter(([phrase]) => phrase.length >= SHORTEST_MISSPELT)
const LONGEST = Math.max(...FORGIVING.map(([phrase]) => phrase.length))
const NEIGHBOURS = new Set(file.neighbours)

/** The word that works everywhere, among some ways to read a message. */
export function globalWord(ways: readonly string[]): GlobalWord | undefined {
  return ways.map((way) => WORDS.get(way)).find((word) => word !== undefined)
}

/** The same for a message with one typing error. A word that means something else is none. */
export function misspeltGlobal(ways: readonly string[]): GlobalWord | undefined {
  for (const way of new Set(ways)) {
    if (way.length < SHORTEST_MISSPELT - 1 || way.length > LONGEST + 1 || isOrdinary(way)) continue
    const near = FORGIVING.find(([phrase]) => oneEditApart(way, phrase) && !changesMeaning(way, phrase))
    if (near) return near[1]
  }
  return undefined
}

// "ojo kirim maneh" and "iso kirim maneh": in a longer phrase the changed word must not be a word of its own either.
function changesMeaning(way: string, phrase: string): boolean {
  const meant = new Set(phrase.split(' '))
  return way.split(' ').some((word) => !meant.has(word) && isOrdinary(word))
}

function isOrdinary(word: string): boolean {
  return NEIGHBOURS.has(word) || isCommonWord(word) || matcher().knows(word)
}
