import { addDays, type Day } from '../../src/domain/clock.ts'
import { KELURAHAN, type Kelurahan } from '../../src/domain/region/kelurahan.ts'
import type { Segment } from '../../src/domain/roster/segments.ts'
import { fictionalAddress, fictionalName } from './fictional-names.ts'
import { between, pick, type Random, shuffled } from './seeded.ts'

export const AGENCY_CODES = ['PEM', 'KESRA', 'DKPPP', 'DKUPP', 'DINKES', 'DISPERINAKER'] as const
export type AgencyCode = (typeof AGENCY_CODES)[number]

/** One made-up worker, as the truth is; what a list makes of it is another matter. */
export interface FictionalWorker {
  agency: AgencyCode
  nik: string
  name: string
  bornOn: Day
  sex: 'male' | 'female'
  /** Digits, `62` first. */
  phone: string | null
  isPhoneShared?: true
  address: string
  kelurahan: Kelurahan
  segment: Segment
  startsOn: Day
  endsOn: Day
  paidThrough: Day
  consent: { on: Day; source: string } | null
}

// How many workers of which segment stand on which agency's list: 500 in all.
const SHARES: readonly [AgencyCode, Segment, number][] = [
  ['PEM', 'ketua-rt', 85],
  ['PEM', 'ketua-rw', 30],
  ['KESRA', 'guru-ngaji', 58],
  ['KESRA', 'guru-minggu', 14],
  ['KESRA', 'pembina-keagamaan', 22],
  ['DKPPP', 'petani', 64],
  ['DKPPP', 'nelayan', 38],
  ['DKUPP', 'pelaku-umkm', 70],
  ['DINKES', 'kader-kesehatan', 58],
  ['DISPERINAKER', 'petani', 30],
  ['DISPERINAKER', 'pelaku-umkm', 15],
  ['DISPERINAKER', 'nelayan', 10],
  ['DISPERINAKER', 'guru-ngaji', 6],
]

const CONSENT_SOURCES = ['formulir kelurahan', 'pendataan RT', 'pertemuan kelompok']

/** Five hundred made-up workers, list by list. Serials 9000–9999 and phones 0810-0000-9xxx are nobody's. */
export function fictionalWorkers(random: Random): FictionalWorker[] {
  const serials = shuffled(random, range(1000))
  const phones = shuffled(random, range(1000))
  const places = shuffled(random, KELURAHAN)
  return SHARES.flatMap(([agency, segment, count]) => Array<[AgencyCode, Segment]>(count).fill([agency, segment])).map(
    ([agency, segment], at) =>
      worker(random, agency, segment, places[at % places.length]!, 9000 + serials[at]!, phones[at]!),
  )
}

function worker(
  random: Random,
  agency: AgencyCode,
  segment: Segment,
  kelurahan: Kelurahan,
  serial: number,
  phone: number,
): FictionalWorker {
  const sex = random() < shareOfWomen(segment) ? 'female' : 'male'
  const bornOn = addDays('1964-01-01', between(random, 0, 40 * 365))
  const hasPhone = random() < 0.7
  const start = pick(random, ['2026-01-01', '2026-01-01', '2026-01-01', '2026-02-01', '2026-03-01'])
  return {
    agency,
    nik: `${area(random, kelurahan)}${birthDigits(bornOn, sex)}${serial}`,
    name: fictionalName(random, sex, segment === 'guru-minggu'),
    bornOn,
    sex,
    phone: hasPhone ? `628100000${9000 + phone}` : null,
    address: fictionalAddress(random),
    kelurahan,
    segment,
    startsOn: start,
    endsOn: '2026-12-31',
    paidThrough: paidThrough(random),
    consent: hasPhone && random() < 0.5 ? consent(random) : null,
  }
}

function consent(random: Random): { on: Day; source: string } {
  return { on: addDays('2025-11-01', between(random, 0, 120)), source: pick(random, CONSENT_SOURCES) }
}

function shareOfWomen(segment: Segment): number {
  if (segment === 'kader-kesehatan') return 0.95
  if (segment === 'nelayan') return 0.05
  return segment === 'pelaku-umkm' ? 0.65 : 0.35
}

// Most were first registered where they live; some came from the Kabupaten or from elsewhere in East Java.
function area(random: Random, kelurahan: Kelurahan): string {
  if (random() < 0.08) return pick(random, ['351303', '351312', '350908', '351111'])
  return kelurahan.kecamatan.code.replaceAll('.', '')
}

function birthDigits(bornOn: Day, sex: 'male' | 'female'): string {
  const [year, month, day] = bornOn.split('-') as [string, string, string]
  return `${sex === 'female' ? Number(day) + 40 : day}${month}${year.slice(2)}`
}

function paidThrough(random: Random): Day {
  if (random() < 0.03) return pick(random, ['2026-06-30', '2026-07-31'])
  return random() < 0.5 ? '2026-11-30' : '2026-12-31'
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at)
}
