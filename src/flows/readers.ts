import type { Day } from '../domain/clock.ts'
import { yearsBetween } from '../domain/clock.ts'
import { PERSONAL_CODE, readCode } from '../domain/code.ts'
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
