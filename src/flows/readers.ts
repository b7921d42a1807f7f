import type { Day } from '../domain/clock.ts'
import { yearsBetween } from '../domain/clock.ts'
import { CLAIM_CODE, PERSONAL_CODE, readCode } from '../domain/code.ts'
import { readDay } from '../domain/roster/dates.ts'
import type { Reader } from '../engine/flow.ts'

const YOUNGEST = 10
const OLDEST = 110

/** A birth date in any common spelling, of somebody who is alive and no newborn. */
export const birthDate: Reader<Day> = ({ text }, today) => {
  const day = readDay(text, Number(today.slice(0, 4)) - YOUNGEST)
  if (day === undefined) return undefined
  const age = yearsBetween(day, today)
  return age >= YOUNGEST && age <= OLDEST ? day : undefined
}

/** The personal code of a slip. */
export const personalCode: Reader<string> = ({ text }) => readCode(text, PERSONAL_CODE)

/** The code of a family's case. */
export const claimCode: Reader<string> = ({ text }) => readCode(text, CLAIM_CODE)

export const SKIPPED = '-'
const SKIP = /^(?:-|lewati|lewat|skip|(?:tidak|tdk|gak|ga|nggak|belum)(?: (?:tahu|tau|mau|usah))?)$/i

/** A person's name as somebody types it, at most 100 letters; a dash or "lewati" leaves it out. */
export const nameOrSkip: Reader<string> = ({ text, attachment }) => {
  if (attachment) return undefined
  const name = text.replace(/\s+/g, ' ').trim()
  if (SKIP.test(name)) return SKIPPED
  // "Salah, tidak ada yang meninggal" is no name.
  if (/\b(?:meninggal|wafat|salah)\b/i.test(name)) return undefined
  return /\p{L}{2}/u.test(name) && !/\p{Nd}/u.test(name) && name.length <= 100 ? name : undefined
}
