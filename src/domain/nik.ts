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

// Sixteen digits, with room for a slip and for the spaces, dots and dashes people put between them, and the marks that make
// a digit a picture. Phones end at fourteen.
const LONG_NUMBER = /\p{Nd}(?:[\s.,_()\-–/\p{M}]{0,3}\p{Nd}){14,}\p{M}*/gu

/** Takes identity numbers out of words before anything is stored, shown or understood. */
export function maskNiks(text: string): string {
  return text.replace(LONG_NUMBER, MASKED_NIK)
}
