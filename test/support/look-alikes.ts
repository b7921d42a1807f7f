import type { Day } from '../../src/domain/clock.ts'
import { KELURAHAN } from '../../src/domain/region/kelurahan.ts'
import type { RosterRow } from '../../src/domain/roster/row.ts'
import type { CivilRegistry } from './civil-registry.ts'
import { differently } from './name-variants.ts'
import { birthDate, newcomer } from './newcomer.ts'
import { lastWord, populationName } from './population-names.ts'
import { pick, type Random } from './seeded.ts'

/** Makes up somebody who is easily taken for the one in the row, and is somebody else. Undefined where it cannot be. */
export type LookAlike = (random: Random, registry: CivilRegistry, of: RosterRow) => RosterRow | undefined

/** Strangers and kin who share what lists know of people. */
export const LOOK_ALIKES = {
  /** One home and mostly one phone, nothing else. */
  housemate: (random, registry, of) => newcomer(random, registry, homeOf(random, of)),
  /** Some years apart, one home and mostly one phone; half of the name is the same. */
  sibling: (random, registry, of) => {
    const bornOn = birthDate(random, yearNear(of.bornOn, pick(random, [-8, -5, -4, -3, -2, 2, 3, 4, 5, 7])))
    const sex = random() < 0.7 ? of.sex : other(of.sex)
    return newcomer(random, registry, { ...homeOf(random, of), bornOn, sex, name: nameOfSibling(random, of, sex) })
  },
  /** One birth date, one home, neighbouring NIKs, and names that are given to go together. */
  twin: (random, registry, of) => {
    const name = random() < 0.3 ? vowelChanged(random, of.name) : nameOfSibling(random, of, of.sex)
    if (name === undefined || name === of.name) return undefined
    return newcomer(random, registry, { ...homeOf(random, of), ...registeredAs(of), name })
  },
  /** The same full name in one kelurahan. */
  namesake: (random, registry, { name, sex, kelurahan }) => newcomer(random, registry, { name, sex, kelurahan }),
  /** The same name spelt otherwise (Moh. and Muhammad) in one kelurahan. */
  namesakeSpeltOtherwise: (random, registry, { name, sex, kelurahan }) => {
    const spelt = differently(random, name)
    return spelt === undefined ? undefined : newcomer(random, registry, { name: spelt, sex, kelurahan })
  },
  /** The same full name and birth date, elsewhere in the city. */
  namesakeBornSameDay: (random, registry, { name, sex, bornOn, kelurahan }) =>
    newcomer(random, registry, { name, sex, bornOn, kelurahan: elsewhere(random, kelurahan) }),
  /** The next NIK of the same place and birth date; another name, perhaps another kelurahan. */
  nikNeighbour: (random, registry, of) => newcomer(random, registry, registeredAs(of)),
  /** Born the same day in the same kelurahan. */
  bornSameDay: (random, registry, { bornOn, kelurahan }) => newcomer(random, registry, { bornOn, kelurahan }),
} as const satisfies Record<string, LookAlike>

export type LookAlikeKind = keyof typeof LOOK_ALIKES

function homeOf(random: Random, { kelurahan, address, phone }: RosterRow) {
  return { kelurahan, address, phone: random() < 0.6 ? phone : undefined }
}

function registeredAs({ nik, bornOn, sex }: RosterRow) {
  return { area: nik.slice(0, 6), bornOn, sex }
}

function nameOfSibling(random: Random, { name, bornOn, sex: itsSex }: RosterRow, sex: RosterRow['sex']): string {
  const words = name.split(' ')
  const fresh = populationName(random, sex, yearNear(bornOn, 0)).split(' ')
  if (words.length === 1 || sex !== itsSex) return fresh.join(' ')
  if (random() < 0.5) return [...words.slice(0, -1), lastWord(random, sex)].join(' ')
  return [fresh[0], words.at(-1)].join(' ')
}

// As Hasanah and Hasinah.
function vowelChanged(random: Random, name: string): string | undefined {
  const vowels = [...name.matchAll(/(?<=[a-z])[aiu](?=[a-z])/g)].map(({ index }) => index)
  if (vowels.length === 0) return undefined
  const at = pick(random, vowels)
  const others = ['a', 'i', 'u'].filter((vowel) => vowel !== name[at])
  return `${name.slice(0, at)}${pick(random, others)}${name.slice(at + 1)}`
}

function elsewhere(random: Random, code: string): string {
  return pick(
    random,
    KELURAHAN.filter((kelurahan) => kelurahan.code !== code),
  ).code
}

// Old enough to work, and under 65.
function yearNear(day: Day, off: number): number {
  return Math.min(2006, Math.max(1962, Number(day.slice(0, 4)) + off))
}

function other(sex: RosterRow['sex']): RosterRow['sex'] {
  return sex === 'male' ? 'female' : 'male'
}
