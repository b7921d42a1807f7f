/** So many sends in a row that the platform has not confirmed, and nothing more goes. */
const MOST = 3
/** After so long one message is let through, to see whether it is confirmed. */
const REST_MS = 10 * 60_000

/** Sends in a row without the platform's confirmation, and since when it has been too many, in milliseconds of some clock. */
export interface Unacknowledged {
  inARow: number
  since?: number
}

export const TRUSTED: Unacknowledged = { inARow: 0 }

/** What is known after a send; one that was confirmed ends all doubt. */
export function afterSend({ inARow }: Unacknowledged, isConfirmed: boolean, at: number): Unacknowledged {
  if (isConfirmed) return TRUSTED
  return inARow + 1 < MOST ? { inARow: inARow + 1 } : { inARow: inARow + 1, since: at }
}

/** What is known once one is let through after the rest: all others rest until it is known what has become of it. */
export function whileTried(known: Unacknowledged, at: number): Unacknowledged {
  return known.since === undefined ? known : { ...known, since: at }
}

/** Milliseconds for which nothing may go; 0: it may. */
export function restFor({ since }: Unacknowledged, at: number): number {
  return since === undefined ? 0 : Math.max(0, since + REST_MS - at)
}

/** Whether the platform takes our messages no longer, as far as we can see. */
export function isUnacknowledged({ since }: Unacknowledged): boolean {
  return since !== undefined
}
