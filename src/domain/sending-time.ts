import { nextAllowed, nextQuiet, type Quiet } from './quiet-hours.ts'

/** When the first and about when the last of many messages leaves. */
export interface Sending {
  from: Date
  until: Date
}

/**
 * When messages that may not leave before `earliest` will have left, at so many a second (null: as many as there are) and
 * outside the quiet hours and days. It knows nothing of what else is on its way.
 */
export function sendingTime(messages: number, perSecond: number | null, earliest: Date, quiet: Quiet): Sending {
  const from = nextAllowed(earliest, quiet)
  let left = perSecond === null ? 0 : (messages / perSecond) * 1000
  let at = from
  for (;;) {
    const closes = nextQuiet(at, quiet)
    const room = closes ? closes.getTime() - at.getTime() : Number.POSITIVE_INFINITY
    if (left <= room) return { from, until: new Date(at.getTime() + left) }
    left -= room
    at = nextAllowed(closes!, quiet)
  }
}
