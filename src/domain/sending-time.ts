import { limitsOf, type Rates, RESTED, roomIn, spend, waitFor } from './pacing.ts'
import { nextAllowed, nextQuiet, type Quiet } from './quiet-hours.ts'

/** When the first and about when the last of many messages leaves. */
export interface Sending {
  from: Date
  until: Date
}

const HOUR_MS = 3_600_000

/**
 * When messages that may not leave before `earliest` will have left, no faster than a channel takes them, as `atPace` hands them
 * over, and outside the quiet hours and days. It knows nothing of what else is on its way.
 */
export function sendingTime(messages: number, { perSecond, perDay }: Rates, earliest: Date, quiet: Quiet): Sending {
  const from = nextAllowed(earliest, quiet)
  const daily = limitsOf({ perSecond: null, perDay })
  let [at, left, pace] = [from, messages, RESTED]
  for (;;) {
    // What leaves in 24 hours is counted by the hour.
    const hourEnds = perDay === null ? Number.POSITIVE_INFINITY : (Math.floor(at.getTime() / HOUR_MS) + 1) * HOUR_MS
    const ends = Math.min(nextQuiet(at, quiet)?.getTime() ?? Number.POSITIVE_INFINITY, hourEnds)
    const fits = Math.floor(((ends - at.getTime()) * (perSecond ?? Number.POSITIVE_INFINITY)) / 1000)
    const room = Math.min(fits, roomIn(pace, daily, at))
    const after = (n: number) => new Date(at.getTime() + (n * 1000) / (perSecond ?? Number.POSITIVE_INFINITY))
    if (left <= room) return { from, until: after(left) }
    left -= room
    const then = room < fits ? after(room) : new Date(ends)
    pace = spend(pace, { replies: 0, unasked: room }, at)
    at = nextAllowed(new Date(then.getTime() + waitFor(pace, daily, then)), quiet)
  }
}

/** From the first to the last of several sendings that begin at the same time; null where there is none. */
export function allOf(sendings: readonly Sending[]): Sending | null {
  if (sendings.length === 0) return null
  const times = (of: (sending: Sending) => Date) => sendings.map((sending) => of(sending).getTime())
  return { from: new Date(Math.min(...times(({ from }) => from))), until: new Date(Math.max(...times((s) => s.until))) }
}
