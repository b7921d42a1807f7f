import type { RosterRow } from '../../src/domain/roster/row.ts'
import { type CivilRegistry, civilRegistry } from './civil-registry.ts'
import { LOOK_ALIKES, type LookAlikeKind } from './look-alikes.ts'
import { newcomer } from './newcomer.ts'
import { type Random, seeded } from './seeded.ts'
import { weighted } from './skewed.ts'

/** One made-up person as the register holds them. */
export interface Resident {
  /** `R0000001`, in the order in which they were made up. */
  id: string
  row: RosterRow
}

/**
 * Made-up workers of Kota Probolinggo without end, the same ones for the same seed: households with one phone, twins,
 * namesakes in one kelurahan, neighbouring NIKs, names and birthdays as uneven as they are. A quarter has no phone.
 */
export function* fictionalPopulation(seed: number, registry: CivilRegistry = civilRegistry()): Generator<Resident> {
  const random = seeded(seed)
  const lately = new Map<string, RosterRow>()
  for (let n = 1; ; ) {
    for (const row of household(random, registry, lately)) {
      lately.set(`${row.kelurahan}${row.sex}`, row)
      yield { id: `R${String(n++).padStart(7, '0')}`, row }
    }
  }
}

const SIZE = weighted([
  [1, 62],
  [2, 22],
  [3, 10],
  [4, 6],
])
const KIN = weighted<LookAlikeKind>([
  ['housemate', 59],
  ['sibling', 39],
  ['twin', 2],
])
// How a household's first member may resemble somebody of the kelurahan who was listed shortly before.
const CHANCE = weighted<LookAlikeKind | 'none'>([
  ['none', 95.8],
  ['namesake', 1.2],
  ['namesakeSpeltOtherwise', 0.5],
  ['nikNeighbour', 1.5],
  ['bornSameDay', 0.97],
  ['namesakeBornSameDay', 0.03],
])

function household(random: Random, registry: CivilRegistry, lately: ReadonlyMap<string, RosterRow>): RosterRow[] {
  const drawn = newcomer(random, registry, {})
  const kind = CHANCE(random)
  const before = lately.get(`${drawn.kelurahan}${drawn.sex}`)
  const first = (before && kind !== 'none' && LOOK_ALIKES[kind](random, registry, before)) || drawn
  const members = [first]
  for (let left = SIZE(random) - 1; left > 0; left--) {
    members.push(LOOK_ALIKES[KIN(random)](random, registry, first) ?? newcomer(random, registry, {}))
  }
  return members
}
