import { type Day, isDay } from './clock.ts'

/** What the sixteen digits of a NIK say. Syntax never proves that a NIK was issued: it has no check digit. */
export interface Nik {
  digits: string
  /** `PP.KK.CC`: where it was first registered, which need not be where the person lives. */
  area: string
  sex: 'male' | 'female'
  /** Day and month and the last two digits of the year of the birth date that was first registered. */
  born: { day: number; month: number; year: number }
}

/**
 * Reads a NIK: PPKKCC DDMMYY SSSS, a woman's day plus 40, serial from 0001 (Permendagri on population administration;
 * see UU 24/2013). Undefined where the digits cannot be a NIK.
 */
export function readNik(text: string): Nik | undefined {
  const digits = text.replace(/[\s.'-]/g, '')
  if (!/^[1-9]\d{15}$/.test(digits)) return undefined
  const rawDay = Number(digits.slice(6, 8))
  const born = {
    day: rawDay > 40 ? rawDay - 40 : rawDay,
    month: Number(digits.slice(8, 10)),
    year: Number(digits.slice(10, 12)),
  }
  const standsOnACalendar = isDay(dayWith(born, 2000)) || isDay(dayWith(born, 1900))
  if (!standsOnACalendar || digits.slice(12) === '0000') return undefined
  const area = `${digits.slice(0, 2)}.${digits.slice(2, 4)}.${digits.slice(4, 6)}`
  return { digits, area, sex: rawDay > 40 ? 'female' : 'male', born }
}

/** Whether a birth date is the one inside the NIK. A difference is no fault: a NIK stays when a birth date is corrected. */
export function bornAsNikSays(nik: Nik, born: Day): boolean {
  return [1900, 2000].some((century) => dayWith(nik.born, century) === born)
}

function dayWith({ day, month, year }: Nik['born'], century: number): Day {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${century + year}-${two(month)}-${two(day)}`
}

export const MASKED_NIK = '[nomor disembunyikan]'

// Sixteen digits, with room for a slip, for whatever is no letter that people put between them, and for letters that are
// typed instead of digits. Phones end at fourteen.
const LONG_NUMBER = /\p{Nd}(?:[^\p{L}\p{Nd}]{0,6}[\p{Nd}OoIl]){14,}\p{M}*/gu
const FEWEST_DIGITS = 10
// Told as one, even in parts: "NIK saya 357401170870 lalu 9001".
const SAID_TO_BE_ONE = /(?<!\p{L})(?:nik|ktp)(?!\p{L})/iu
const PART_OF_ONE = /\p{Nd}(?:[^\p{L}\p{Nd}]{0,3}\p{Nd}){11,}/gu
const REST_OF_ONE = /(?<!\p{Nd})\p{Nd}{4}(?!\p{Nd})/gu

/** Takes identity numbers out of words before anything is stored, shown or understood. */
export function maskNiks(text: string): string {
  const masked = text.replace(LONG_NUMBER, (found) => (digitsIn(found) < FEWEST_DIGITS ? found : MASKED_NIK))
  if (!SAID_TO_BE_ONE.test(masked) || !mayHoldNik(masked)) return masked
  return masked.replace(PART_OF_ONE, MASKED_NIK).replace(REST_OF_ONE, MASKED_NIK)
}

/** Whether words may hold an identity number, or most of one. */
export function mayHoldNik(text: string): boolean {
  return text.search(PART_OF_ONE) >= 0
}

function digitsIn(text: string): number {
  return text.match(/\p{Nd}/gu)?.length ?? 0
}
