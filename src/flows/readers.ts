import type { Day } from '../domain/clock.ts'
import { yearsBetween } from '../domain/clock.ts'
import { CLAIM_CODE, PERSONAL_CODE, readCode } from '../domain/code.ts'
import type { Locale } from '../domain/message.ts'
import { readDay } from '../domain/roster/dates.ts'
import type { Reader } from '../engine/flow.ts'

const YOUNGEST = 10
const OLDEST = 110

/** A birth date in any common spelling, of somebody who is alive and no newborn. */
export const birthDate: Reader<Day> = ({ text }, today) => {
  const day = readDay(dateIn(text), Number(today.slice(0, 4)) - YOUNGEST)
  if (day === undefined) return undefined
  const age = yearsBetween(day, today)
  return age >= YOUNGEST && age <= OLDEST ? day : undefined
}

const AROUND_A_DATE =
  /(?<![a-z])(?:tgl|tanggal|lahir|lahirnya|kelahiran|pada|saya|sy|aku|kula|kulo|lair|lahire|lairipun|adalah|yaitu|itu|ya|nggih|pak|bapak|bu|ibu|mas|mbak|kak|mba)(?![a-z])/gi

/** A date without the words and marks that people put around it. Bare numbers of days, as spreadsheets have, are no dates here. */
function dateIn(text: string): string {
  const bare = text
    .replace(AROUND_A_DATE, ' ')
    .replace(/[`'"’‘“”:;()]/g, ' ')
    .replace(/(\d)\s*,\s*(?=\d)/g, '$1-')
    .replace(/[\s.,!?]+$/, '')
    .trim()
  return /^\d{5}$/.test(bare) ? '' : bare
}

/** The personal code of a slip. */
export const personalCode: Reader<string> = ({ text }) => readCode(text, PERSONAL_CODE)

/** The code of a family's case. */
export const claimCode: Reader<string> = ({ text }) => readCode(text, CLAIM_CODE)

export const SKIPPED = '-'
const SKIP =
  /^(?:-|lewati|lewat|skip|(?:tidak|tdk|gak|ga|nggak|belum|mboten|ora|dereng|durung)(?: (?:tahu|tau|mau|usah|ngertos|kersa|purun|sah))?)$/i

// "Salah, tidak ada yang meninggal" is no name, nor is a question.
const NO_NAME =
  /\?|\b(?:meninggal|wafat|salah|seda|klentu|apa|apakah|napa|ponapa|opo|berapa|pinten|piro|bagaimana|gimana|piye|baramma|kapan|kenapa|kalau|kalo|kabari)\b/i

/** A person's name as somebody types it, at most 100 letters; a dash or "lewati" leaves it out. */
export const nameOrSkip: Reader<string> = ({ text, attachment }) => {
  if (attachment) return undefined
  const name = text.replace(/\s+/g, ' ').trim()
  if (SKIP.test(name)) return SKIPPED
  if (NO_NAME.test(name)) return undefined
  return /\p{L}{2}/u.test(name) && !/\p{Nd}/u.test(name) && name.length <= 100 ? name : undefined
}

const LANGUAGES: readonly (readonly [Locale, RegExp])[] = [
  ['id', /\b(?:indonesia|indo)\b/i],
  ['jv', /\b(?:jawa|jawi|jowo|javanese)\b/i],
  ['mad', /\bm[ae]dh?ur(?:a|e|ah|eh|ese)\b/i],
  ['en', /\b(?:inggris|english)\b/i],
]

/** The one language that a text names, however its speakers spell it: `boso jowo`, `medhura`, `inggris`. */
export const languageNamed = (text: string): Locale | undefined => {
  const found = LANGUAGES.filter(([, name]) => name.test(text))
  return found.length === 1 ? found[0]![0] : undefined
}

const AROUND_A_SUM =
  /(?<![a-z])(?:rp\.?|rupiah|kira-kira|kira2|kira|kinten-kinten|kinten|sekitar|kurang|lebih|penghasilan|gaji|saya|sy|kula|kulo|sebulan|sewulan|per bulan|perbulan|pak|bapak|bu|ibu|mas|mbak|ya)(?![a-z])/gi
const SUM = /^(\d{1,3}(?:[.,]\d{3})+|\d{1,9}(?:[.,]\d{1,2})?)\s*(?:(jt|juta|rb|ribu)(?:an)?)?$/i
const SPELT = ['satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan', 'sepuluh']
const TIMES: Record<string, number> = { jt: 1_000_000, juta: 1_000_000, rb: 1_000, ribu: 1_000 }

/** A sum of money in whole rupiah: `1500000`, `Rp1.500.000`, `1,5 juta`, `dua juta`, `1500 ribu`. */
export const rupiah: Reader<number> = ({ text }) => {
  const bare = text.replace(AROUND_A_SUM, ' ').replace(/[.!?\s]+$/, '')
  const spelt = bare.replace(/[a-z]+/gi, (word) => numberOf(word.toLowerCase()) ?? word).trim()
  const [, digits, unit] = SUM.exec(spelt) ?? []
  if (digits === undefined) return undefined
  const inThousands = /^\d{1,3}(?:[.,]\d{3})+$/.test(digits)
  const number = Number(inThousands ? digits.replace(/[.,]/g, '') : digits.replace(',', '.'))
  return Math.round(number * (unit === undefined ? 1 : TIMES[unit.toLowerCase()]!))
}

function numberOf(word: string): string | undefined {
  const at = SPELT.indexOf(word)
  return at < 0 ? undefined : String(at + 1)
}
