import { addDays, addMonths, type Day, dayOf, type Month, monthOf, startOf } from './clock.ts'
import { isHoliday } from './holidays.ts'

/** At this hour of the first working day the reports of the month before are made. */
const MORNING_HOUR = 7

/** The first day of a month that is neither Saturday, Sunday nor a holiday that is known. */
export function firstWorkingDay(month: Month): Day {
  let day: Day = `${month}-01`
  while (isFree(day)) day = addDays(day, 1)
  return day
}

function isFree(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6 || isHoliday(day)
}

/** The latest month of which there should be a report by now. */
export function reportDue(now: Date): Month {
  const month = monthOf(dayOf(now))
  const madeFrom = startOf(firstWorkingDay(month)).getTime() + MORNING_HOUR * 3_600_000
  return monthsBack(month, now.getTime() >= madeFrom ? 1 : 2)
}

/** The month so many before another. */
export function monthsBack(month: Month, months: number): Month {
  return monthOf(addMonths(`${month}-01`, -months))
}
