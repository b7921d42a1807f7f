import type { Month } from '../domain/clock.ts'
import type { Text } from '../domain/message.ts'

/** Months from one to another in words; `to` is null where no end is known. */
export function monthSpan(from: Month, to: Month | null): Text {
  const first = { month: from }
  if (to === null) return ['returns.months.open', { from: first }]
  if (to === from) return ['returns.months.one', { from: first }]
  return ['returns.months.span', { from: first, to: { month: to } }]
}
