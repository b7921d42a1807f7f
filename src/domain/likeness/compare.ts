import type { RosterRow } from '../roster/row.ts'
import type { Evidence, RELATIONS } from './evidence.ts'
import { nameRelation } from './name-relation.ts'
import { isCommon, type NameWords, nameWords } from './name-words.ts'
import { birthRelation, nikRelation, slipOf } from './number-relations.ts'
import { slipsBetween } from './slips.ts'

/** An entry of a list or of the register, as far as two are compared. */
export type PersonOnList = Pick<RosterRow, 'nik' | 'name' | 'bornOn' | 'sex' | 'phone' | 'address' | 'kelurahan'>

/** How alike two entries are, 0–100, and why. */
export interface Likeness {
  score: number
  evidence: Evidence[]
}

/** From this score on two entries are probably one person. */
export const PROBABLY_ONE = 50

type Relation<F extends keyof typeof RELATIONS> = (typeof RELATIONS)[F][number]

/**
 * What each relation weighs: about how many bits it speaks for one person rather than two (after Fellegi and Sunter, "A theory for
 * record linkage", 1969), set by hand on generated typing errors. A NIK's serial number says little: neighbours, and twins above all,
 * differ in nothing else. Two who share a whole name are common, two who share it with a birth date and a kelurahan are not.
 */
const WEIGHTS = {
  nik: {
    same: 14,
    oneDigit: 9,
    swapped: 9,
    shifted: 8,
    twoSlips: 4,
    neighbour: -3,
    otherArea: -3,
    otherSerial: -6,
    other: -7,
  },
  name: { same: 9, reordered: 8, sameSound: 8, typo: 6, initials: 5, shorter: 5, otherVowel: -8, other: -14 },
  bornOn: { same: 6, oneDigit: 2, dayForMonth: 3, dayOff: 1, yearOff: 2, firstOfJanuary: 2, other: -12 },
  sex: { same: 0.5, other: -4 },
  kelurahan: { same: 3.5, other: -1.5 },
  phone: { same: 4, oneDigit: 3, unknown: 0, other: -0.5 },
  address: { same: 3, alike: 1.5, unknown: 0, other: -0.5 },
} as const satisfies { [F in keyof typeof RELATIONS]: Record<Relation<F>, number> }

const ENOUGH = 11
const WITHOUT_RARE_WORD = -3
const STEEPNESS = 3

/** Compares two entries field by field. */
export function compare(
  a: PersonOnList,
  b: PersonOnList,
  namesA = nameWords(a.name),
  namesB = nameWords(b.name),
): Likeness {
  const evidence = relate(a, b, namesA, namesB)
  const weight = evidence.reduce((sum, one) => sum + weightOf(one), 0) + rarity(evidence, namesA, namesB)
  return { score: Math.round(100 / (1 + Math.exp((ENOUGH - weight) / STEEPNESS))), evidence }
}

/** Whether two entries with one NIK are plainly two people: another name and another birth date. */
export function arePlainlyTwo(a: PersonOnList, b: PersonOnList): boolean {
  if (a.bornOn === b.bornOn || slipOf(a.bornOn, b.bornOn) !== 'other') return false
  return haveOtherNames(a, b)
}

/** Whether two entries bear plainly different names. */
export function haveOtherNames(a: Pick<PersonOnList, 'name'>, b: Pick<PersonOnList, 'name'>): boolean {
  return a.name !== b.name && nameRelation(nameWords(a.name), nameWords(b.name)) === 'other'
}

function relate(a: PersonOnList, b: PersonOnList, namesA: NameWords, namesB: NameWords): Evidence[] {
  return [
    { field: 'nik', is: nikRelation(a.nik, b.nik) },
    { field: 'name', is: nameRelation(namesA, namesB) },
    { field: 'bornOn', is: birthRelation(a, b) },
    { field: 'sex', is: a.sex === b.sex ? 'same' : 'other' },
    { field: 'kelurahan', is: a.kelurahan === b.kelurahan ? 'same' : 'other' },
    { field: 'phone', is: phoneRelation(a.phone, b.phone) },
    { field: 'address', is: addressRelation(a.address, b.address) },
  ]
}

function weightOf(one: Evidence): number {
  return (WEIGHTS[one.field] as Record<string, number>)[one.is]!
}

// Siti Aminah is the name of thousands, Sumirah Buhari of one.
function rarity(evidence: readonly Evidence[], a: NameWords, b: NameWords): number {
  const isSame = evidence.some(({ field, is }) => field === 'name' && is !== 'other')
  const shared = a.sounds.filter((sound) => b.sounds.includes(sound))
  return isSame && !shared.some((sound) => !isCommon(sound)) ? WITHOUT_RARE_WORD : 0
}

function phoneRelation(a: string | null, b: string | null): Relation<'phone'> {
  if (a === null || b === null) return 'unknown'
  if (a === b) return 'same'
  return slipsBetween(a, b) === 1 ? 'oneDigit' : 'other'
}

function addressRelation(a: string | null, b: string | null): Relation<'address'> {
  if (!a || !b) return 'unknown'
  const [wordsA, wordsB] = [addressWords(a), addressWords(b)]
  const shared = wordsA.filter((word) => wordsB.includes(word)).length
  const most = Math.max(wordsA.length, wordsB.length)
  if (shared === most) return 'same'
  return shared * 2 >= most ? 'alike' : 'other'
}

function addressWords(text: string): string[] {
  return text.toUpperCase().match(/\p{L}+|\d+/gu) ?? []
}
