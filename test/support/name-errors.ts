import { differently } from './name-variants.ts'
import { between, pick, type Random } from './seeded.ts'
import { weighted } from './skewed.ts'
import type { TypingError } from './typing-errors.ts'

const KEYS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']

const SLIPS: readonly ((random: Random, text: string, at: number) => string)[] = [
  (random, text, at) => text.slice(0, at) + neighbourOf(random, text[at]!) + text.slice(at + 1),
  (_, text, at) => text.slice(0, at) + text.slice(at + 1),
  (_, text, at) => text.slice(0, at + 1) + text[at]!.toLowerCase() + text.slice(at + 1),
  (_, text, at) => text.slice(0, at) + swappedPair(text, at) + text.slice(at + 2),
]

const BEFORE = {
  male: weighted([
    ['H.', 8],
    ['Ust.', 2],
    ['Bpk.', 2],
    ['KH.', 1],
    ['Drs.', 1],
  ]),
  female: weighted([
    ['Hj.', 8],
    ['Ibu', 3],
    ['Ustz.', 1],
    ['Dra.', 1],
  ]),
}
// `(alm)` is written behind the living where it belongs to a father's name that was cut off.
const BEHIND = weighted([
  [', S.Pd', 5],
  [', S.Pd.I', 3],
  [', S.Ag', 2],
  [', SE', 2],
  [', S.Sos.', 1],
  [' (alm)', 0.5],
])

/** What goes wrong with names. */
export const NAME_ERRORS = {
  nameTypo: {
    about: 'one letter: a neighbour on the keyboard, left out, doubled, or swapped with the next',
    field: 'name',
    weight: 12,
    make: (random, { name }) => {
      const letters = [...name.matchAll(/[a-z](?=[a-z])/gi)].map(({ index }) => index)
      return letters.length < 4 ? undefined : pick(random, SLIPS)(random, name, pick(random, letters))
    },
  },
  nameVariant: {
    about: 'another spelling of a name or a sound: Moh., Siti/St., dh/d, oe/u, Sholeh/Soleh',
    field: 'name',
    weight: 12,
    make: (random, { name }) => differently(random, name),
  },
  nameTitle: {
    about: 'a title before or behind the name',
    field: 'name',
    weight: 8,
    make: (random, { name, sex }) => (random() < 0.6 ? `${BEFORE[sex](random)} ${name}` : `${name}${BEHIND(random)}`),
  },
  nameWordDropped: {
    about: 'one word of the name is missing',
    field: 'name',
    weight: 5,
    make: (random, { name }) => {
      const words = name.split(' ')
      const at = random() < 0.6 ? 0 : between(random, 1, words.length - 1)
      const left = words.filter((_, other) => other !== at)
      return left.some(isWhole) ? left.join(' ') : undefined
    },
  },
  nameInitial: {
    about: 'one word of the name as its first letter',
    field: 'name',
    weight: 5,
    make: (random, { name }) => {
      const words = name.split(' ')
      const at = between(random, 0, words.length - 1)
      const word = words[at]!
      if (!isWhole(word) || !words.some((other, n) => n !== at && isWhole(other))) return undefined
      return words.with(at, `${word[0]}.`).join(' ')
    },
  },
  nameWordsSwapped: {
    about: 'two words of the name have changed places',
    field: 'name',
    weight: 3,
    make: (random, { name }) => {
      const words = name.split(' ')
      if (words.length < 2) return undefined
      const at = between(random, 0, words.length - 2)
      return words
        .with(at, words[at + 1]!)
        .with(at + 1, words[at]!)
        .join(' ')
    },
  },
  nameSpacing: {
    about: 'two words as one, or one as two',
    field: 'name',
    weight: 4,
    make: (random, { name }) => (random() < 0.5 ? apart(name) : undefined) ?? together(random, name) ?? apart(name),
  },
} as const satisfies Record<string, TypingError>

function isWhole(word: string): boolean {
  return word.length >= 3 && !word.endsWith('.')
}

// Upper case stays where it was: `Siti` becomes `Isti`.
function swappedPair(text: string, at: number): string {
  const [first, second] = [text[at]!, text[at + 1]!]
  return asCased(first, second) + asCased(second, first)
}

function neighbourOf(random: Random, letter: string): string {
  const row = KEYS.find((keys) => keys.includes(letter.toLowerCase()))!
  const at = row.indexOf(letter.toLowerCase())
  return asCased(
    letter,
    pick(
      random,
      [row[at - 1], row[at + 1]].filter((key) => key !== undefined),
    ),
  )
}

function asCased(model: string, letter: string): string {
  return model === model.toUpperCase() ? letter.toUpperCase() : letter.toLowerCase()
}

// Mostly behind a short word: `Nurhayati`.
function together(random: Random, name: string): string | undefined {
  const gaps = [...name.matchAll(/(?<=[a-z]) (?=[A-Z][a-z])/g)].map(({ index }) => index)
  const short = gaps.filter((gap) => /(?:^| )[A-Z][a-z]{1,4}$/.test(name.slice(0, gap)))
  const likely = short.length > 0 || random() < 0.7 ? short : gaps
  if (likely.length === 0) return undefined
  const at = pick(random, likely)
  return name.slice(0, at) + name.slice(at + 1).toLowerCase()[0] + name.slice(at + 2)
}

function apart(name: string): string | undefined {
  const split = name.replace(
    /\b(Nur|Sulis|Abdul|Siti|Fathur|Zainal|Khoirul|Misna|Juma|Sumi)([a-z]{3,})/,
    (_, first, rest) => {
      return `${first} ${rest[0].toUpperCase()}${rest.slice(1)}`
    },
  )
  return split === name ? undefined : split
}
