/** What a message in the outbox has come to. */
export interface Ended {
  sentAt: Date | null
  unknownAt: Date | null
  failedAt: Date | null
  cancelledAt: Date | null
  failure: string | null
}

/**
 * How a message ended that nobody had asked for. `failed`: it has not arrived and never will, so that the person may be told
 * elsewhere; `unknown`: it may have arrived, so that they may not; `barred`: somebody wanted silence or mourned before it left;
 * `paused` and `stopped`: its campaign took it back.
 */
export type Ending = 'sent' | 'unknown' | 'failed' | 'barred' | 'paused' | 'stopped'

/** Undefined while it waits. */
export function endingOf({ sentAt, unknownAt, failedAt, cancelledAt, failure }: Ended): Ending | undefined {
  // Also what its platform had taken, and said later that it could not deliver.
  if (failedAt) return 'failed'
  if (sentAt) return 'sent'
  if (unknownAt) return 'unknown'
  if (!cancelledAt) return undefined
  if (failure === 'expired') return 'failed'
  return failure === 'paused' || failure === 'stopped' ? failure : 'barred'
}
