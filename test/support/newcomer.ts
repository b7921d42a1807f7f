import { addDays, type Day } from '../../src/domain/clock.ts'
import { KELURAHAN } from '../../src/domain/region/kelurahan.ts'
import type { RosterRow } from '../../src/domain/roster/row.ts'
import { SEGMENTS } from '../../src/domain/roster/segments.ts'
import type { CivilRegistry } from './civil-registry.ts'
import { populationName, type Sex } from './population-names.ts'
import { between, pick, type Random } from './seeded.ts'
import { skewed, weighted } from './skewed.ts'

/** What is already known of somebody who is to be made up; the rest is drawn. */
export interface Given extends Partial<Pick<RosterRow, 'name' | 'bornOn' | 'sex' | 'kelurahan'>> {
  /** Where the NIK was first registered, `PPKKCC`. */
  area?: string
  phone?: string | null | undefined
  address?: string | null
}

/** Somebody new in the city, with a NIK and, three times of four, a phone that nobody else has. */
export function newcomer(random: Random, registry: CivilRegistry, given: Given): RosterRow {
  const sex: Sex = given.sex ?? (random() < 0.52 ? 'male' : 'female')
  const bornOn = given.bornOn ?? birthDate(random, between(random, 1962, 2006))
  const kelurahan = given.kelurahan ?? HOMES(random)
  const segment = pick(random, SEGMENTS)
  return {
    nik: registry.nik(given.area ?? areaFor(random, kelurahan), bornOn, sex),
    name: given.name ?? populationName(random, sex, Number(bornOn.slice(0, 4))),
    bornOn,
    sex,
    phone: given.phone === undefined ? phoneOrNone(random, registry) : given.phone,
    address: given.address ?? populationAddress(random),
    kelurahan,
    occupation: segment.replace('-', ' '),
    segment,
    programmes: null,
    basis: null,
    memberNumber: null,
    startsOn: '2026-01-01',
    endsOn: '2026-12-31',
    paidThrough: '2026-11-30',
    consent: null,
    notes: {},
  }
}

// Where the first six digits of a NIK come from: mostly the own kecamatan, else another one or the Kabupaten or farther.
function areaFor(random: Random, kelurahan: string): string {
  const own = kelurahan.slice(0, 8).replaceAll('.', '')
  return random() < 0.78 ? own : AREAS(random)
}

// Of those who never knew their birthday, the first or the last day of a year was written down.
export function birthDate(random: Random, year: number): Day {
  const isUnknown = random() < (year < 1980 ? 0.04 : 0.004)
  if (isUnknown) return `${year}-${pick(random, ['01-01', '01-01', '01-01', '12-31', '07-01'])}`
  return addDays(`${year}-01-01`, between(random, 0, 364))
}

export function populationAddress(random: Random): string {
  const [rt, rw, house] = [between(random, 1, 8), between(random, 1, 14), between(random, 1, 180)]
  const two = (n: number) => String(n).padStart(2, '0')
  const street = STREET(random)
  const end = pick(random, [
    `RT ${two(rt)} RW ${two(rw)}`,
    `RT ${rt}/RW ${rw}`,
    `No. ${house} RT ${two(rt)} RW ${two(rw)}`,
  ])
  return `${pick(random, ['Jl. ', 'Jl. ', 'Gg. ', 'Dusun '])}${street} ${end}`
}

function phoneOrNone(random: Random, registry: CivilRegistry): string | null {
  return random() < 0.75 ? registry.phone() : null
}

const HOMES = weighted(KELURAHAN.map(({ code }, at) => [code, 1 + (at % 5) * 0.4]))
const AREAS = weighted<string>([
  ...['357401', '357402', '357403', '357404', '357405'].map((area) => [area, 4] as const),
  ...['351301', '351303', '351308', '351312', '351315', '351321'].map((area) => [area, 2] as const),
  ...['350908', '351111', '351214', '351401', '352601', '352910', '357325', '357801'].map(
    (area) => [area, 0.5] as const,
  ),
])
const STREET =
  skewed(`Mawar Melati Cempaka Anggrek Kenanga Teratai Bougenville Flamboyan Dahlia Seruni Krajan Kramat Pesisir Kauman
  Mastrip Semeru Bromo Argopuro Lawu Ijen Kelud Wilis Raung Sumbing Merapi Slamet Kelapa Mangga Apel Nangka Salak Rambutan`)
