import { dayOf } from '../../domain/clock.ts'
import type { Text } from '../../domain/message.ts'
import { clockTime } from '../clock-time.ts'

const MINUTE = 60_000

/** A moment with its day. */
export function moment(at: Date): Text {
  return ['console.moment', { day: { day: dayOf(at) }, time: clockTime(at) }]
}

/** How long ago something was, in the one unit that says most. */
export function since(at: Date, now: Date): Text {
  const minutes = Math.max(0, Math.floor((now.getTime() - at.getTime()) / MINUTE))
  if (minutes === 0) return 'console.now'
  if (minutes < 60) return ['console.minutes', { n: minutes }]
  if (minutes < 48 * 60) return ['console.hours', { n: Math.floor(minutes / 60) }]
  return ['console.days', { n: Math.floor(minutes / (24 * 60)) }]
}

/** How long something takes, rounded up: minutes under two hours, else hours. */
export function lasting(from: Date, until: Date): Text {
  const minutes = Math.max(1, Math.ceil((until.getTime() - from.getTime()) / MINUTE))
  if (minutes < 120) return ['console.minutes', { n: minutes }]
  return ['console.hours', { n: Math.ceil(minutes / 60) }]
}
