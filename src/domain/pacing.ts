/**
 * A bucket of tokens, one for each message that a channel may be handed in a second. A token comes back one second after it
 * was taken, so that no window of one second, wherever it begins, sees more than the limit; a bucket that fills at an even
 * rate would let twice as many through after a pause.
 */
export interface Pace {
  perSecond: number
  /** When tokens were taken that are not back yet, oldest first; `at` in milliseconds. */
  taken: readonly { at: number; n: number }[]
}

const SECOND_MS = 1000

/** A full bucket. */
export function paceOf(perSecond: number): Pace {
  return { perSecond, taken: [] }
}

/** Takes as many tokens as there are, up to `wanted`. A clock that is set back gives nothing back early. */
export function takeTokens(pace: Pace, wanted: number, now: Date): { granted: number; pace: Pace } {
  const at = Math.max(now.getTime(), pace.taken.at(-1)?.at ?? 0)
  const out = pace.taken.filter((taken) => taken.at > at - SECOND_MS)
  const left = pace.perSecond - out.reduce((sum, { n }) => sum + n, 0)
  const granted = Math.max(0, Math.min(wanted, left))
  return { granted, pace: { ...pace, taken: granted > 0 ? [...out, { at, n: granted }] : out } }
}

/** Puts tokens of the last taking back that were not used. */
export function putBack(pace: Pace, unused: number): Pace {
  const last = pace.taken.at(-1)
  if (!last || unused <= 0) return pace
  const n = Math.max(0, last.n - unused)
  return { ...pace, taken: [...pace.taken.slice(0, -1), ...(n > 0 ? [{ at: last.at, n }] : [])] }
}
