import { addDays, type Day, dayOf, minuteOfDay, startOf } from './clock.ts'
import { isHoliday } from './holidays.ts'
import { type PrayerPause, prayerPauses } from './prayer-pause.ts'

/** When nothing goes out that nobody asked for; a part of the settings. */
export interface Quiet extends PrayerPause {
  /** `HH:MM`, Asia/Jakarta: nothing from `quietFrom` until before `quietUntil`. */
  quietFrom: string
  quietUntil: string
  quietSundays: 'on' | 'off'
  quietHolidays: 'on' | 'off'
  /** Days that are quiet too. */
  quietDays: readonly Day[]
  /** Days that are not, whatever else says so. */
  openDays: readonly Day[]
}

const MINUTE = 60_000
// Longer than any chain of quiet days that the settings can hold.
const SEARCH_DAYS = 400

/** Whether something that nobody asked for may be sent: from `opens` (`HH:MM`) until before `closes`, also past midnight, Asia/Jakarta. */
export function isOpenHour(at: Date, opens: string, closes: string): boolean {
  const minute = minuteOfDay(at)
  const [from, until] = [minutesOf(opens), minutesOf(closes)]
  return from < until ? from <= minute && minute < until : from <= minute || minute < until
}

/** Whether something that nobody asked for may leave at a moment. */
export function mayLeaveAt(at: Date, quiet: Quiet): boolean {
  const day = dayOf(at)
  return (
    isOpenHour(at, quiet.quietUntil, quiet.quietFrom) &&
    !isQuietDay(day, quiet) &&
    // A pause that begins before midnight may end behind it.
    ![addDays(day, -1), day]
      .flatMap((one) => prayerPauses(one, quiet))
      .some(({ from, until }) => from <= at && at < until)
  )
}

/** The first moment from `at` on at which something may leave that nobody asked for. Throws where a year holds none. */
export function nextAllowed(at: Date, quiet: Quiet): Date {
  const found = firstFrom(at, quiet, true)
  if (!found) throw new Error('the settings leave no hour open in a year')
  return found
}

/** The first moment from `at` on at which nothing may leave; undefined where a year holds none. */
export function nextQuiet(at: Date, quiet: Quiet): Date | undefined {
  return firstFrom(at, quiet, false)
}

/** Between two of a day's turns nothing changes, so that only these are looked at. */
function firstFrom(at: Date, quiet: Quiet, wanted: boolean): Date | undefined {
  if (mayLeaveAt(at, quiet) === wanted) return at
  for (let n = 0, day = dayOf(at); n <= SEARCH_DAYS; n++, day = addDays(day, 1))
    for (const turn of turnsOf(day, quiet)) if (turn > at && mayLeaveAt(turn, quiet) === wanted) return turn
  return undefined
}

function turnsOf(day: Day, quiet: Quiet): Date[] {
  const start = startOf(day).getTime()
  const clock = [0, minutesOf(quiet.quietUntil), minutesOf(quiet.quietFrom)].map(
    (minute) => new Date(start + minute * MINUTE),
  )
  const pauses = prayerPauses(day, quiet).flatMap(({ from, until }) => [from, until])
  return [...clock, ...pauses].sort((a, b) => a.getTime() - b.getTime())
}

function isQuietDay(day: Day, { quietSundays, quietHolidays, quietDays, openDays }: Quiet): boolean {
  if (openDays.includes(day)) return false
  if (quietDays.includes(day)) return true
  return (quietSundays === 'on' && isSunday(day)) || (quietHolidays === 'on' && isHoliday(day))
}

function isSunday(day: Day): boolean {
  return new Date(`${day}T00:00:00Z`).getUTCDay() === 0
}

/** Minutes since midnight of `HH:MM`. */
export function minutesOf(clockTime: string): number {
  const [hours, rest] = clockTime.split(':').map(Number) as [number, number]
  return hours * 60 + rest
}
