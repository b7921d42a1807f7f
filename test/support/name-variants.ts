import { pick, type Random, shuffled } from './seeded.ts'

// Names that lists write in several ways: whole words. `M.` and `St.` stand for them only before other names.
const WORDS: readonly (readonly string[])[] = [
  ['Muhammad', 'Mohammad', 'Mohamad', 'Muhamad', 'Mochamad', 'Mochammad', 'Moh.', 'Moch.', 'Muh.', 'Much.', 'M.'],
  ['Siti', 'St.', 'Sitti', 'Sity'],
  ['Abdul', 'Abd.', 'Abdoel'],
  ['Ahmad', 'Achmad', 'Akhmad', 'Ach.'],
]

// Sounds that are spelt in several ways: [as it stands, as it may stand instead]. The old spelling and the Arabic one.
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/dh/i, 'd'],
  [/d(?=[aiu]n$)/i, 'dh'],
  [/oe/i, 'u'],
  [/(?<![aeo])u(?=[kdn])/i, 'oe'],
  [/dj/i, 'j'],
  [/j(?=[aou])/i, 'dj'],
  [/tj/i, 'c'],
  [/^c(?=[aiu])/i, 'tj'],
  [/iy(?=[aeu])/i, 'i'],
  [/i(?=a[a-z])/i, 'iy'],
  [/y$/i, 'i'],
  [/(?<=[dl])i$/i, 'y'],
  [/(?<=[b-df-hj-np-tvwz])y(?=[aeou])/i, 'i'],
  [/(?<!f)f(?!f)/i, 'p'],
  [/(?<!f)f(?!f)/i, 'v'],
  [/v/i, 'f'],
  [/p(?=[ai])/i, 'f'],
  [/sh/i, 's'],
  [/^s(?=ole|oli)/i, 'sh'],
  [/kh/i, 'k'],
  [/kh/i, 'h'],
  [/^h(?=ol|ot|oi)/i, 'kh'],
  [/(?<=[aiu])h$/i, ''],
  [/gh/i, 'g'],
  [/th/i, 't'],
  [/z/i, 's'],
  [/q/i, 'k'],
  [/sy/i, 's'],
]

/** The same name as another hand would spell it: one word or one sound of it. Undefined where it has no other spelling. */
export function differently(random: Random, name: string): string | undefined {
  const words = name.split(' ')
  const choices = words.flatMap((word, at) => [
    ...otherWords(word, at === 0 && words.length > 1).map((spelt) => words.with(at, spelt)),
    ...otherSounds(word).map((spelt) => words.with(at, spelt)),
  ])
  const whole = words.findIndex((word) => sameNames(word).length > 0)
  // Where the name holds one of the words, it is mostly this that is written otherwise.
  const likely = whole >= 0 && random() < 0.75 ? choices.filter((choice) => choice[whole] !== words[whole]) : choices
  const spelt = shuffled(random, likely)[0] ?? (choices.length > 0 ? pick(random, choices) : undefined)
  return spelt?.join(' ')
}

function sameNames(word: string): readonly string[] {
  return WORDS.find((spellings) => spellings.includes(word)) ?? []
}

function otherWords(word: string, isBeforeOthers: boolean): string[] {
  return sameNames(word).filter((spelt) => spelt !== word && (isBeforeOthers || !spelt.endsWith('.')))
}

function otherSounds(word: string): string[] {
  if (word.length < 5 || word.endsWith('.') || sameNames(word).length > 0) return []
  return SOUNDS.filter(([sound]) => sound.test(word)).map(([sound, instead]) =>
    word.replace(sound, (found) =>
      /^[A-Z]/.test(found) ? instead.charAt(0).toUpperCase() + instead.slice(1) : instead,
    ),
  )
}
