import { minuteOfDay } from '../domain/clock.ts'

/** The time of day in Probolinggo as it is written here: `09.05`. */
export function clockTime(at: Date): string {
  const minute = minuteOfDay(at)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}.${two(minute % 60)}`
}
