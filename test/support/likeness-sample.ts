import type { RosterRow } from '../../src/domain/roster/row.ts'
import { type CivilRegistry, civilRegistry } from './civil-registry.ts'
import { fictionalPopulation, type Resident } from './fictional-population.ts'
import { LOOK_ALIKES, type LookAlikeKind } from './look-alikes.ts'
import { type Random, seeded, shuffled } from './seeded.ts'
import { weighted } from './skewed.ts'
import { ERROR_KINDS, type ErrorKind, errorOf, withError } from './typing-errors.ts'

export interface SampleSize {
  seed: number
  /** How many stand in the register. */
  people: number
  /** How many rows the second list has. */
  rows: number
  /** Which part of them stands in the register already; a quarter unless said otherwise. */
  shareKnown?: number
  /** Which part of those has a NIK with an error, besides what else is wrong; half unless said otherwise. */
  shareDoubtful?: number
}

/** Somebody who is not in the register: anybody, or one who is like somebody in it. */
export type NewKind = 'anybody' | LookAlikeKind

/** What a row of the second list truly is. `of` is the id of the resident whom it means, or is only like. */
export type Truth =
  | { is: 'known'; of: string; verdict: 'double' | 'doubtful'; errors: readonly ErrorKind[] }
  | { is: 'new'; kind: NewKind; of?: string }

export interface LabelledRow {
  row: RosterRow
  truth: Truth
}

/** The register: the first of the seed's population. */
export function* registeredPeople({ seed, people }: Pick<SampleSize, 'seed' | 'people'>): Generator<Resident> {
  const population = fictionalPopulation(seed)
  for (let left = people; left > 0; left--) yield population.next().value!
}

/** The second list, another agency's over the same period: no NIK in it stands twice, and one with an error is nobody's. */
export function labelledRows(size: SampleSize): LabelledRow[] {
  const { seed, people, rows, shareKnown = 0.25, shareDoubtful = 0.5 } = size
  const random = seeded(seed ^ 0x5eed)
  const registry = civilRegistry()
  const population = fictionalPopulation(seed, registry)
  const known = Math.round(rows * shareKnown)
  const kinds = Array.from({ length: rows - known }, () => NEW_KIND(random))
  const likened = kinds.filter((kind) => kind !== 'anybody').length
  const chosen = shuffled(random, chosenFrom(random, population, people, known + likened))
  const newRows = kinds.map((kind): LabelledRow => {
    if (kind !== 'anybody') return lookAlike(random, kind, chosen.pop()!, registry)
    return { row: population.next().value!.row, truth: { is: 'new', kind } }
  })
  const doubtful = Math.round(known * shareDoubtful)
  return shuffled(random, [...newRows, ...knownRows(random, chosen, doubtful, registry)])
}

const NEW_KIND = weighted<NewKind>([
  ['anybody', 62],
  ['housemate', 10],
  ['sibling', 9],
  ['twin', 0.7],
  ['namesake', 6],
  ['namesakeSpeltOtherwise', 4],
  ['namesakeBornSameDay', 0.3],
  ['nikNeighbour', 6],
  ['bornSameDay', 2],
])
const HOW_MANY = weighted([
  [1, 60],
  [2, 25],
  [3, 15],
])
const NIK_KIND = weighted(kindsWhere((kind) => errorOf(kind).field === 'nik'))
const OTHER_KIND = weighted(kindsWhere((kind) => errorOf(kind).field !== 'nik'))

function kindsWhere(fits: (kind: ErrorKind) => boolean) {
  return ERROR_KINDS.filter(fits).map((kind) => [kind, errorOf(kind).weight] as const)
}

// Knuth's selection sampling: each of the register's people is as likely as any other, in one pass.
function chosenFrom(random: Random, population: Iterator<Resident>, people: number, wanted: number): Resident[] {
  if (wanted > people) throw new RangeError(`${wanted} rows cannot mean one each of ${people} people`)
  const chosen: Resident[] = []
  for (let left = people; left > 0; left--) {
    const resident = population.next().value!
    if (random() * left < wanted - chosen.length) chosen.push(resident)
  }
  return chosen
}

// Not every name has another spelling; then it is a brother or a sister.
function lookAlike(random: Random, kind: LookAlikeKind, { id, row }: Resident, registry: CivilRegistry): LabelledRow {
  const made = LOOK_ALIKES[kind](random, registry, row)
  if (made) return { row: made, truth: { is: 'new', kind, of: id } }
  return lookAlike(random, 'sibling', { id, row }, registry)
}

function knownRows(
  random: Random,
  people: readonly Resident[],
  doubtful: number,
  registry: CivilRegistry,
): LabelledRow[] {
  const used = new Set<string>()
  const isFree = (nik: string) => !registry.isTaken(nik) && !used.has(nik)
  return people.map((resident, at) => {
    const labelled = misspelt(random, resident, at < doubtful, isFree)
    used.add(labelled.row.nik)
    return labelled
  })
}

type IsFree = (nik: string) => boolean

function misspelt(random: Random, { id, row }: Resident, isDoubtful: boolean, isFree: IsFree): LabelledRow {
  const wanted = HOW_MANY(random)
  const errors: ErrorKind[] = []
  let spoilt = row
  while (errors.length < wanted) {
    const kind = (isDoubtful && errors.length === 0 ? NIK_KIND : OTHER_KIND)(random)
    const made = mayFollow(errors, kind) ? withError(random, spoilt, kind) : undefined
    if (!made || !differs(made, row, kind) || (made.nik !== row.nik && !isFree(made.nik))) continue
    spoilt = made
    errors.push(kind)
  }
  return { row: spoilt, truth: { is: 'known', of: id, verdict: isDoubtful ? 'doubtful' : 'double', errors } }
}

function differs(made: RosterRow, from: RosterRow, kind: ErrorKind): boolean {
  const { field } = errorOf(kind)
  return made[field] !== from[field]
}

// One error a field; only a name may have two, a title before another spelling.
function mayFollow(errors: readonly ErrorKind[], kind: ErrorKind): boolean {
  if (errors.includes(kind)) return false
  const { field } = errorOf(kind)
  return field === 'name' || errors.every((other) => errorOf(other).field !== field)
}
