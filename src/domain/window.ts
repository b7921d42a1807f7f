/** Why a message waits: the person has not written of late, and it is none that may be the first word. */
export const WINDOW_CLOSED = 'windowClosed'

// A window is kept so much too short at the most, so that a chat of many messages costs one write.
const SLACK_MS = 10 * 60_000

/** Until when anything may be said once a person has written; undefined where what stands is near enough. */
export function windowAfter(stands: Date | null, saidAt: Date, windowMs: number): Date | undefined {
  const until = saidAt.getTime() + windowMs
  return stands !== null && until - stands.getTime() < SLACK_MS ? undefined : new Date(until)
}

/** Whether only what may be the first word can be said now; `windowMs` undefined: anything always. */
export function isClosed(until: Date | null, windowMs: number | undefined, now: Date): boolean {
  return windowMs !== undefined && (until === null || until <= now)
}
