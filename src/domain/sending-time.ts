import { addDays, dayOf, minuteOfDay, startOf } from './clock.ts'
import { isOpenHour, minutesOf } from './quiet-hours.ts'

/** When the first and about when the last of many messages leaves. */
export interface Sending {
  from: Date
  until: Date
}

/** The hours in which nothing unasked goes out, as `HH:MM`. */
interface Quiet {
  quietFrom: string
  quietUntil: string
}

const MINUTE = 60_000

/**
 * When messages that may not leave before `earliest` will have left, at so many a second (null: as many as there are) and
 * outside the quiet hours. It knows nothing of what else is on its way.
 */
export function sendingTime(messages: number, perSecond: number | null, earliest: Date, quiet: Quiet): Sending {
  const from = nextOpen(earliest, quiet)
  let left = perSecond === null ? 0 : (messages / perSecond) * 1000
  let at = from
  for (;;) {
    const room = nextClose(at, quiet).getTime() - at.getTime()
    if (left <= room) return { from, until: new Date(at.getTime() + left) }
    left -= room
    at = nextOpen(nextClose(at, quiet), quiet)
  }
}

function nextOpen(at: Date, { quietFrom, quietUntil }: Quiet): Date {
  return isOpenHour(at, quietUntil, quietFrom) ? at : nextAt(at, quietUntil)
}

function nextClose(at: Date, { quietFrom }: Quiet): Date {
  return nextAt(at, quietFrom)
}

/** The next time that a clock on the wall shows a time. */
function nextAt(at: Date, clockTime: string): Date {
  const minute = minutesOf(clockTime)
  const day = minuteOfDay(at) < minute ? dayOf(at) : addDays(dayOf(at), 1)
  return new Date(startOf(day).getTime() + minute * MINUTE)
}
