const DURATION = /^P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/
const UNITS_MS = [7 * 86_400_000, 86_400_000, 3_600_000, 60_000, 1000]

/** Milliseconds of an ISO 8601 duration of weeks, days, hours, minutes and seconds (`P21D`, `PT30M`); undefined for another text. */
export function readDuration(text: string): number | undefined {
  const found = DURATION.exec(text)
  if (!found) return undefined
  return UNITS_MS.reduce((sum, unit, at) => sum + unit * Number(found[at + 1] ?? 0), 0)
}
