import { CalculationMethod, Coordinates, PrayerTimes } from 'adhan'
import type { Day } from './clock.ts'

/** Where the sun is looked at, in degrees, and for how many minutes from each call to prayer nothing is sent; 0: no pause. */
export interface PrayerPause {
  prayerPauseMinutes: number
  latitude: number
  longitude: number
}

/** A stretch of time, without its end. */
export interface Stretch {
  from: Date
  until: Date
}

const NAMES = ['fajr', 'dhuhr', 'asr', 'maghrib', 'isha'] as const
const MINUTE = 60_000

/** The pauses of a day. The sun's angles are those of `CalculationMethod.Singapore`, 20° and 18°, which Kemenag uses too. */
export function prayerPauses(day: Day, { prayerPauseMinutes, latitude, longitude }: PrayerPause): Stretch[] {
  if (prayerPauseMinutes === 0) return []
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  // The library reads the date alone, in the machine's own zone.
  const on = new Date(year, month - 1, date)
  const times = new PrayerTimes(new Coordinates(latitude, longitude), on, CalculationMethod.Singapore())
  return NAMES.map((name) => {
    const from = times[name]
    return { from, until: new Date(from.getTime() + prayerPauseMinutes * MINUTE) }
  })
}
