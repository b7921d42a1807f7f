import { minuteOfDay } from './clock.ts'

/** Whether something that nobody asked for may be sent: from `opens` (`HH:MM`) until before `closes`, also past midnight, Asia/Jakarta. */
export function isOpenHour(at: Date, opens: string, closes: string): boolean {
  const minute = minuteOfDay(at)
  const [from, until] = [minutesOf(opens), minutesOf(closes)]
  return from < until ? from <= minute && minute < until : from <= minute || minute < until
}

/** Minutes since midnight of `HH:MM`. */
export function minutesOf(clockTime: string): number {
  const [hours, rest] = clockTime.split(':').map(Number) as [number, number]
  return hours * 60 + rest
}
