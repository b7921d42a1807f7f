import { minuteOfDay } from './clock.ts'

/** Whether something that nobody asked for may be sent: from `opens` (`HH:MM`) until before `closes`, Asia/Jakarta. */
export function isOpenHour(at: Date, opens: string, closes: string): boolean {
  const minute = minuteOfDay(at)
  return minutes(opens) <= minute && minute < minutes(closes)
}

function minutes(clockTime: string): number {
  const [hours, rest] = clockTime.split(':').map(Number) as [number, number]
  return hours * 60 + rest
}
