import { addDays, type Day, endOfMonth, isDay, type Month } from '../clock.ts'

/** A day or a month or a year, as its first and its last day. */
export interface Span {
  first: Day
  last: Day
}

// Long and short names, Indonesian with its old spellings, English, in the order of the months.
const MONTH_NAMES = [
  'januari jan january',
  'februari feb peb pebruari february',
  'maret mar mrt march',
  'april apr',
  'mei may',
  'juni jun june',
  'juli jul july',
  'agustus agu ags agt agust aug august',
  'september sep sept',
  'oktober okt oct october',
  'november nov nop nopember',
  'desember des dec december',
]

const ROMAN_MONTHS = 'i ii iii iv v vi vii viii ix x xi xii'.split(' ')

const monthByName = new Map(
  [...MONTH_NAMES.entries(), ...ROMAN_MONTHS.entries()].flatMap(([at, names]) =>
    names.split(' ').map((name) => [name, at + 1] as const),
  ),
)

/**
 * A day in any spelling common in Indonesian lists: `17-08-1970`, `17/8/70`, `17 Agustus 1970`, `Probolinggo, 17 Agt 1970`,
 * `Senin 17-VIII-1970`, `17081970`, ISO, an Excel serial. Day before month, always. Two-digit years mean the latest such year up to `latestYear`.
 * Undefined where it cannot be read or stands on no calendar.
 */
export function readDay(text: string, latestYear = 2099): Day | undefined {
  const words = plain(text)
  if (/^\d{5}([.,]\d+)?$/.test(words)) return fromSerial(Number.parseInt(words, 10))
  if (/^\d{6,8}$/.test(words)) return fromDigits(words, latestYear)
  const iso = /^(\d{4})[-/. ]+(\d{1,2})[-/. ]+(\d{1,2})$/.exec(words)
  if (iso) return dayFrom(iso[1]!, iso[2]!, iso[3]!, latestYear)
  const usual = /^(\d{1,2})[-/. ]+(\d{1,2})[-/. ']+(\d{4}|\d{2})$/.exec(words)
  if (usual) return dayFrom(usual[3]!, usual[2]!, usual[1]!, latestYear)
  const named = /^(\d{1,2})[-/., ]*([a-z]+)[-/., ']*(\d{4}|\d{2})$/.exec(words)
  if (named) return dayFrom(named[3]!, named[2]!, named[1]!, latestYear)
  const english = /^([a-z]+)[. ]+(\d{1,2})(?:st|nd|rd|th)?[, ]+(\d{4})$/.exec(words)
  return english ? dayFrom(english[3]!, english[1]!, english[2]!, latestYear) : undefined
}

const EDGE_WORDS =
  /^(?:s\s*[./]?\s*d\b\.?|sampai(?: dengan)?\b|hingga\b|mulai\b|per\b|bulan\b|tahun\b|th\b\.?|ta\b\.?)\s*/

/** A stretch of a period's edge: `2026-01`, `01/2026`, `Januari 2026`, `s/d Jan-26`, `tahun 2026`, or any day. */
export function readSpan(text: string): Span | undefined {
  const words = plain(text).replace(EDGE_WORDS, '')
  if (/^20\d\d$/.test(words)) return { first: `${words}-01-01`, last: `${words}-12-31` }
  const month = readMonth(words)
  if (month) return { first: `${month}-01`, last: endOfMonth(month) }
  const day = readDay(words)
  return day ? { first: day, last: day } : undefined
}

function readMonth(words: string): Month | undefined {
  const yearFirst = /^(20\d\d)[-/. ]?(\d{1,2})$/.exec(words)
  if (yearFirst) return monthFrom(yearFirst[1]!, yearFirst[2]!)
  const yearLast = /^(\d{1,2}|[a-z]+)[-/., ']+(\d{4}|(?<=[a-z][-/., ']+)\d{2})$/.exec(words)
  return yearLast ? monthFrom(yearLast[2]!, yearLast[1]!) : undefined
}

function monthFrom(year: string, month: string): Month | undefined {
  return dayFrom(year, month, '1', 2099)?.slice(0, 7)
}

function dayFrom(year: string, month: string, day: string, latestYear: number): Day | undefined {
  const number = monthByName.get(month) ?? Number(month)
  const whole = year.length === 2 ? latestEndingIn(Number(year), latestYear) : Number(year)
  const text = `${whole}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`
  return whole >= 1900 && whole <= 2100 && isDay(text) ? text : undefined
}

function latestEndingIn(twoDigits: number, latestYear: number): number {
  return latestYear - ((latestYear - twoDigits) % 100)
}

// Seven digits are eight whose first zero a spreadsheet has eaten.
function fromDigits(digits: string, latestYear: number): Day | undefined {
  if (digits.length === 6) return dayFrom(digits.slice(4), digits.slice(2, 4), digits.slice(0, 2), latestYear)
  const eight = digits.padStart(8, '0')
  const dayFirst = dayFrom(eight.slice(4), eight.slice(2, 4), eight.slice(0, 2), latestYear)
  return dayFirst ?? dayFrom(eight.slice(0, 4), eight.slice(4, 6), eight.slice(6), latestYear)
}

// Excel counts from 1900-01-01 = 1 and believes in 1900-02-29, so that its day 0 lies two days before.
function fromSerial(serial: number): Day {
  return addDays('1899-12-30', serial)
}

// `Senin`, `Tgl.`, a place; but not the month of `August 17th 1970`, nor that of `Feb 2026`.
const BEFORE_A_DAY = /^[a-z .'/]*[ ./](?=\d{1,2}(?:[-/. ]*(?!st|nd|rd|th)[a-z]|[-/. ]+\d{1,2}[-/. ]))/

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[‐‑‒–—−_\\·]/g, '-')
    .replace(/[`´‘’]/g, "'")
    .replace(/[\s ]+/g, ' ')
    .replace(/^'/, '')
    .trim()
    .replace(/[t ]\d{1,2}:\d{2}.*$/, '')
    .replace(/^[a-z .']+,\s*(?=\d)/, '')
    .replace(BEFORE_A_DAY, '')
    .replace(/(?<=\d{2})[.,;]+$/, '')
}
