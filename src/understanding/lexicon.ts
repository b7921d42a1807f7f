import { z } from 'zod'
import { normalise } from './normalise.ts'
import { bareForms, soundOf } from './sound.ts'
import { TONGUES, type Tongue } from './tongues.ts'
import id from './words/lexicon.id.json' with { type: 'json' }
import jv from './words/lexicon.jv.json' with { type: 'json' }
import mad from './words/lexicon.mad.json' with { type: 'json' }

const lexicon = z.strictObject({
  review: z.string(),
  /** Words that only colour a sentence. */
  fillers: z.array(z.string()),
  /** A common word of Bahasa Indonesia, and how it is written or said instead. */
  words: z.record(z.string(), z.array(z.string())),
})

const FILES: Record<Tongue, z.infer<typeof lexicon>> = {
  id: lexicon.parse(id),
  jv: lexicon.parse(jv),
  mad: lexicon.parse(mad),
}

/** What is said instead, to the words it stands for; a filler stands for none. */
const MEANINGS: Record<Tongue, ReadonlyMap<string, string>> = {
  id: meanings(FILES.id),
  jv: meanings(FILES.jv),
  mad: meanings(FILES.mad),
}

/** The same by sound, for languages that everybody spells as they please. */
const BY_SOUND: Partial<Record<Tongue, ReadonlyMap<string, string>>> = {
  jv: new Map([...MEANINGS.jv].map(([saying, meaning]) => [soundOf(saying, 'jv'), meaning])),
  mad: new Map([...MEANINGS.mad].map(([saying, meaning]) => [soundOf(saying, 'mad'), meaning])),
}

const LONGEST_SAYING = 3

/** Words that sayings of several words begin with. */
const BEGINNINGS = new Set(
  Object.values(MEANINGS).flatMap((meanings) =>
    [...meanings.keys()].filter((saying) => saying.includes(' ')).map((saying) => saying.slice(0, saying.indexOf(' '))),
  ),
)

/** Normalised words of any of the three languages as common Bahasa Indonesia, word by word; what is unknown stays. */
export function plain(normalised: string, tongue: Tongue): string[] {
  const given = normalised.split(' ')
  const order = ORDERS[tongue]
  const said: string[] = []
  const fillers: string[] = []
  for (let from = 0; from < given.length; ) {
    const { meaning, length } = meaningAt(given, from, order, tongue)
    if (meaning === '') fillers.push(given[from]!)
    else said.push(...(meaning ?? given[from]!).split(' '))
    from += length
  }
  return said.length > 0 ? said : fillers
}

/** All words that a language says instead of common Bahasa Indonesia. */
export function sayings(tongue: Tongue): string[] {
  return [...MEANINGS[tongue]].filter(([saying, meaning]) => saying !== meaning).map(([saying]) => saying)
}

const ORDERS: Record<Tongue, readonly ReadonlyMap<string, string>[]> = {
  id: [MEANINGS.id, MEANINGS.jv, MEANINGS.mad],
  jv: [MEANINGS.jv, MEANINGS.id, MEANINGS.mad],
  mad: [MEANINGS.mad, MEANINGS.id, MEANINGS.jv],
}

/** Whether a word sounds like one of a language, however it is spelt. */
export function soundsLike(word: string, tongue: Tongue): boolean {
  return bySound(word, tongue) !== undefined
}

// Shorter words sound like too many others.
const SHORTEST_SOUND = 4

function bySound(word: string, tongue: Tongue): string | undefined {
  return word.length < SHORTEST_SOUND ? undefined : BY_SOUND[tongue]?.get(soundOf(word, tongue))
}

function meaningAt(
  given: readonly string[],
  from: number,
  order: readonly ReadonlyMap<string, string>[],
  tongue: Tongue,
): { meaning: string | undefined; length: number } {
  const longest = BEGINNINGS.has(given[from]!) ? Math.min(LONGEST_SAYING, given.length - from) : 1
  for (let length = longest; length > 0; length--) {
    const saying = length === 1 ? given[from]! : given.slice(from, from + length).join(' ')
    const meaning = meaningIn(saying, order)
    if (meaning !== undefined) return { meaning, length }
  }
  const word = given[from]!
  const bare = bareForms(word, tongue).find((form) => meaningIn(form, order) !== undefined)
  return { meaning: bare === undefined ? bySound(word, tongue) : meaningIn(bare, order), length: 1 }
}

function meaningIn(saying: string, order: readonly ReadonlyMap<string, string>[]): string | undefined {
  for (const meanings of order) {
    const meaning = meanings.get(saying)
    if (meaning !== undefined) return meaning
  }
  return undefined
}

// Many leave the glottal stop out: "enja" for "enja'". A spelling that is written down wins over one that is derived.
function meanings({ fillers, words }: z.infer<typeof lexicon>): Map<string, string> {
  const all: [string, string][] = fillers.map((word) => [word, ''])
  for (const meaning of Object.keys(words)) all.push([meaning, meaning])
  for (const [meaning, ways] of Object.entries(words)) for (const way of ways) all.push([way, meaning])
  const bare = all.map(([way, meaning]) => [way.replaceAll("'", ''), meaning] as const)
  return new Map([...bare, ...all].map(([way, meaning]) => [normalise(way), meaning]))
}

const COMMON = new Set(
  TONGUES.flatMap((tongue) => {
    const { fillers, words } = FILES[tongue]
    return [...fillers, ...Object.keys(words), ...Object.values(words).flat()].map(normalise)
  }),
)

/** Whether a word stands in the lexicon of any of the three languages. */
export function isCommonWord(word: string): boolean {
  return COMMON.has(word)
}

const FILLERS = new Set(TONGUES.flatMap((tongue) => FILES[tongue].fillers.map(normalise)))

/** Whether a word only colours a sentence, in any of the three languages. */
export function isFiller(word: string): boolean {
  return FILLERS.has(word)
}
