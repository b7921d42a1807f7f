import type { RELATIONS } from './evidence.ts'
import { isCommon, type NameWords } from './name-words.ts'
import { slipsBetween } from './slips.ts'
import { skeletonOf } from './sound.ts'

export type NameRelation = (typeof RELATIONS)['name'][number]

/** From a name that is the same to one that is another; the first that holds of the words of a name is too good for the whole. */
const FROM_BEST: readonly NameRelation[] = [
  'same',
  'reordered',
  'sameSound',
  'initials',
  'typo',
  'shorter',
  'otherVowel',
  'other',
]

/** How two names stand to each other, word by word: what has to be forgiven most is what is said. */
export function nameRelation(a: NameWords, b: NameWords): NameRelation {
  const whole = wholeRelation(a, b)
  return whole ?? wordByWord(a, b)
}

function wholeRelation(a: NameWords, b: NameWords): NameRelation | undefined {
  const [joinedA, joinedB] = [a.words.join(''), b.words.join('')]
  if (joinedA === joinedB) return 'same'
  if (a.words.toSorted().join(' ') === b.words.toSorted().join(' ')) return 'reordered'
  if (a.sounds.join('') === b.sounds.join('')) return 'sameSound'
  if (a.sounds.toSorted().join(' ') === b.sounds.toSorted().join(' ')) return 'reordered'
  return Math.min(joinedA.length, joinedB.length) >= 6 ? joinedRelation(joinedA, joinedB) : undefined
}

// Where one list writes Nur Hayati and the other Nurhayatii.
function joinedRelation(a: string, b: string): NameRelation | undefined {
  if (slipsBetween(a, b) !== 1) return undefined
  return isVowelOnly(a, b) ? 'otherVowel' : 'typo'
}

function wordByWord(a: NameWords, b: NameWords): NameRelation {
  const [short, long] = a.words.length <= b.words.length ? [a, b] : [b, a]
  const left = long.words.map((_, at) => at)
  const met: NameRelation[] = []
  let telling = 0
  for (const at of inOrderOfLength(short)) {
    const best = bestOf(left.map((other) => [other, wordRelation(short, at, long, other)] as const))
    if (!best || best[1] === 'other') return 'other'
    left.splice(left.indexOf(best[0]), 1)
    met.push(best[1])
    if (!isCommon(short.sounds[at]!)) telling++
  }
  if (left.length > 0) met.push('shorter')
  // `Budi S.` and `Budi Santoso`, `Ali` and `Muhammad Ali`: little, but nothing against one person.
  if (telling === 0 && !isPartOf(met)) return 'other'
  return worst(met)
}

function isPartOf(met: readonly NameRelation[]): boolean {
  return met.includes('same') && met.every((one) => one === 'same' || one === 'initials' || one === 'shorter')
}

function inOrderOfLength({ words }: NameWords): number[] {
  return words.map((_, at) => at).toSorted((one, two) => words[two]!.length - words[one]!.length)
}

function bestOf(choices: readonly (readonly [number, NameRelation])[]): readonly [number, NameRelation] | undefined {
  return choices.toSorted(([, one], [, two]) => FROM_BEST.indexOf(one) - FROM_BEST.indexOf(two))[0]
}

function worst(met: readonly NameRelation[]): NameRelation {
  return met.toSorted((one, two) => FROM_BEST.indexOf(two) - FROM_BEST.indexOf(one))[0] ?? 'other'
}

const SHORTEST_WITH_SLIP = 4
const SHORTEST_WITH_TWO = 8

function wordRelation(a: NameWords, at: number, b: NameWords, other: number): NameRelation {
  const [one, two] = [a.words[at]!, b.words[other]!]
  if (one === two) return 'same'
  const [soundOne, soundTwo] = [a.sounds[at]!, b.sounds[other]!]
  if (one.length === 1 || two.length === 1) return soundOne[0] === soundTwo[0] ? 'initials' : 'other'
  if (soundOne === soundTwo) return 'sameSound'
  const shortest = Math.min(one.length, two.length)
  const slips = Math.min(slipsBetween(one, two), slipsBetween(soundOne, soundTwo))
  if (shortest < SHORTEST_WITH_SLIP || slips > (shortest < SHORTEST_WITH_TWO ? 1 : 2)) return 'other'
  return isVowelOnly(one, two) ? 'otherVowel' : 'typo'
}

// Rina and Rini, Rahman and Rohman are two names; a hand that slips seldom hits another vowel.
function isVowelOnly(one: string, two: string): boolean {
  return one.length === two.length && skeletonOf(one.replace(/[EO]/g, 'A')) === skeletonOf(two.replace(/[EO]/g, 'A'))
}
