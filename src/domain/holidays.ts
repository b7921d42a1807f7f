import type { Day } from './clock.ts'
import type { Footing } from './facts/fact.ts'

/** A public holiday: `confidence` says whether it is decreed for its year, or only the date that the law gives it each year. */
export interface Holiday extends Pick<Footing, 'source' | 'confidence'> {
  day: Day
  name: string
}

const DECREE_2026: Pick<Holiday, 'source' | 'confidence'> = {
  source: {
    kind: 'law',
    title: 'SKB Menteri Agama, Menteri Ketenagakerjaan, dan Menteri PANRB No. 1497, 2, dan 5 Tahun 2025',
    via: 'bekentv.id; pembelajaranbermaknaid.blogspot.com',
  },
  confidence: 'press',
}

// No decree for 2027 was at hand: only holidays that have the same date each year; whatever follows the moon waits for it.
const NOT_DECREED: Pick<Holiday, 'source' | 'confidence'> = {
  source: { kind: 'law', title: 'Keppres No. 8 Tahun 2024', via: 'koran-jakarta.com' },
  confidence: 'general',
}

/** The national holidays that are known, in their order. An installation adds and removes days by its settings. */
export const HOLIDAYS: readonly Holiday[] = [
  ...decreed(
    ['2026-01-01', 'Tahun Baru 2026 Masehi'],
    ['2026-01-16', 'Isra Mikraj Nabi Muhammad saw.'],
    ['2026-02-17', 'Tahun Baru Imlek 2577 Kongzili'],
    ['2026-03-19', 'Hari Suci Nyepi (Tahun Baru Saka 1948)'],
    ['2026-03-21', 'Idulfitri 1447 Hijriah'],
    ['2026-03-22', 'Idulfitri 1447 Hijriah'],
    ['2026-04-03', 'Wafat Yesus Kristus'],
    ['2026-04-05', 'Kebangkitan Yesus Kristus (Paskah)'],
    ['2026-05-01', 'Hari Buruh Internasional'],
    ['2026-05-14', 'Kenaikan Yesus Kristus'],
    ['2026-05-27', 'Iduladha 1447 Hijriah'],
    ['2026-05-31', 'Hari Raya Waisak 2570 BE'],
    ['2026-06-01', 'Hari Lahir Pancasila'],
    ['2026-06-16', '1 Muharam Tahun Baru Islam 1448 Hijriah'],
    ['2026-08-17', 'Proklamasi Kemerdekaan'],
    ['2026-08-25', 'Maulid Nabi Muhammad saw.'],
    ['2026-12-25', 'Kelahiran Yesus Kristus'],
  ),
  ...fixed(
    ['2027-01-01', 'Tahun Baru 2027 Masehi'],
    ['2027-05-01', 'Hari Buruh Internasional'],
    ['2027-06-01', 'Hari Lahir Pancasila'],
    ['2027-08-17', 'Proklamasi Kemerdekaan'],
    ['2027-12-25', 'Kelahiran Yesus Kristus'],
  ),
]

const DAYS: ReadonlySet<Day> = new Set(HOLIDAYS.map(({ day }) => day))

export function isHoliday(day: Day): boolean {
  return DAYS.has(day)
}

type Named = readonly [day: Day, name: string]

function decreed(...days: Named[]): Holiday[] {
  return days.map(([day, name]) => ({ day, name, ...DECREE_2026 }))
}

function fixed(...days: Named[]): Holiday[] {
  return days.map(([day, name]) => ({ day, name, ...NOT_DECREED }))
}
