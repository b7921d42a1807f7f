import { addDays, dayOf, startOf } from './clock.ts'
import type { Rates } from './pacing.ts'
import { nextAllowed, nextQuiet, type Quiet } from './quiet-hours.ts'

/** When the first and about when the last of many messages leaves. */
export interface Sending {
  from: Date
  until: Date
}

/**
 * When messages that may not leave before `earliest` will have left, no faster than a channel takes them and outside the
 * quiet hours and days. It knows nothing of what else is on its way.
 */
export function sendingTime(messages: number, { perSecond, perDay }: Rates, earliest: Date, quiet: Quiet): Sending {
  const from = nextAllowed(earliest, quiet)
  const perMs = (perSecond ?? Number.POSITIVE_INFINITY) / 1000
  let [at, left, today] = [from, messages, perDay ?? Number.POSITIVE_INFINITY]
  for (;;) {
    const closes = nextQuiet(at, quiet)?.getTime() ?? Number.POSITIVE_INFINITY
    const midnight = startOf(addDays(dayOf(at), 1))
    const ends = Math.min(closes, midnight.getTime())
    const room = Math.min((ends - at.getTime()) * perMs, today)
    if (left <= room) return { from, until: new Date(at.getTime() + left / perMs) }
    left -= room
    today -= room
    const next = nextAllowed(today > 0 ? new Date(ends) : midnight, quiet)
    if (next >= midnight) today = perDay ?? Number.POSITIVE_INFINITY
    at = next
  }
}
