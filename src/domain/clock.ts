/** What time it is, given from outside so that a test or a rehearsal can turn it. */
export interface Clock {
  now(): Date
}

/** A clock that stands still until somebody turns it: for rehearsals and tests. */
export class TurnableClock implements Clock {
  private at: Date

  constructor(at: Date) {
    this.at = at
  }

  now(): Date {
    return this.at
  }

  /** Moves on by so many milliseconds. */
  pass(ms: number): void {
    this.at = new Date(this.at.getTime() + ms)
  }
}

/** A day in Asia/Jakarta, `YYYY-MM-DD`. */
export type Day = string

/** A month, `YYYY-MM`. */
export type Month = string

// Asia/Jakarta has been UTC+7 without summer time since 1964.
const JAKARTA = 7 * 3_600_000

/** The day on the calendar in Probolinggo at an instant. */
export function dayOf(at: Date): Day {
  return new Date(at.getTime() + JAKARTA).toISOString().slice(0, 10)
}

/** Minutes since midnight in Probolinggo, 0 to 1439. */
export function minuteOfDay(at: Date): number {
  const local = new Date(at.getTime() + JAKARTA)
  return local.getUTCHours() * 60 + local.getUTCMinutes()
}

/** The instant at which a day begins in Probolinggo. */
export function startOf(day: Day): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - JAKARTA)
}

/** An instant as ISO 8601 writes it; where it names no zone, Probolinggo's clock is meant. Undefined where it cannot be read. */
export function readInstant(text: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}(T.+)?$/.test(text)) return undefined
  const withTime = text.includes('T') ? text : `${text}T00:00`
  const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(withTime)
  const at = new Date(hasZone ? withTime : `${withTime}+07:00`)
  return Number.isNaN(at.getTime()) ? undefined : at
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** How many days lie from one to another: 1 from a day to the next. */
export function daysBetween(from: Day, to: Day): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000
}

/** The first day on which so many full months have gone by: from 30 November three months end on 1 March. */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const same = new Date(Date.UTC(year, month - 1 + months, date))
  const isLonger = same.getUTCDate() !== date
  return (isLonger ? new Date(Date.UTC(year, month + months, 1)) : same).toISOString().slice(0, 10)
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7)
}

/** The months from one to another, both included; none where the other comes first. */
export function monthsThrough(from: Month, to: Month): Month[] {
  const months: Month[] = []
  for (let month = from; month <= to; month = monthOf(addMonths(`${month}-01`, 1))) months.push(month)
  return months
}

/** The last day of a month. */
export function endOfMonth(month: Month): Day {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
}

/** Full years between two days, as an age is counted. */
export function yearsBetween(from: Day, to: Day): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4))
  return to.slice(5) < from.slice(5) ? years - 1 : years
}

/** True for a month as `YYYY-MM`. */
export function isMonth(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text)
}

/** True for a day that stands on the calendar: `2026-02-30` does not. */
export function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}
